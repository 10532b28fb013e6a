import { useState } from 'react';
import { NO_ANSWER } from './client/why-not.ts';

/** Does some work that answers why it was not done, or null, which is said on the screen. */
export function useWork() {
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  async function doing(work: () => Promise<string | null>): Promise<void> {
    setProblem(null);
    setBusy(true);
    setProblem(await work().catch(() => NO_ANSWER));
    setBusy(false);
  }
  return { problem, isBusy, doing, forget: () => setProblem(null) };
}
