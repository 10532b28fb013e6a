import { useCallback, useEffect, useState } from 'react';

const TICK_MS = 250;

/** Whole seconds left until an instant (milliseconds since 1970), 0 once it has passed. */
export function secondsLeft(untilMs: number, nowMs: number): number {
  return Math.max(0, Math.ceil((untilMs - nowMs) / 1000));
}

/** Counts down to 0; `wait` starts it anew. */
export function useCountdown() {
  const [untilMs, setUntilMs] = useState(0);
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const update = () => setSeconds(secondsLeft(untilMs, Date.now()));
    update();
    if (untilMs === 0) return undefined;
    const timer = setInterval(() => {
      update();
      if (Date.now() >= untilMs) clearInterval(timer);
    }, TICK_MS);
    return () => clearInterval(timer);
  }, [untilMs]);
  const wait = useCallback(
    (waitSeconds: number) => setUntilMs(waitSeconds > 0 ? Date.now() + waitSeconds * 1000 : 0),
    [],
  );
  return { seconds, wait };
}
