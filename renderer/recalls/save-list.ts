import { bridge } from '../client/bridge.ts';
import type { client } from '../client/client.ts';
import { replyOfJob } from '../client/job-end.ts';
import { recallOperations } from '../../shared/recalls/contract.ts';

type Client = typeof client;
/** What starting a list answers. */
export type StartedList = Awaited<
  ReturnType<Client['recalls.exportCalls'] | Client['recalls.exportUsed']>
>;
type Failed = { readonly isFailure: true; readonly text: string };
type Saved = { readonly isFailure: false; readonly text: string };

const exported = recallOperations['recalls.exportCalls'].output;
const failed = (text: string): Failed => ({ isFailure: true, text });

/** Waits for the file of a list and lets the user choose where it goes; null when they changed their mind. */
export async function saveList(started: Promise<StartedList>): Promise<Failed | Saved | null> {
  const reply = await started;
  if (!reply.ok) return failed(reply.failure.message);
  const result = await replyOfJob(reply.value.jobId);
  const value = typeof result === 'object' && result !== null && 'value' in result && result.value;
  const list = exported.safeParse(value);
  if (!list.success) return failed('The list was not written. Please try again.');
  const { digest, fileName } = list.data;
  const saved = await bridge.bytes.save(digest, fileName);
  if (!saved.ok) return failed(saved.failure.message);
  return saved.value ? { isFailure: false, text: `Saved as ${fileName}` } : null;
}
