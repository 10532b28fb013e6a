import { parseEntry } from '../../shared/sync/line.ts';
import { deviceNow } from './device-store.ts';
import type { Exchange } from './push.ts';
import { ServerRefused } from './server-errors.ts';
import { sqlOver } from './sql.ts';
import {
  countUnplaced,
  deleteUnplaced,
  type Run,
  selectUnplaced,
  setAside,
} from './unplaced-store.ts';

type Relayed = { readonly epoch: number; readonly lines: readonly string[] };

/**
 * Gives entries of a log that was lost to the server, in their order. Those of a computer of which it lacks
 * what came before are set aside: they would be refused for ever, and with them all that stands behind.
 */
export async function relayOrSetAside(exchange: Exchange, part: Relayed): Promise<void> {
  if (await isTaken(exchange, part)) return;
  const lacking = new Set<string>();
  for (const { run, lines } of runsOf(part.lines)) {
    const isPlaced =
      !lacking.has(run.deviceId) && (await isTaken(exchange, { epoch: part.epoch, lines }));
    if (isPlaced) continue;
    lacking.add(run.deviceId);
    const at = exchange.clock().toISOString();
    await exchange.database.transact((tx) => setAside(sqlOver(tx), run, at));
  }
}

/**
 * Tries again what was set aside: all of it when the server is met, else that of which the change before has
 * come into the log meanwhile. What is taken comes back with the log.
 */
export async function relayUnplaced(
  exchange: Exchange,
  { isFollowing }: { readonly isFollowing: boolean },
): Promise<void> {
  const { database, signal } = exchange;
  // Nearly never is there anything: looking must not cost a transaction that writes.
  if ((await database.read((db) => countUnplaced(sqlOver(db)))) === 0) return;
  const { epoch, unplaced } = await database.transact(async (tx) => {
    const sql = sqlOver(tx);
    const { epoch: known } = await deviceNow(sql);
    return { epoch: known, unplaced: await selectUnplaced(sql, { isFollowing }) };
  });
  for (const { deviceId, lines } of unplaced) {
    signal.throwIfAborted();
    if (!(await isTaken(exchange, { epoch, lines }))) continue;
    await database.transact((tx) => deleteUnplaced(sqlOver(tx), deviceId));
  }
}

/** False where the server lacks what came before. */
async function isTaken({ server, signal }: Exchange, part: Relayed): Promise<boolean> {
  try {
    await server.relay(part, signal);
    return true;
  } catch (error) {
    if (error instanceof ServerRefused && error.refusal.code === 'gap') return false;
    throw error;
  }
}

type RunOfLines = { readonly run: Run; readonly lines: readonly string[] };

/** Neighbours of one computer together. */
function runsOf(lines: readonly string[]): readonly RunOfLines[] {
  const runs: { run: Run; lines: string[] }[] = [];
  for (const line of lines) {
    const entry = parseEntry(line);
    if (!entry) throw new Error('An entry that was kept is none');
    const { deviceId, seq } = entry;
    const last = runs.at(-1);
    if (last?.run.deviceId === deviceId) {
      last.run = { ...last.run, lastPlace: seq };
      last.lines.push(line);
    } else runs.push({ run: { deviceId, firstPlace: seq, lastPlace: seq }, lines: [line] });
  }
  return runs;
}
