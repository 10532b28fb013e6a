import { nextChain } from '../../shared/sync/chain.ts';
import type { ChangeTransaction } from '../../shared/sync/decision.ts';
import { type LogEntry, type Outcome, SERVER_DEVICE } from '../../shared/sync/line.ts';
import { clampStamp, laterStamp, stampAt } from '../../shared/sync/stamps.ts';
import { copyOfReplica, emptyReplica, type Folded, foldAnew, type Replica } from './fold.ts';
import { idOf, lineOf, overTheWire, quickDigest, transactionOf, transactionsOf } from './lines.ts';
import { foldUnseen } from './mutants.ts';
import { reviewEntries, setAsideOfRevoked } from './raised.ts';
import { copyOfStored, type Head, NO_HEAD, type Stored } from './stored.ts';
import type { Faults } from './switches.ts';
import { emptyTables } from './tables.ts';

export type Push = {
  readonly deviceId: string;
  readonly epoch: number;
  /** Chain before the first line. */
  readonly chain: string;
  readonly lines: readonly string[];
};

export type PushAnswer = {
  readonly ackedNumber: number;
  readonly ackedChain: string;
  readonly restamped: readonly (readonly [number, bigint])[];
  readonly head: number;
  readonly maxStamp: bigint;
};

export type Refused =
  | { readonly refused: 'epoch' }
  | { readonly refused: 'fork' }
  | { readonly refused: 'revoked' }
  | { readonly refused: 'unavailable' }
  | { readonly refused: 'gap'; readonly ackedNumber: number };

export type Hello = {
  readonly epoch: number;
  /** First place that differs from the caller's epoch; null when the epochs agree. */
  readonly epochBase: number | null;
  readonly ackedNumber: number;
  readonly nowMs: number;
};

export type Snapshot = {
  readonly seq: number;
  readonly replica: Replica;
  /** The log behind what is in a backup elsewhere, up to the snapshot. */
  readonly tail: readonly LogEntry[];
  readonly maxStamp: bigint;
};

type Arrived = {
  readonly lines: readonly string[];
  readonly nowMs: number;
  /** It comes from a device that was shut out. */
  readonly isRefused: boolean;
};

/** The server of one site: its log, the fold of it, and what it answers. */
export class ModelServer {
  stored: Stored = {
    log: [],
    replica: emptyReplica(emptyTables()),
    heads: new Map(),
    places: new Map(),
    maxStamp: 0n,
  };
  epoch = 1;
  /** By epoch: the first place at which the log before it differs. */
  readonly epochs: { readonly epoch: number; readonly base: number }[] = [];
  /** Devices that may no longer read, with the last number taken from them before. */
  readonly revoked = new Map<string, number>();
  /** Up to where the log is in a backup that cannot be lost. */
  durableSeq = 0;
  /** Whether, after a restore, somebody has still to give back what was lost. */
  awaitsOthers: () => boolean = () => false;
  readonly faults: Faults;
  #backups: Stored[] = [copyOfStored(this.stored)];

  constructor(faults: Faults) {
    this.faults = faults;
  }

  get head(): number {
    return this.stored.log.length;
  }

  hello(deviceId: string, epoch: number, nowMs: number): Hello {
    const bases = this.epochs.filter((each) => each.epoch > epoch).map(({ base }) => base);
    return {
      epoch: this.epoch,
      epochBase: bases.length === 0 ? null : Math.min(...bases),
      ackedNumber: this.#headOf(deviceId).number,
      nowMs,
    };
  }

  push(request: Push, nowMs: number): PushAnswer | Refused {
    const { deviceId, chain, lines } = request;
    if (this.#isOfOtherEpoch(request.epoch)) return { refused: 'epoch' };
    if (this.revoked.has(deviceId) && this.awaitsOthers()) return { refused: 'unavailable' };
    const acked = this.#headOf(deviceId);
    const first = lines[0] === undefined ? acked.number + 1 : lineOf(lines[0]).n;
    if (first > acked.number + 1) return { refused: 'gap', ackedNumber: acked.number };
    const isKnown = (line: string) =>
      lineOf(line).n <= acked.number && !this.faults.has('noDedupe');
    if (!this.faults.has('noChain')) {
      if (first === acked.number + 1 && chain !== acked.chain) return { refused: 'fork' };
      if (lines.some((line) => isKnown(line) && this.#entryOf(deviceId, line)?.line !== line))
        return { refused: 'fork' };
    }
    const fresh = lines.filter((line) => !isKnown(line));
    for (const part of transactionsOf(fresh.map((line) => ({ line }))))
      this.#append(deviceId, { lines: part.map(({ line }) => line), nowMs });
    this.#keepBackup(fresh.length > 0);
    const { number: ackedNumber, chain: ackedChain } = this.#headOf(deviceId);
    return {
      ackedNumber,
      ackedChain,
      restamped: lines.flatMap((line) => this.#restamp(deviceId, line)),
      head: this.head,
      maxStamp: this.stored.maxStamp,
    };
  }

  /** Entries behind a place, in whole transactions. */
  pull(
    { deviceId, epoch }: { readonly deviceId: string; readonly epoch: number },
    { after, limit }: { readonly after: number; readonly limit: number },
  ): { readonly entries: readonly LogEntry[]; readonly head: number } | Refused {
    if (this.revoked.has(deviceId)) return { refused: 'revoked' };
    if (this.#isOfOtherEpoch(epoch)) return { refused: 'epoch' };
    const page: LogEntry[] = [];
    for (const transaction of transactionsOf(this.stored.log.slice(after))) {
      if (page.length > 0 && page.length + transaction.length > limit) break;
      page.push(...transaction);
    }
    return { entries: overTheWire(page), head: this.head };
  }

  /** All that stands, with the log behind a place: what is in no backup yet, and what the device lacks. */
  snapshot(after: number): Snapshot {
    const from = this.faults.has('noTail') ? this.head : Math.min(after, this.durableSeq);
    return {
      seq: this.head,
      replica: copyOfReplica(this.stored.replica),
      tail: overTheWire(this.stored.log.slice(from)),
      maxStamp: this.stored.maxStamp,
    };
  }

  /** Takes back what a device still knows of a log that was lost; decides it anew. */
  relay(
    { deviceId, epoch }: { readonly deviceId: string; readonly epoch: number },
    entries: readonly LogEntry[],
    nowMs: number,
  ): { readonly taken: number } | Refused {
    if (this.revoked.has(deviceId)) return { refused: 'revoked' };
    if (this.#isOfOtherEpoch(epoch)) return { refused: 'epoch' };
    let taken = 0;
    for (const part of transactionsOf(overTheWire(entries))) {
      const [first] = part;
      if (!first || first.deviceId === SERVER_DEVICE) continue;
      const { number } = this.#headOf(first.deviceId);
      const { n } = lineOf(first.line);
      if (n <= number) continue;
      if (n > number + 1) return { refused: 'gap', ackedNumber: number };
      const lines = part.map(({ line }) => line);
      const isRefused = this.#isRevoked(first.deviceId, n) && first.outcome === 'quarantined';
      this.#appendAs(transactionOf(part), { lines, nowMs, isRefused });
      taken += part.length;
    }
    this.#keepBackup(taken > 0);
    return { taken };
  }

  /** A backup that is elsewhere and verified: nothing before this can be lost any more. */
  markDurable(): void {
    this.durableSeq = this.head;
    this.#backups = [copyOfStored(this.stored)];
  }

  /** The database as it was; `age` counts its commits back from now. */
  restore(age: number): void {
    const at = Math.max(0, this.#backups.length - 1 - age);
    this.#backups = this.#backups.slice(0, at + 1);
    const backup = this.#backups[at];
    if (!backup) return;
    this.stored = copyOfStored(backup);
    this.epoch += 1;
    this.epochs.push({ epoch: this.epoch, base: this.head + 1 });
  }

  revoke(deviceId: string): void {
    if (!this.revoked.has(deviceId)) this.revoked.set(deviceId, this.#headOf(deviceId).number);
  }

  #isOfOtherEpoch(epoch: number): boolean {
    return epoch !== this.epoch && !this.faults.has('noEpochCheck');
  }

  #headOf(deviceId: string): Head {
    return this.stored.heads.get(deviceId) ?? NO_HEAD;
  }

  #entryOf(deviceId: string, line: string): LogEntry | undefined {
    const place = this.stored.places.get(`${deviceId}:${lineOf(line).n}`);
    return place === undefined ? undefined : this.stored.log[place - 1];
  }

  #restamp(deviceId: string, line: string): readonly (readonly [number, bigint])[] {
    const stamp = this.#entryOf(deviceId, line)?.stamp;
    const { n, s } = lineOf(line);
    return stamp === undefined || stamp === BigInt(s) ? [] : [[n, stamp]];
  }

  #append(deviceId: string, of: { readonly lines: readonly string[]; readonly nowMs: number }) {
    let { maxStamp } = this.stored;
    const changes = of.lines.map((text) => {
      const line = lineOf(text);
      const clock = { nowMs: of.nowMs, maxStamp: this.faults.has('wallTimeClamp') ? 0n : maxStamp };
      const stamp = clampStamp(BigInt(line.s), clock);
      maxStamp = laterStamp(maxStamp, stamp);
      return { line, stamp };
    });
    const isRefused = this.#isRevoked(deviceId, changes[0]?.line.n ?? 0);
    this.#appendAs({ deviceId, changes }, { ...of, isRefused });
  }

  #appendAs(transaction: ChangeTransaction, { lines, nowMs, isRefused }: Arrived): void {
    const { outcomes, reviews } = this.#fold(transaction, isRefused);
    this.#write({ transaction, lines, outcomes, nowMs });
    if (reviews.length === 0) return;
    const { number } = this.#headOf(SERVER_DEVICE);
    const stamp = laterStamp(stampAt(nowMs), this.stored.maxStamp);
    const raised = reviewEntries(reviews, { firstNumber: number + 1, stamp, nowMs });
    const own = { deviceId: SERVER_DEVICE, changes: raised.map(({ line }) => ({ line, stamp })) };
    const of = foldAnew(this.stored.replica, own);
    const texts = raised.map(({ text }) => text);
    this.#write({ transaction: own, lines: texts, outcomes: of.outcomes, nowMs });
  }

  #isRevoked(deviceId: string, number: number): boolean {
    const last = this.revoked.get(deviceId);
    return last !== undefined && number > last;
  }

  #fold(transaction: ChangeTransaction, isRefused: boolean): Pick<Folded, 'outcomes' | 'reviews'> {
    const { replica } = this.stored;
    if (isRefused) return setAsideOfRevoked(replica, transaction);
    if (this.faults.has('unseenCounts')) return foldUnseen(replica, transaction);
    return foldAnew(replica, transaction);
  }

  #write(of: {
    readonly transaction: ChangeTransaction;
    readonly lines: readonly string[];
    readonly outcomes: readonly Outcome[];
    readonly nowMs: number;
  }): void {
    const { stored } = this;
    const { deviceId, changes } = of.transaction;
    for (const [at, line] of of.lines.entries()) {
      const stamp = changes[at]?.stamp ?? 0n;
      const outcome = of.outcomes[at] ?? 'applied';
      const seq = stored.log.length + 1;
      const entry = { seq, deviceId, stamp, outcome, receivedAtMs: of.nowMs, line };
      stored.log.push(entry);
      stored.places.set(idOf(entry), seq);
      stored.maxStamp = laterStamp(stored.maxStamp, stamp);
      const chain = nextChain(this.#headOf(deviceId).chain, line, quickDigest);
      stored.heads.set(deviceId, { number: lineOf(line).n, chain });
    }
  }

  #keepBackup(hasChanged: boolean): void {
    if (hasChanged) this.#backups.push(copyOfStored(this.stored));
  }
}
