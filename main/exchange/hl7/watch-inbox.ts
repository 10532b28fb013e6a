import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { insertAuditEvents } from '../../platform/audit.ts';
import type { Database } from '../../platform/database.ts';
import { isWithoutRoom } from '../../platform/fatal-error.ts';
import type { ReportIncident } from '../../platform/incident-log.ts';
import type { Timers } from '../../platform/timers.ts';
import { answerOf, systemCode } from './folder-state.ts';
import { inboxFiles, type InboxFile, isSteady } from './inbox-files.ts';
import { moveSettled, type Settled } from './settle-file.ts';
import { messagesIn } from './split-messages.ts';
import { insertFile, selectFolders } from './store.ts';
import { atBeginning, takeFile } from './take-file.ts';

export type InboxParts = {
  readonly database: Database;
  readonly clock: () => Date;
  readonly newId: () => string;
  readonly report: ReportIncident;
  readonly timers: Timers;
  /** Whether records can be written just now. */
  readonly mayWrite: () => boolean;
};

const FIRST_AFTER_MS = 3_000;
const EVERY_MS = 5_000;

export type Inbox = {
  /** Looks into the folder once; for tests, which do not wait. */
  readonly lookAfter: () => Promise<void>;
  /** Stops at the next border of a transaction, and waits for it. */
  readonly stop: () => Promise<void>;
};

/** The program closes, or nothing can be written: the file is begun anew later, which changes nothing. */
class LookStopped extends Error {
  override name = 'LookStopped';
  constructor() {
    super('LookStopped: the inbox is looked at later');
  }
}

type Looking = InboxParts & { readonly signal: AbortSignal };

/**
 * Takes in what other programs put into the inbox, as long as the records are open. A file is taken whole,
 * once nobody has written to it between two looks, the oldest first; one that is still being written holds
 * back those after it, one that is locked does not. Whatever stops in between, a file that is begun again
 * changes nothing twice, because each message is taken in once. A folder that is not there is looked for
 * again; that is no error.
 */
export function startInbox(parts: InboxParts): Inbox {
  const stopping = new AbortController();
  const looking: Looking = { ...parts, signal: stopping.signal };
  let seen: ReadonlyMap<string, InboxFile> = new Map();
  /** Files that are through and could not be moved yet. */
  const through = new Map<string, { readonly file: InboxFile; readonly settled: Settled }>();
  let running: Promise<void> = Promise.resolve();
  let cancel = parts.timers.after(FIRST_AFTER_MS, next);

  async function takeOne(file: InboxFile): Promise<void> {
    const before = through.get(file.path);
    const isThrough = before && isSteady(file, before.file);
    const settled = isThrough ? before.settled : await takeIn(looking, file);
    if (settled === null) return;
    through.set(file.path, { file, settled });
    if (await settle(looking, file, settled)) through.delete(file.path);
  }
  async function lookAfter(): Promise<void> {
    if (!parts.mayWrite()) return;
    const { inbox } = await parts.database.read(selectFolders);
    const files = inbox === null ? [] : await answerOf(inboxFiles(inbox).catch(noneThere), []);
    const before = seen;
    seen = new Map(files.map((file) => [file.path, file]));
    for (const path of through.keys()) if (!seen.has(path)) through.delete(path);
    for (const file of files) {
      if (!isSteady(file, before.get(file.path))) return;
      // Whoever made it has not written anything yet.
      if (file.size > 0) await takeOne(file);
    }
  }
  function next(): void {
    running = lookAfter()
      .catch((error: unknown) => {
        if (!(error instanceof LookStopped) && !isWithoutRoom(error)) void parts.report(error);
      })
      .finally(() => {
        if (!stopping.signal.aborted) cancel = parts.timers.after(EVERY_MS, next);
      });
  }
  return {
    lookAfter,
    async stop() {
      stopping.abort();
      cancel();
      await running;
    },
  };
}

/** A folder that cannot be read just now has no files. */
function noneThere(error: unknown): readonly InboxFile[] {
  if (systemCode(error) !== '') return [];
  throw error;
}

/** Takes a file in; null where it is gone, locked, cut off from us or was changed meanwhile: later then. */
async function takeIn(looking: Looking, file: InboxFile): Promise<Settled | null> {
  const { signal } = looking;
  try {
    const progress = await takeFile(
      { name: file.name, messages: messagesIn(createReadStream(file.path, { signal })) },
      atBeginning,
      (work) => writeOnce(looking, work),
    );
    const { size, mtimeMs } = await stat(file.path);
    if (!isSteady({ ...file, size, mtimeMs }, file)) return null;
    const { read, refused } = progress.tally;
    const problem = read === 0 ? 'There is no HL7 message in it.' : null;
    return { ...progress, problem, isRefused: refused > 0 || problem !== null };
  } catch (error) {
    if (signal.aborted) throw new LookStopped();
    if (error instanceof LookStopped || isWithoutRoom(error)) throw error;
    if (systemCode(error) !== '') return null;
    const incident = await looking.report(error);
    const problem = `Something went wrong that should not have (incident ${incident}). What it holds is taken in only in part, or not at all.`;
    return { ...atBeginning, problem, isRefused: true };
  }
}

async function writeOnce(
  { database, clock, newId, signal, mayWrite }: Looking,
  work: Parameters<Parameters<typeof takeFile>[2]>[0],
): Promise<void> {
  if (signal.aborted || !mayWrite()) throw new LookStopped();
  await database.transact((tx) => work({ tx, now: clock(), newId, replacedBy: null }));
}

/** Moves the file and writes down what became of it; false where it cannot be moved just now. */
async function settle(looking: Looking, file: InboxFile, settled: Settled): Promise<boolean> {
  const { database, clock, newId } = looking;
  const at = clock();
  let fileName = file.name;
  try {
    fileName = await moveSettled(file, settled, at);
  } catch (error) {
    if (systemCode(error) !== '') return false;
    throw error;
  }
  const id = newId();
  const { isRefused, tally } = settled;
  await database.transact(async (tx) => {
    const row = { id, direction: 'in', fileName, at: at.toISOString(), isRefused } as const;
    await insertFile(tx, { ...row, ...tally });
    await insertAuditEvents(tx, [
      {
        id: newId(),
        occurredAt: at,
        host: 'system',
        userId: null,
        operation: 'hl7.import',
        kind: 'job',
        outcome: isRefused ? 'refused' : 'ok',
        failureCode: isRefused ? 'MessagesRefused' : undefined,
        subject: { entityType: 'exchangeFile', entityId: id },
      },
    ]);
  });
  return true;
}
