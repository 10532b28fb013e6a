import { type RefObject, useEffect } from 'react';

const ROWS = 'tbody th button';
const SEARCH = '[role=search] input';

/** Where an arrow key leads among `count` rows; -1 is the search field above them, null nowhere. */
export function nextRow(key: string, current: number, count: number): number | null {
  if (count === 0) return null;
  if (key === 'ArrowDown') return Math.min(current + 1, count - 1);
  if (key === 'ArrowUp' && current >= 0) return current - 1;
  if (current < 0) return null;
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : null;
}

/** Arrow keys move between the search field and the rows of the list inside `container`. */
export function useRowKeys(container: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = container.current;
    if (element === null) return undefined;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      const rows = [...element.querySelectorAll<HTMLElement>(ROWS)];
      const search = element.querySelector<HTMLElement>(SEARCH);
      const current = rows.findIndex((row) => row === document.activeElement);
      if (current < 0 && document.activeElement !== search) return;
      const next = nextRow(event.key, current, rows.length);
      if (next === null) return;
      event.preventDefault();
      const target = next < 0 ? search : rows[next];
      target?.focus();
      target?.scrollIntoView({ block: 'nearest' });
    };
    element.addEventListener('keydown', onKeyDown);
    return () => element.removeEventListener('keydown', onKeyDown);
  }, [container]);
}
