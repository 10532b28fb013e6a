import { type RefObject, useLayoutEffect, useState } from 'react';

const FOCUSABLE = 'a[href], button, input, select, textarea, [tabindex]';

/**
 * The tabIndex for something that scrolls: 0 while it has more than it shows and nothing in it takes the
 * focus, or the keyboard could not reach the rest; else undefined.
 */
export function useScrollStop(element: RefObject<HTMLElement | null>): 0 | undefined {
  const [isStop, setStop] = useState(false);
  useLayoutEffect(() => {
    const shown = element.current;
    if (!shown) return undefined;
    const look = () =>
      setStop(shown.scrollHeight > shown.clientHeight && shown.querySelector(FOCUSABLE) === null);
    const resized = new ResizeObserver(look);
    for (const each of [shown, ...shown.children]) resized.observe(each);
    look();
    return () => resized.disconnect();
  }, [element]);
  return isStop ? 0 : undefined;
}
