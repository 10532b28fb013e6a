import { useEffect, useState } from 'react';

const SETTLED_AFTER_MS = 400;

/** A text or number as it stood when nobody had typed in it for a moment. */
export function useSettled<Value extends string | number | null>(value: Value): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), SETTLED_AFTER_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
