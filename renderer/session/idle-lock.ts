const CHECK_EVERY_MS = 1000;

/** How often the core hears that somebody is here: it ends a session by itself where it hears nothing. */
export const LIFE_TOLD_EVERY_MS = 15_000;
const SIGNS_OF_LIFE = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'input'];

type IdleWatch = {
  readonly page: EventTarget;
  readonly limitMs: number;
  readonly onIdle: () => void;
  /** There are signs of life; called at most every `LIFE_TOLD_EVERY_MS`. */
  readonly onLife: () => void;
};

/** Calls `onIdle` once after `limitMs` without a sign of life on `page`; answers how to stop. */
export function watchIdle({ page, limitMs, onIdle, onLife }: IdleWatch): () => void {
  let lastSeenMs = Date.now();
  let isSeen = false;
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
    isSeen = true;
  };
  const tellLife = () => {
    if (isSeen) onLife();
    isSeen = false;
  };
  const timer = setInterval(check, CHECK_EVERY_MS);
  const teller = setInterval(tellLife, LIFE_TOLD_EVERY_MS);
  for (const sign of SIGNS_OF_LIFE) page.addEventListener(sign, noteLife, { capture: true });
  function stop(): void {
    clearInterval(timer);
    clearInterval(teller);
    for (const sign of SIGNS_OF_LIFE) page.removeEventListener(sign, noteLife, { capture: true });
  }
  return stop;
}
