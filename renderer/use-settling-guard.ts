import { useEffect, useLayoutEffect, useRef } from 'react';
import { isEcho, type Press, type ScreenChange } from './settling-guard.ts';

const REST_OF_A_PRESS = [
  'mousedown',
  'touchstart',
  'pointerup',
  'mouseup',
  'touchend',
  'click',
] as const;

function isInMain({ target }: Event): boolean {
  return target instanceof Element && target.closest('main') !== null;
}

function refuse(event: Event): void {
  // Preventing a touchstart or pointerdown would take the scrolling with it.
  if (event.type === 'click' || event.type === 'mousedown' || event.type === 'keydown')
    event.preventDefault();
  event.stopImmediatePropagation();
}

function placeOf(event: MouseEvent): Press {
  const isTouch = event instanceof PointerEvent && event.pointerType !== 'mouse';
  return { kind: 'pointer', x: event.clientX, y: event.clientY, isTouch };
}

/** Watches every press before the page does, until `signal` is aborted. */
function guard(
  change: { current: ScreenChange },
  last: { current: Press | null },
  signal: AbortSignal,
) {
  let isRefusing = false;
  const isEchoNow = (press: Press) => isEcho(press, change.current, performance.now());
  const accept = (press: Press | null) => {
    last.current = press;
    // Whatever comes after a press that was meant is meant too.
    change.current = { ...change.current, cause: null };
  };
  const options = { capture: true, signal } as const;
  const onPointerDown = (event: PointerEvent) => {
    isRefusing = isInMain(event) && isEchoNow(placeOf(event));
    if (isRefusing) refuse(event);
    else accept(placeOf(event));
  };
  const onRest = (event: MouseEvent | TouchEvent) => {
    // A click without a count comes from a key or from assistive technology.
    const isTapped = event instanceof MouseEvent && event.type === 'click' && event.detail > 0;
    // The press may have begun on the screen before.
    const isRefused = isRefusing || (isTapped && isEchoNow(placeOf(event)));
    if (event.type === 'click' && !isTapped) return;
    if (isRefused && isInMain(event)) refuse(event);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const press = { kind: 'key', key: event.key, isRepeat: event.repeat } as const;
    const isActivation = event.key === 'Enter' || event.key === ' ';
    if (isActivation && isInMain(event) && isEchoNow(press)) refuse(event);
    else accept(press);
  };
  window.addEventListener('pointerdown', onPointerDown, options);
  for (const type of REST_OF_A_PRESS) window.addEventListener(type, onRest, options);
  window.addEventListener('keydown', onKeyDown, options);
  window.addEventListener('input', () => accept(null), options);
}

/**
 * Keeps the second tap of a double tap, and a key held down, from activating what the new screen shows
 * where the old one had its button. `screenKey` changes with the screen.
 */
export function useSettlingGuard(screenKey: string): void {
  const last = useRef<Press | null>(null);
  const change = useRef<ScreenChange>({ atMs: 0, cause: null });
  const shownKey = useRef(screenKey);
  useLayoutEffect(() => {
    if (shownKey.current === screenKey) return;
    shownKey.current = screenKey;
    change.current = { atMs: performance.now(), cause: last.current };
  });
  useEffect(() => {
    const ending = new AbortController();
    guard(change, last, ending.signal);
    return () => ending.abort();
  }, []);
}
