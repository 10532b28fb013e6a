import { nextChain } from '../shared/sync/chain.ts';
import { type LogEntry, parseChange, parseEntry, SERVER_DEVICE } from '../shared/sync/line.ts';
import { laterStamp } from '../shared/sync/stamps.ts';
import { malformed } from './body.ts';
import { sha256Hex } from './chain-digest.ts';
import { type Client, inSite, type Pool } from './database.ts';
import { assertEpoch } from './epoch.ts';
import { type DeviceHead, readDeviceHead, writeDeviceHead, writeSiteHead } from './push/append.ts';
import { appendAndFold } from './push/append-and-fold.ts';
import { withStamps } from './push/push.ts';
import { readPush, type PushedChange } from './push/read-push.ts';
import { Refused } from './refused.ts';
import { readHead, type SiteHead } from './sites.ts';

export type Relayed = {
  readonly taken: number;
  readonly head: number;
  readonly epoch: number;
  readonly maxStamp: string;
};

type Relay = {
  readonly siteId: string;
  readonly epoch: number | null;
  readonly entries: readonly LogEntry[];
};

/** Throws `malformed` where a line is no entry of a log. */
export function readEntries(lines: readonly string[]): readonly LogEntry[] {
  return lines.map((line) => {
    const entry = parseEntry(line);
    if (!entry) throw malformed('A line is no entry of a log');
    return entry;
  });
}

/**
 * Takes what a restored server forgot from a device that still has it: entries of any device, in the order
 * of the old log, with the stamps that counted there, also of devices that are shut out by now. What the log
 * has is passed over, and so is what the server wrote itself, because it decides anew. Throws `gap` where an origin's changes would have one.
 */
export function relay(pool: Pool, { siteId, epoch, entries }: Relay): Promise<Relayed> {
  return inSite(pool, { siteId, isolation: 'write' }, async (client) => {
    let site = await readHead(client, 'FOR UPDATE');
    await assertEpoch(client, site.epoch, epoch);
    let taken = 0;
    for (const run of await takenBefore(client, runsOf(entries))) {
      const done = await takeRun(client, { siteId, site }, run);
      site = done.site;
      taken += done.taken;
    }
    const { head, maxStamp } = site;
    return { taken, head, epoch: site.epoch, maxStamp };
  });
}

type Run = {
  readonly deviceId: string;
  readonly entries: readonly LogEntry[];
  /** It had come from a device that was shut out by then. */
  readonly isRefused?: boolean;
};

/** What came before its device was shut out was taken then, and is now; what came after stays set aside. */
async function takenBefore(client: Client, runs: readonly Run[]): Promise<readonly Run[]> {
  const split: Run[] = [];
  for (const run of runs) {
    const isRevoked = await isShutOut(client, run.deviceId);
    if (!isRevoked) split.push(run);
    else
      for (const entries of transactionsOf(run.entries))
        split.push({
          ...run,
          entries,
          isRefused: entries.some(({ outcome }) => outcome === 'quarantined'),
        });
  }
  return split;
}

function transactionsOf(entries: readonly LogEntry[]): readonly (readonly LogEntry[])[] {
  const transactions: LogEntry[][] = [[]];
  for (const entry of entries) {
    transactions.at(-1)?.push(entry);
    const change = parseChange(entry.line);
    if (change === null || change.n === change.t) transactions.push([]);
  }
  return transactions.filter(({ length }) => length > 0);
}

/** Neighbours of one origin together. */
function runsOf(entries: readonly LogEntry[]): readonly Run[] {
  const runs: { deviceId: string; entries: LogEntry[] }[] = [];
  for (const entry of entries) {
    if (entry.deviceId === SERVER_DEVICE) continue;
    const last = runs.at(-1);
    if (last?.deviceId === entry.deviceId) last.entries.push(entry);
    else runs.push({ deviceId: entry.deviceId, entries: [entry] });
  }
  return runs;
}

async function takeRun(
  client: Client,
  { siteId, site }: { readonly siteId: string; readonly site: SiteHead },
  { deviceId, entries, isRefused = false }: Run,
): Promise<{ readonly site: SiteHead; readonly taken: number }> {
  const acked = await readDeviceHead(client, deviceId);
  const fresh = freshOf(entries, acked);
  const last = fresh.at(-1);
  if (!last) return { site, taken: 0 };
  const nowMs = Date.now();
  const { stamped, maxStamp } = withStamps(fresh, BigInt(site.maxStamp), nowMs);
  const device = { id: deviceId, siteId, isRevoked: isRefused };
  const result = await appendAndFold(client, { device, head: site.head, maxStamp, nowMs }, stamped);
  await writeDeviceHead(client, deviceId, {
    ackedNumber: last.number,
    ackedChain: fresh.reduce(
      (chain, { line }) => nextChain(chain, line, sha256Hex),
      acked.ackedChain,
    ),
  });
  const greatest = laterStamp(result.maxStamp, maxStamp);
  await writeSiteHead(client, result.head, greatest);
  return {
    site: { ...site, head: result.head, maxStamp: greatest.toString() },
    taken: fresh.length,
  };
}

function freshOf(
  entries: readonly LogEntry[],
  { ackedNumber }: DeviceHead,
): readonly PushedChange[] {
  const changes = readPush(entries.slice(0, wholeTransactions(entries)).map(({ line }) => line));
  const fresh = changes
    .map((change, at) => ({ ...change, stamp: entries[at]?.stamp ?? change.stamp }))
    .filter(({ number }) => number > ackedNumber);
  const [first] = fresh;
  if (first && first.number !== ackedNumber + 1) throw new Refused({ code: 'gap', ackedNumber });
  return fresh;
}

/** How many of the entries there are up to the end of the last whole transaction. */
function wholeTransactions(entries: readonly LogEntry[]): number {
  const last = entries.findLastIndex(({ line }) => {
    const change = parseChange(line);
    return change === null || change.n === change.t;
  });
  return last + 1;
}

async function isShutOut(client: Client, deviceId: string): Promise<boolean> {
  const { rows } = await client.query<{ isRevoked: boolean }>(
    `SELECT revoked_at IS NOT NULL AS "isRevoked" FROM caretrail.devices WHERE id = $1`,
    [deviceId],
  );
  return rows[0]?.isRevoked ?? false;
}
