import { type RefObject, useEffect } from 'react';

/** Puts the focus into the one field that a screen is opened for, once, when it appears. */
export function useFirstFocus(field: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    field.current?.focus({ preventScroll: true });
  }, [field]);
}
