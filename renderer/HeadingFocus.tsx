import { useEffect } from 'react';

/** The id that AppShell gives to `<main>`. */
export const MAIN_ID = 'main-content';

/** A screen whose heading waits for an answer may take this long to show it. */
const HEADING_WAIT_MS = 5000;

function focusHeading(main: HTMLElement): boolean {
  const heading = main.querySelector('h1');
  if (heading === null) return false;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  return true;
}

/**
 * Moves the focus to the heading of a new screen, unless the screen puts it into a field itself.
 * Mount it anew, after the screen, for each place.
 */
export function HeadingFocus(): null {
  useEffect(() => {
    const main = document.getElementById(MAIN_ID);
    if (main === null) return undefined;
    main.scrollTo(0, 0);
    if (main.contains(document.activeElement) && document.activeElement !== main) return undefined;
    if (focusHeading(main)) return undefined;
    main.focus({ preventScroll: true });
    const observer = new MutationObserver(() => {
      const isUntouched = document.activeElement === main;
      if (!isUntouched || focusHeading(main)) observer.disconnect();
    });
    observer.observe(main, { childList: true, subtree: true });
    const timer = setTimeout(() => observer.disconnect(), HEADING_WAIT_MS);
    return () => {
      clearTimeout(timer);
      observer.disconnect();
    };
  }, []);
  return null;
}
