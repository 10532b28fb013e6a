import { useState } from 'react';
import type { WaitingRecord } from '../../shared/signing/contract.ts';
import { recordKey } from './signing-words.ts';

type Chosen = Readonly<Record<string, WaitingRecord>>;

/**
 * Which of the waiting records are chosen, each as it was seen when it was chosen: what changes
 * afterwards is not signed unread. Records that wait no more drop out.
 */
export function useChosen(waiting: readonly WaitingRecord[]) {
  const [chosen, setChosen] = useState<Chosen>({});
  const still = waiting.flatMap((record) => chosen[recordKey(record)] ?? []);
  return {
    chosen: still,
    isChosen: (record: WaitingRecord) => recordKey(record) in chosen,
    /** All that can be chosen are. */
    areAll: waiting.length > 0 && still.length === waiting.length,
    choose: (record: WaitingRecord, isChosen: boolean): void => {
      const { [recordKey(record)]: _before, ...others } = chosen;
      setChosen(isChosen ? { ...others, [recordKey(record)]: record } : others);
    },
    chooseAll: (areChosen: boolean): void => {
      const all = waiting.map((record) => [recordKey(record), record] as const);
      setChosen(areChosen ? Object.fromEntries(all) : {});
    },
    leaveOut: (ids: readonly string[]): void => {
      const kept = Object.entries(chosen).filter(([, { id }]) => !ids.includes(id));
      setChosen(Object.fromEntries(kept));
    },
  };
}
