import { useEffect, useState } from 'react';
import type { Receipt } from '../../shared/receipts/contract.ts';
import { useChange } from '../client/use-operation.ts';
import { NO_ANSWER_TEXT_KEPT } from '../client/why-not.ts';
import { forgetForm, keepForm, keptOr } from '../kept-forms.ts';
import {
  linesProblem,
  linesToSend,
  NOTHING_RECEIVED,
  type ReceiveEntry,
  withDoubts,
} from './receive-entry.ts';

const KEPT = 'receive';

/** What is being received; it outlives a lock, and a refusal leaves all of it in place. */
export function useReceive(onReceived: (receipt: Receipt) => void) {
  const [entry, setEntry] = useState<ReceiveEntry>(() => keptOr(KEPT, NOTHING_RECEIVED));
  const [notice, setNotice] = useState<string | null>(null);
  const record = useChange('receipts.record');
  useEffect(() => keepForm(KEPT, entry), [entry]);

  async function save(shelfId: string | null): Promise<void> {
    const problem = linesProblem(entry);
    setNotice(problem);
    if (problem !== null || record.isPending) return;
    const { supplier, reference } = entry;
    const lines = linesToSend(entry, shelfId);
    const reply = await record.mutateAsync({ supplier, reference, lines }).catch(() => null);
    if (reply === null) return setNotice(NO_ANSWER_TEXT_KEPT);
    if (!reply.ok) {
      const { failure } = reply;
      const doubts =
        failure.code === 'NoteNeeded' || failure.code === 'MustWait' ? failure.details.doubts : [];
      setEntry(withDoubts(entry, doubts));
      return setNotice(failure.message);
    }
    forgetForm(KEPT);
    return onReceived(reply.value);
  }
  return { entry, setEntry, notice, save, isPending: record.isPending };
}
