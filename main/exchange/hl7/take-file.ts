import {
  type Hl7Tally,
  type ListedMessage,
  MOST_MESSAGES_LISTED,
  noMessages,
} from '../../../shared/exchange/hl7-contract.ts';
import type { RawMessage } from './split-messages.ts';
import { type Outcome, takeMessage, type Taking } from './take-message.ts';

/** How far a file is. */
export type FileProgress = {
  readonly tally: Hl7Tally;
  readonly listed: readonly ListedMessage[];
  readonly unlisted: number;
};

export const atBeginning: FileProgress = { tally: noMessages, listed: [], unlisted: 0 };

/** Messages of one transaction: under 50 ms, after which a bedside save gets its turn. */
const MESSAGES_AT_ONCE = 5;

function noteOf(outcome: Outcome): Pick<ListedMessage, 'outcome' | 'reason'> | null {
  if ('reason' in outcome) return { outcome: outcome.kind, reason: outcome.reason };
  if (!('kept' in outcome) || outcome.kept.length === 0) return null;
  const names = outcome.kept.join(', ');
  return { outcome: 'kept', reason: `changed here and there: ${names}. What is here was kept` };
}

function counted(
  progress: FileProgress,
  at: { readonly file: string; readonly message: number },
  outcome: Outcome,
): FileProgress {
  const { tally, listed, unlisted } = progress;
  const { kind } = outcome;
  const next = { ...tally, read: tally.read + 1, [kind]: tally[kind] + 1 };
  const note = noteOf(outcome);
  if (note === null) return { ...progress, tally: next };
  if (listed.length >= MOST_MESSAGES_LISTED) return { tally: next, listed, unlisted: unlisted + 1 };
  return { tally: next, listed: [...listed, { ...at, ...note }], unlisted };
}

/** Runs `work` in one transaction, and saves what it answers. */
export type Write = (work: (taking: Taking) => Promise<FileProgress>) => Promise<void>;

/**
 * Takes a file's messages in, some at a time; those that `start` has counted are passed over. Answers how
 * it ended.
 */
export async function takeFile(
  file: { readonly name: string; readonly messages: AsyncIterable<RawMessage> },
  start: FileProgress,
  write: Write,
): Promise<FileProgress> {
  let progress = start;
  let some: RawMessage[] = [];
  async function takeSome(): Promise<void> {
    if (some.length === 0) return;
    await write(async (taking) => {
      let next = progress;
      for (const raw of some) {
        const at = { file: file.name, message: raw.number };
        next = counted(next, at, await takeMessage(taking, raw));
      }
      progress = next;
      return next;
    });
    some = [];
  }
  for await (const raw of file.messages) {
    if (raw.number <= start.tally.read) continue;
    some.push(raw);
    if (some.length === MESSAGES_AT_ONCE) await takeSome();
  }
  await takeSome();
  return progress;
}
