import { useEffect, useRef } from 'react';
import { isDoublePress, type Press } from './double-press.ts';

function pressOf(event: KeyboardEvent | PointerEvent): Press {
  const isKey = event instanceof KeyboardEvent;
  return {
    atMs: event.timeStamp,
    key: isKey ? event.key : null,
    hasModifier: event.ctrlKey || event.metaKey,
    x: isKey ? 0 : event.clientX,
    y: isKey ? 0 : event.clientY,
  };
}

/** Tells an answer to a question from the second half of the double press that opened it. */
export function usePressGuard() {
  const last = useRef<Press | null>(null);
  const asked = useRef<Parameters<typeof isDoublePress>[0]>({ by: null, atMs: 0 });
  useEffect(() => {
    const note = (event: KeyboardEvent | PointerEvent) => {
      const isModifier = event instanceof KeyboardEvent && /^(Control|Meta)$/.test(event.key);
      const isRepeat = event instanceof KeyboardEvent && event.repeat;
      if (!isModifier && !isRepeat) last.current = pressOf(event);
    };
    window.addEventListener('keydown', note, true);
    window.addEventListener('pointerdown', note, true);
    return () => {
      window.removeEventListener('keydown', note, true);
      window.removeEventListener('pointerdown', note, true);
    };
  }, []);
  return {
    noteQuestion() {
      asked.current = { by: last.current, atMs: performance.now() };
    },
    isDoublePress: () => isDoublePress(asked.current, last.current),
  };
}
