import { useEffect, useState } from 'react';

const SETTLED_AFTER_MS = 400;

/** A text as it stood when nobody had typed in it for a moment. */
export function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), SETTLED_AFTER_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
