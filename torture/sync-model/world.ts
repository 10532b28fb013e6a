import { SERVER_DEVICE, type LogEntry } from '../../shared/sync/line.ts';
import { type ActKind, statementsOf } from './acts.ts';
import { act, copyOfDevice, type DeviceState, newDevice, unseenOf } from './device.ts';
import { copyOfReplica, foldAnew, isEffective } from './fold.ts';
import { lineOf } from './lines.ts';
import { asTransaction } from './own.ts';
import { joined } from './recover.ts';
import { must, Referee } from './referee.ts';
import { ModelServer } from './server.ts';
import type { Faults } from './switches.ts';
import { difference } from './tables.ts';

/** A computer of the site, on or off, with what a correct one would know. */
export type Station = {
  readonly device: DeviceState;
  /** The other end has answered, and this one has not read it yet. */
  pending: (() => void) | null;
  /** Marks of transactions that it made, and that it made or read. */
  readonly made: Set<string>;
  readonly known: Set<string>;
  /** The server was restored, and has to be sent everything up to this own number again. */
  owes: number;
};

export type Counts = {
  acts: number;
  calls: number;
  restores: number;
  clones: number;
  forks: number;
  joins: number;
  revoked: number;
  lost: number;
};

const DAY_MS = 86_400_000;
const START_MS = 1_790_000_000_000;
const FIRST_STATIONS = 3;
const MOST_STATIONS = 5;

export class World {
  readonly faults: Faults;
  readonly server: ModelServer;
  readonly referee = new Referee();
  stations: Station[] = [];
  nowMs = START_MS;
  /** Transactions that must be in the log at last, each once. */
  readonly mustBeThere = new Set<string>();
  readonly counts: Counts = {
    acts: 0,
    calls: 0,
    restores: 0,
    clones: 0,
    forks: 0,
    joins: 0,
    revoked: 0,
    lost: 0,
  };
  /** Requests that a network may deliver once more, later. */
  readonly stale: (() => void)[] = [];
  #marks = 0;
  #ids = 0;
  #looked = '';

  constructor(faults: Faults) {
    this.faults = faults;
    this.server = new ModelServer(faults);
    this.server.awaitsOthers = () => this.stations.some((each) => this.#isRecovering(each));
    this.referee.begin(1, 0);
    for (let at = 0; at < FIRST_STATIONS; at += 1) this.#add(newDevice(this.newId(), this.#user()));
    const last = this.stations.at(-1);
    if (last) last.device.isOlder = true;
  }

  newId(): string {
    this.#ids += 1;
    return `00000000-0000-4000-8000-${String(this.#ids).padStart(12, '0')}`;
  }

  station(at: number): Station {
    const station = this.stations[at % this.stations.length];
    if (!station) throw new Error('nobody is left');
    return station;
  }

  /** Somebody does something; nothing comes of it where the database refuses. */
  act({ device, made, known }: Station, kind: ActKind, at: { pick: number; other: number }): void {
    if (device.isForked) return;
    this.#marks += 1;
    const mark = String(this.#marks);
    const statements = statementsOf(kind, { tables: device.replica.tables, mark, ...at });
    if (statements.length === 0 || !act(device, statements, this.nowMs)) return;
    this.counts.acts += 1;
    for (const marks of [made, known, this.mustBeThere]) marks.add(`e${mark}`);
  }

  /** A disk image of a computer begins to live by itself. */
  clone({ device, made, known }: Station): void {
    const hasTwin = this.#hasTwins();
    if (this.stations.length >= MOST_STATIONS || device.isRevoked || hasTwin) return;
    if (this.server.revoked.has(device.id) || device.isForked) return;
    const copy = { ...copyOfDevice(device), userId: this.#user() };
    const marks = { made: new Set(made), known: new Set(known) };
    this.stations.push({ device: copy, pending: null, ...marks, owes: 0 });
    this.counts.clones += 1;
  }

  revoke({ device }: Station): void {
    const others = this.stations.filter((each) => !this.server.revoked.has(each.device.id));
    if (others.length < 3 || this.#hasTwins() || device.isForked) return;
    if (!this.server.revoked.has(device.id)) this.counts.revoked += 1;
    this.server.revoke(device.id);
    this.#giveUpWhatNobodyHolds();
  }

  join(): void {
    if (this.stations.length >= MOST_STATIONS) return;
    const device = newDevice(this.newId(), this.#user());
    joined(device, this.server.snapshot(this.server.durableSeq), this.server.epoch);
    const known = marksOf(this.server.stored.log.slice(this.server.durableSeq));
    this.#add(device, new Set(known));
    this.counts.joins += 1;
  }

  /** The server comes back as it was, and some computers are gone for good. */
  restore(age: number, loses: number): void {
    if (this.#hasTwins()) return;
    this.server.restore(age);
    this.counts.restores += 1;
    if (loses < this.stations.length && this.stations.length > 2) {
      this.stations.splice(loses, 1);
      this.counts.lost += 1;
    }
    for (const station of this.stations) station.owes = station.device.nextNumber - 1;
    this.#giveUpWhatNobodyHolds();
    this.referee.begin(this.server.epoch, this.server.head);
  }

  jumpClock({ device }: Station, at: number): void {
    device.clockErrorMs =
      [0, 0, 240_000, -240_000, 3 * DAY_MS, -3 * DAY_MS, 400 * DAY_MS][at % 7] ?? 0;
  }

  /** After anything that reached the server: the log, and its own fold of it. */
  lookAtServer(): void {
    const { server, referee } = this;
    const place = `${server.epoch} ${server.head}`;
    if (place === this.#looked) return;
    this.#looked = place;
    referee.read(server.epoch, server.stored.log);
    const expected = referee.at(server.epoch, server.head);
    const isOther = expected && difference(expected.tables, server.stored.replica.tables);
    must(isOther === null, () => `I4 the server is not the fold of its log:\n${isOther}`);
  }

  /** I4: a copy is the fold of the log up to its cursor, with what has no place there on top. */
  lookAt({ device }: Station): void {
    if (device.phase !== 'usual' || device.isForked || device.isRevoked) return;
    const at = this.referee.at(device.epoch, device.cursor);
    must(at !== undefined, () => `I4 ${device.id} ends inside a transaction`);
    if (!at || (device.isOlder && unseenOf(device).length > 0)) return;
    const unseen = unseenOf(device);
    const expected = unseen.length > 0 ? copyOfReplica(at) : at;
    const outcomes = unseen.flatMap(
      (own) => foldAnew(expected, asTransaction(device.id, own)).outcomes,
    );
    // A value that was taken and is free again on top of all: the log will say so.
    if (outcomes.includes('quarantined')) return;
    const isOther = difference(expected.tables, device.replica.tables);
    must(
      isOther === null,
      () => `I4 ${device.id} at ${device.cursor} is not the fold:\n${isOther}`,
    );
  }

  /** I1: what counts as acknowledged is in the log, as it was written. */
  lookAtAcknowledged({ device }: Station): void {
    if (device.epoch !== this.server.epoch || device.isForked || this.#hasTwins()) return;
    const { places, log } = this.server.stored;
    for (const { changes } of device.own)
      for (const { text } of changes) {
        const { n } = lineOf(text);
        if (n > device.acked) continue;
        const place = places.get(`${device.id}:${n}`);
        const entry = place === undefined ? undefined : log[place - 1];
        must(entry?.line === text, () => `I1 ${device.id}:${n} was acknowledged and is lost`);
      }
  }

  /**
   * I8: nothing stands before what its author saw, not even what a restored server took back. Where both
   * authors were shut out, nobody may give back the first, and the second has no effect without it.
   */
  lookAtTakenBack(): void {
    const { log, places } = this.server.stored;
    const isOut = (deviceId: string) => this.server.revoked.has(deviceId);
    for (const { seq, deviceId, outcome, line } of log)
      for (const base of Object.values(lineOf(line).b)) {
        const isBehind = (places.get(base) ?? 0) > seq;
        const isNobodys = isOut(deviceId) && isOut(base.split(':')[0] ?? '');
        const isAllowed = isNobodys && !isEffective(outcome);
        must(!isBehind || isAllowed, () => `I8 ${base} comes behind ${seq}, which saw it`);
      }
  }

  /** Gone is what is neither in the log nor with somebody who may give it back. */
  #giveUpWhatNobodyHolds(): void {
    const held = new Set(marksOf(this.server.stored.log));
    for (const { device, made, known } of this.stations)
      for (const mark of this.server.revoked.has(device.id) ? made : known) held.add(mark);
    for (const mark of this.mustBeThere) if (!held.has(mark)) this.mustBeThere.delete(mark);
  }

  #isRecovering({ device, owes }: Station): boolean {
    const isBehind = device.epoch !== this.server.epoch || device.phase !== 'usual';
    return (isBehind || device.acked < owes) && !this.server.revoked.has(device.id);
  }

  #hasTwins(): boolean {
    const ids = this.stations.map(({ device }) => device.id);
    return new Set(ids).size < ids.length || this.stations.some(({ device }) => device.isForked);
  }

  #add(device: DeviceState, known: Set<string> = new Set()): void {
    this.stations.push({ device, pending: null, made: new Set(), known, owes: 0 });
  }

  #user(): string {
    return this.newId();
  }
}

/** The transactions of these entries, by the trail that each leaves. */
export function marksOf(entries: readonly LogEntry[]): readonly string[] {
  return entries.flatMap(({ deviceId, line }) => {
    const { k, v } = lineOf(line);
    return k === 'audit_events' && deviceId !== SERVER_DEVICE ? [String(v['id'])] : [];
  });
}
