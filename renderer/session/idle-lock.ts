/** The screen locks after this long without a pointer, key or touch (ARCHITECTURE.md §8). */
export const IDLE_LIMIT_MS = 120_000;

const CHECK_EVERY_MS = 1000;
const SIGNS_OF_LIFE = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'input'];

type IdleWatch = {
  readonly page: EventTarget;
  readonly limitMs: number;
  readonly onIdle: () => void;
};

/** Calls `onIdle` once after `limitMs` without a sign of life on `page`; answers how to stop. */
export function watchIdle({ page, limitMs, onIdle }: IdleWatch): () => void {
  let lastSeenMs = Date.now();
  const isOver = () => Date.now() - lastSeenMs >= limitMs;
  const check = () => {
    if (!isOver()) return;
    stop();
    onIdle();
  };
  const noteLife = () => {
    // Timers stand still while a computer sleeps: the touch that wakes it must not count.
    check();
    lastSeenMs = Date.now();
  };
  const timer = setInterval(check, CHECK_EVERY_MS);
  for (const sign of SIGNS_OF_LIFE) page.addEventListener(sign, noteLife, { capture: true });
  function stop(): void {
    clearInterval(timer);
    for (const sign of SIGNS_OF_LIFE) page.removeEventListener(sign, noteLife, { capture: true });
  }
  return stop;
}
