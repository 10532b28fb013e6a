import { useState } from 'react';
import type { SaveOutcome } from './client/save-file.ts';
import { NO_ANSWER } from './client/why-not.ts';

/** Saves one of some files at a time: which is on its way, and what became of the last. */
export function useSaving<Which extends string = string>() {
  const [busy, setBusy] = useState<Which | null>(null);
  const [outcome, setOutcome] = useState<SaveOutcome | null>(null);
  async function save(which: Which, work: () => Promise<SaveOutcome | null>): Promise<void> {
    setBusy(which);
    setOutcome(null);
    setOutcome(await work().catch(() => ({ isFailure: true, text: NO_ANSWER })));
    setBusy(null);
  }
  return { busy, outcome, save };
}
