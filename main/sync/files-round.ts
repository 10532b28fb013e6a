import { MOST_FILES_ASKED } from '../../shared/sync/wire.ts';
import type { FileClient } from './file-client.ts';
import {
  noteFiles,
  type OpenFile,
  selectToFetch,
  selectToSend,
  selectUnlooked,
  updateArrived,
  updateFailed,
  updateHere,
  updateStates,
} from './files-store.ts';
import { fetchFile, type Moving, sendFile } from './move-file.ts';
import { type SqlRunner, sqlOver } from './sql.ts';
import type { SyncPartsWithFiles } from './sync-parts.ts';

/** One look at what has yet to travel. */
export type FileRound = Pick<SyncPartsWithFiles, 'database' | 'files' | 'clock'> & {
  readonly server: FileClient;
  readonly epoch: number;
  /** A device that is none any more gives what it has, and gets nothing. */
  readonly isRevoked: boolean;
  readonly signal: AbortSignal;
  /** Whether something came up that may have to go first. */
  readonly isAskedAgain: () => boolean;
  readonly moving: (file: OpenFile) => Moving;
};

const LOOKED_AT_ONCE = 500;
const MOVED_AT_ONCE = 100;
/** Small pictures: the way there and back is what takes the time. */
const SMALL_AT_ONCE = 4;

/** Takes up what the records name, and looks which of it is here. */
export async function lookAtFiles(round: FileRound, isFirst: boolean): Promise<void> {
  const { database, files, epoch, signal } = round;
  if (isFirst) await write(round, (sql) => noteFiles(sql, epoch));
  for (;;) {
    const digests = await database.read((db) => selectUnlooked(sqlOver(db), LOOKED_AT_ONCE));
    if (digests.length === 0) return;
    const here = new Set<string>();
    for (const digest of digests) if (await files.exists(digest)) here.add(digest);
    signal.throwIfAborted();
    await write(round, async (sql) => {
      await updateHere(sql, [...here], true);
      await updateHere(
        sql,
        digests.filter((digest) => !here.has(digest)),
        false,
      );
    });
  }
}

type Batch = { readonly send: readonly OpenFile[]; readonly fetch: readonly OpenFile[] };

export type Moved = 'moved' | 'nothing' | 'othersHaveIt';

/**
 * Moves the next files, until something else may have to go first. `othersHaveIt`: what is not here is not
 * on the server either.
 */
export async function moveSome(round: FileRound): Promise<Moved> {
  const asked = await askNext(round);
  if (asked === 'nothing' || asked === 'othersHaveIt') return asked;
  const { send, fetch } = asked;
  const isSmall = ({ kind }: OpenFile): boolean => kind === 'thumbnail';
  const wanted = fetch.filter(({ isWanted }) => isWanted);
  const others = fetch.filter(({ isWanted }) => !isWanted);
  const move = (file: OpenFile): Promise<void> =>
    send.includes(file) ? sendOne(round, file) : fetchOne(round, file);
  const all = [...send, ...others];
  await inTurn(round, wanted, { move, atOnce: 1 });
  await inTurn(round, all.filter(isSmall), { move, atOnce: SMALL_AT_ONCE });
  const large = all.filter((file) => !isSmall(file));
  const newestFirst = large.toSorted((one, other) => other.datedAt.localeCompare(one.datedAt));
  await inTurn(round, newestFirst, { move, atOnce: 1 });
  return 'moved';
}

/** What the server lacks and what it has for this computer, of the first files in turn. */
async function askNext(round: FileRound): Promise<Batch | Exclude<Moved, 'moved'>> {
  const now = round.clock().toISOString();
  const send = await read(round, (sql) => selectToSend(sql, now, MOVED_AT_ONCE));
  for (let offset = 0; ; offset += MOST_FILES_ASKED) {
    const page = { limit: MOST_FILES_ASKED, offset };
    const fetch = round.isRevoked ? [] : await read(round, (sql) => selectToFetch(sql, now, page));
    const isAsked = send.length > 0 && offset === 0;
    if (fetch.length === 0 && !isAsked) return offset === 0 ? 'nothing' : 'othersHaveIt';
    const there = await askStates(round, { send: offset === 0 ? send : [], fetch });
    const batch = {
      send: send.filter(({ digest }) => !there.has(digest)),
      fetch: fetch.filter(({ digest }) => there.has(digest)).slice(0, MOVED_AT_ONCE),
    };
    // Once what the server had already is written down there may be more to send.
    if (batch.send.length + batch.fetch.length > 0 || isAsked) return batch;
  }
}

async function askStates(round: FileRound, { send, fetch }: Batch): Promise<ReadonlySet<string>> {
  const have = send.map(({ digest }) => digest);
  const want = fetch.map(({ digest }) => digest);
  const { there, elsewhere } = await round.server.states({ have, want });
  const known = new Set(there);
  const missing = want.filter((digest) => !known.has(digest));
  await write(round, (sql) => updateStates(sql, round.epoch, { there, missing, elsewhere }));
  return known;
}

async function sendOne(round: FileRound, file: OpenFile): Promise<void> {
  const sent = await sendFile(round.moving(file), file);
  const now = round.clock().toISOString();
  await write(round, (sql) => {
    if (sent === 'sent') return updateArrived(sql, file.digest, round.epoch);
    // What is not here, or not as it was, may still come from somebody else.
    if (sent === 'absent') return updateHere(sql, [file.digest], false);
    return updateFailed(sql, file.digest, now);
  });
}

async function fetchOne(round: FileRound, file: OpenFile): Promise<void> {
  const fetched = await fetchFile(round.moving(file), file);
  const now = round.clock().toISOString();
  await write(round, async (sql) => {
    if (fetched === 'fetched') await updateArrived(sql, file.digest, round.epoch);
    if (fetched === 'refused') await updateFailed(sql, file.digest, now);
  });
}

type Work = {
  readonly move: (file: OpenFile) => Promise<void>;
  readonly atOnce: number;
};

/** One after another, so many at once; what fails keeps the rest from being begun. */
async function inTurn(
  round: FileRound,
  files: readonly OpenFile[],
  { move, atOnce }: Work,
): Promise<void> {
  const left = [...files];
  let hasFailed = false;
  async function work(): Promise<void> {
    for (;;) {
      if (hasFailed || round.isAskedAgain()) return;
      round.signal.throwIfAborted();
      const file = left.shift();
      if (!file) return;
      await move(file).catch((error: unknown) => {
        hasFailed = true;
        throw error;
      });
    }
  }
  const done = await Promise.allSettled(Array.from({ length: atOnce }, work));
  for (const each of done) if (each.status === 'rejected') throw each.reason;
}

function read<T>({ database }: FileRound, work: (sql: SqlRunner) => Promise<T>): Promise<T> {
  return database.read((db) => work(sqlOver(db)));
}

function write({ database }: FileRound, work: (sql: SqlRunner) => Promise<void>): Promise<void> {
  return database.transact((tx) => work(sqlOver(tx)));
}
