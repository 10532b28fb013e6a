import { nextChain } from '../../shared/sync/chain.ts';
import type { LogEntry } from '../../shared/sync/line.ts';
import { laterStamp, stampAt } from '../../shared/sync/stamps.ts';
import { copyOfReplica, emptyReplica, type Replica } from './fold.ts';
import { lineOf, quickDigest } from './lines.ts';
import {
  endOf,
  isUnseen,
  type OwnChange,
  type OwnTransaction,
  type Statement,
  transact,
} from './own.ts';
import type { Push, PushAnswer } from './server.ts';
import type { Faults } from './switches.ts';
import { emptyTables } from './tables.ts';

/** A device's own database, all of which survives a crash. */
export type DeviceState = {
  id: string;
  readonly userId: string;
  /** A release whose rules are others; it does as the log says. */
  isOlder: boolean;
  replica: Replica;
  own: readonly OwnTransaction[];
  /** By number: the chain up to that change. */
  chains: readonly string[];
  nextNumber: number;
  acked: number;
  cursor: number;
  epoch: number;
  lastStamp: bigint;
  /** How far this clock is off, and how far it believes to be. */
  clockErrorMs: number;
  clockOffsetMs: number;
  /** The log that is here: all of it, or from the last backup before its snapshot. */
  log: readonly LogEntry[];
  /** What a restored server may have lost; `relayed` of it were given back. */
  lost: readonly LogEntry[];
  relayed: number;
  phase: 'usual' | 'relaying' | 'rebuilding';
  /** Another device bears the same id; own changes wait for a new one. */
  isForked: boolean;
  isRevoked: boolean;
  mustGreet: boolean;
  hasWritten: boolean;
};

export function newDevice(id: string, userId: string): DeviceState {
  return {
    id,
    userId,
    isOlder: false,
    replica: emptyReplica(emptyTables()),
    own: [],
    chains: [''],
    nextNumber: 1,
    acked: 0,
    cursor: 0,
    epoch: 1,
    lastStamp: 0n,
    clockErrorMs: 0,
    clockOffsetMs: 0,
    log: [],
    lost: [],
    relayed: 0,
    phase: 'usual',
    isForked: false,
    isRevoked: false,
    mustGreet: false,
    hasWritten: false,
  };
}

/** A disk image of a device. */
export function copyOfDevice(device: DeviceState): DeviceState {
  return { ...device, replica: copyOfReplica(device.replica) };
}

export function unseenOf({ own }: DeviceState): readonly OwnTransaction[] {
  return own.filter(isUnseen);
}

/** Runs a command's statements; false where the database refused them. */
export function act(device: DeviceState, statements: readonly Statement[], nowMs: number): boolean {
  const { lastStamp } = device;
  const done = transact(device.replica.tables, statements, {
    deviceId: device.id,
    userId: device.userId,
    firstNumber: device.nextNumber,
    nextStamp: () => {
      const now = stampAt(nowMs + device.clockErrorMs + device.clockOffsetMs);
      device.lastStamp = laterStamp(device.lastStamp, now) + 1n;
      return device.lastStamp;
    },
  });
  if (!done) {
    device.lastStamp = lastStamp;
    return false;
  }
  device.hasWritten = true;
  appendOwn(device, done);
  return true;
}

export function appendOwn(device: DeviceState, transaction: OwnTransaction): void {
  device.own = [...device.own, transaction];
  for (const { text } of transaction.changes) {
    const chain = nextChain(device.chains.at(-1) ?? '', text, quickDigest);
    device.chains = [...device.chains, chain];
    device.nextNumber += 1;
  }
}

/** The next push: whole transactions behind what is acknowledged, few at a time; null without any. */
export function pushOf(device: DeviceState, most: number): Push | null {
  const waiting = device.own.filter((each) => endOf(each) > device.acked);
  if (waiting.length === 0) return null;
  const lines: string[] = [];
  for (const { changes } of waiting) {
    if (lines.length > 0 && lines.length + changes.length > most) break;
    lines.push(...changes.map(({ text }) => text));
  }
  const first = lines[0] === undefined ? 1 : lineOf(lines[0]).n;
  const chain = device.chains[first - 1] ?? '';
  return { deviceId: device.id, epoch: device.epoch, chain, lines };
}

export function takeAcknowledgement(
  device: DeviceState,
  { ackedNumber, maxStamp }: PushAnswer,
  faults: Faults,
): void {
  device.acked = Math.max(device.acked, Math.min(ackedNumber, device.nextNumber - 1));
  if (device.acked === device.nextNumber - 1) device.lastStamp = maxStamp;
  if (faults.has('purgedOnAck')) device.own = device.own.filter((each) => !isPurged(device, each));
}

function isPurged({ acked }: DeviceState, transaction: OwnTransaction): boolean {
  return endOf(transaction) <= acked && !isUnseen(transaction);
}

/** Stamps as they count, by number, where they are not those that are here. */
export function restamped(
  own: OwnTransaction,
  stamps: ReadonlyMap<number, bigint>,
): OwnTransaction {
  const stampOf = (change: OwnChange) => stamps.get(lineOf(change.text).n) ?? change.stamp;
  if (own.changes.every((each) => stampOf(each) === each.stamp)) return own;
  return { ...own, changes: own.changes.map((each) => ({ ...each, stamp: stampOf(each) })) };
}
