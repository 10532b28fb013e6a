import { keepField, placeOf, typeText } from './typed-field.ts';
import { deadlineMs, pause, press } from './wedge.ts';
import { keyDown, keyUp } from './wedge-keys.ts';
import {
  NO_SCAN,
  type WedgeRules,
  type WedgeScan,
  type WedgeState,
  type WedgeStep,
} from './wedge-state.ts';

export type WatchedKeys = {
  /** Asked at each key, so that a change of the settings counts at once. */
  readonly rules: () => WedgeRules & { readonly prefixKey: string | null };
  readonly onScan: (scan: WedgeScan) => void;
};

/** A timer that comes this late says that the page was busy: keys may be waiting to be told. */
const LATE_MS = 30;
/** The system types a character that was written by its number after Alt has come up. */
const AFTER_ALT_MS = 50;

/** Tells scans from typing, before the page sees a key, until the answer is called. */
export function watchKeys({ rules, onScan }: WatchedKeys): () => void {
  let state = NO_SCAN;
  let putBack = (): void => undefined;
  let stopWaiting = (): void => undefined;
  let altUpAtMs = Number.NEGATIVE_INFINITY;
  const heldCodes = new Set<string>();

  function take(step: WedgeStep): void {
    state = step.state;
    if (step.scan?.isPartlyTyped) putBack();
    if (step.released !== '') typeText(step.released, document.activeElement);
    if (step.isFirst) putBack = keepField(document.activeElement);
    stopWaiting();
    stopWaiting = waitForMore(state, () => take(pause(state, rules(), deadlineMs(state) ?? 0)));
    if (step.scan) onScan(step.scan);
  }
  function onKeyDown(event: KeyboardEvent): void {
    // What is written by an input method, and what we type ourselves.
    if (event.isComposing || !event.isTrusted) return;
    const now = rules();
    const key = keyDown(event, now.prefixKey, placeOf(document.activeElement));
    if (key === null) return;
    const step = press(state, now, key);
    take(step);
    if (!step.isSwallowed) return;
    heldCodes.add(event.code);
    stop(event);
  }
  function onKeyUp(event: KeyboardEvent): void {
    const key = state.altDigits === null ? null : keyUp(event);
    if (key !== null) {
      altUpAtMs = event.timeStamp;
      take(press(state, rules(), key));
    }
    if (heldCodes.delete(event.code)) stop(event);
  }
  function onBeforeInput(event: InputEvent): void {
    if (event.timeStamp - altUpAtMs < AFTER_ALT_MS && state.phase !== 'idle') stop(event);
  }

  const end = listen({ onKeyDown, onKeyUp, onBeforeInput });
  return () => {
    end();
    stopWaiting();
  };
}

/**
 * Calls `onPause` when no key comes until the deadline; answers how to stop that. It is counted from now:
 * where the page is behind with its keys, the next ones are behind as well.
 */
function waitForMore(state: WedgeState, onPause: () => void): () => void {
  const deadline = deadlineMs(state);
  if (deadline === null) return () => undefined;
  const waitMs = deadline - state.lastAtMs;
  const dueMs = performance.now() + waitMs;
  let timer = setTimeout(() => {
    if (performance.now() - dueMs <= LATE_MS) return onPause();
    timer = setTimeout(onPause, 0);
  }, waitMs);
  return () => clearTimeout(timer);
}

type KeyListeners = {
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onKeyUp: (event: KeyboardEvent) => void;
  readonly onBeforeInput: (event: InputEvent) => void;
};

/** Hears of every key of the window before anything in it does, until the answer is called. */
function listen({ onKeyDown, onKeyUp, onBeforeInput }: KeyListeners): () => void {
  const ending = new AbortController();
  const options = { capture: true, signal: ending.signal };
  addEventListener('keydown', onKeyDown, options);
  addEventListener('keyup', onKeyUp, options);
  addEventListener('beforeinput', onBeforeInput, options);
  return () => ending.abort();
}

/** Other watchers of the window still see it, such as the one that waits for signs of life. */
function stop(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}
