import { chainAfter } from '../../shared/sync/chain.ts';
import { clampStamp, laterStamp } from '../../shared/sync/stamps.ts';
import { type PushReply, pushReply } from '../../shared/sync/wire.ts';
import { sha256Hex } from '../chain-digest.ts';
import { type Client, inSite, type Pool } from '../database.ts';
import type { Device } from '../devices.ts';
import { assertEpoch } from '../epoch.ts';
import { assertOthersHaveGivenBack } from '../given-back.ts';
import { Refused } from '../refused.ts';
import { readHead, type SiteHead } from '../sites.ts';
import { type DeviceHead, readDeviceHead, writeDeviceHead, writeSiteHead } from './append.ts';
import { appendAndFold, type StampedChange } from './append-and-fold.ts';
import type { PushedChange } from './read-push.ts';
import { notApplied, tellResent, type Told } from './resent.ts';

export type Push = {
  readonly device: Device;
  /** As the device knows it; null where it does not say. */
  readonly epoch: number | null;
  /** The chain before the first change, and after the last. */
  readonly chain: string;
  readonly chainEnd: string;
  readonly changes: readonly PushedChange[];
};

export type Pushed = { readonly reply: PushReply; readonly epoch: number; readonly fresh: number };

/**
 * Takes a device's next changes into the site's log and tables, all in one transaction. Changes that the
 * log has are answered as they were the first time. Throws `epoch`, `gap`, `fork` or, to a device that was
 * shut out, `unavailable`; never for content.
 */
export function push(pool: Pool, request: Push): Promise<Pushed> {
  const { device, changes } = request;
  return inSite(pool, { siteId: device.siteId, isolation: 'write' }, async (client) => {
    const site = await readHead(client, 'FOR UPDATE');
    await assertEpoch(client, site.epoch, request.epoch);
    await assertOthersHaveGivenBack(client, device, site);
    const acked = await readDeviceHead(client, device.id);
    const resent = changes.filter(({ number }) => number <= acked.ackedNumber);
    const fresh = changes.slice(resent.length);
    assertContinues(request, acked, resent);
    const toldAgain = await tellResent(client, device.id, {
      changes: resent,
      ackedNumber: acked.ackedNumber,
    });
    if (fresh.length === 0) return answered({ site, acked, told: toldAgain, fresh: 0 });
    return take(client, { request, site, fresh, toldAgain });
  });
}

function assertContinues(
  { changes, chain, chainEnd }: Push,
  { ackedNumber, ackedChain }: DeviceHead,
  resent: readonly PushedChange[],
): void {
  const [first] = changes;
  if (!first) return;
  if (first.number > ackedNumber + 1) throw new Refused({ code: 'gap', ackedNumber });
  const isUpToHead = first.number + changes.length - 1 >= ackedNumber;
  if (!isUpToHead) return;
  const lines = resent.map(({ line }) => line);
  const there = resent.length === changes.length ? chainEnd : chainAfter(chain, lines, sha256Hex);
  if (there !== ackedChain) throw new Refused({ code: 'fork', ackedNumber });
}

type Fresh = {
  readonly request: Push;
  readonly site: SiteHead;
  readonly fresh: readonly PushedChange[];
  readonly toldAgain: Told;
};

async function take(client: Client, { request, site, fresh, toldAgain }: Fresh): Promise<Pushed> {
  const { device } = request;
  const nowMs = Date.now();
  const { stamped, maxStamp } = withStamps(fresh, BigInt(site.maxStamp), nowMs);
  const taken = await appendAndFold(client, { device, head: site.head, maxStamp, nowMs }, stamped);
  const acked = { ackedNumber: fresh.at(-1)?.number ?? 0, ackedChain: request.chainEnd };
  await writeDeviceHead(client, device.id, acked);
  await writeSiteHead(client, taken.head, taken.maxStamp);
  const told: Told = {
    restamped: [...toldAgain.restamped, ...restamped(stamped)],
    notApplied: [
      ...toldAgain.notApplied,
      ...stamped.flatMap(({ number }, at) => notApplied(number, taken.outcomes[at] ?? 'applied')),
    ],
    seqs: taken.seqs,
  };
  const now = { ...site, head: taken.head, maxStamp: taken.maxStamp.toString() };
  return answered({ site: now, acked, told, fresh: fresh.length });
}

/** Each change with the stamp that counts: its own, or the server's where that clock ran ahead. */
export function withStamps(
  changes: readonly PushedChange[],
  greatest: bigint,
  nowMs: number,
): { readonly stamped: readonly StampedChange[]; readonly maxStamp: bigint } {
  let maxStamp = greatest;
  const stamped = changes.map((change) => {
    const stamp = clampStamp(change.stamp, { nowMs, maxStamp });
    maxStamp = laterStamp(maxStamp, stamp);
    return { ...change, stamp, ownStamp: change.stamp };
  });
  return { stamped, maxStamp };
}

function restamped(changes: readonly StampedChange[]): [number, string][] {
  return changes.flatMap(({ number, stamp, ownStamp }): [number, string][] =>
    stamp === ownStamp ? [] : [[number, stamp.toString()]],
  );
}

type Answer = {
  readonly site: SiteHead;
  readonly acked: DeviceHead;
  readonly told: Told;
  readonly fresh: number;
};

function answered({ site, acked, told, fresh }: Answer): Pushed {
  const reply = pushReply.parse({
    ...acked,
    ...told,
    head: site.head,
    maxStamp: site.maxStamp,
  });
  return { reply, epoch: site.epoch, fresh };
}
