import { type RefObject, useLayoutEffect } from 'react';

/**
 * Tells the screen how tall something is that stays in sight over what scrolls, in the custom property
 * `name` of `<main>`, so that what takes focus is scrolled out from under it.
 */
export function useToldHeight(element: RefObject<HTMLElement | null>, name: `--${string}`): void {
  useLayoutEffect(() => {
    const shown = element.current;
    const main = shown?.closest('main');
    if (!shown || !main) return undefined;
    const tell = () => main.style.setProperty(name, `${shown.offsetHeight}px`);
    const resized = new ResizeObserver(tell);
    resized.observe(shown);
    tell();
    return () => {
      resized.disconnect();
      main.style.removeProperty(name);
    };
  }, [element, name]);
}
