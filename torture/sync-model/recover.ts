import { changeId } from '../../shared/sync/decision.ts';
import type { LogEntry } from '../../shared/sync/line.ts';
import { laterStamp } from '../../shared/sync/stamps.ts';
import { foldOwnFrom, isForeignTwin, ownPlace, takeBackFrom } from './apply-page.ts';
import { appendOwn, type DeviceState } from './device.ts';
import { copyOfReplica, forget, isEffective } from './fold.ts';
import { idOf, isOfServer, lineOf, transactionOf, transactionsOf } from './lines.ts';
import { isUnseen, type OwnTransaction } from './own.ts';
import type { Hello, Snapshot } from './server.ts';
import type { Faults } from './switches.ts';

/** The server has another epoch: what it may have lost is set apart, to be given back to it first. */
export function beginRecovery(device: DeviceState, hello: Hello, faults: Faults): void {
  device.epoch = hello.epoch;
  const base = hello.epochBase ?? Number.MAX_SAFE_INTEGER;
  device.acked = Math.min(device.acked, hello.ackedNumber);
  const cut = device.log.filter(({ seq }) => seq >= base);
  const isLost = device.cursor >= base;
  if (!isLost && device.phase === 'usual') return;
  device.log = device.log.filter(({ seq }) => seq < base);
  device.cursor = Math.min(device.cursor, base - 1);
  const known = new Set(cut.map(idOf));
  const lost = [...cut, ...device.lost.filter((each) => !known.has(idOf(each)))];
  device.lost = givenBack(device, lost, faults);
  device.relayed = 0;
  device.phase = device.lost.length > 0 ? 'relaying' : 'rebuilding';
  device.own = device.own.map((own) => withoutPlace(own, base));
}

function givenBack(
  device: DeviceState,
  lost: readonly LogEntry[],
  faults: Faults,
): readonly LogEntry[] {
  const isOwn = ({ deviceId }: LogEntry) => deviceId === device.id;
  const ofPeople = lost.filter((each) => !isOfServer(each));
  if (faults.has('noRelay')) return [];
  const leavesOwnOut = faults.has('othersFirst') || faults.has('purgedOnAck');
  return leavesOwnOut ? ofPeople.filter((each) => !isOwn(each)) : ofPeople;
}

function withoutPlace(own: OwnTransaction, base: number): OwnTransaction {
  if (isUnseen(own) || (own.changes[0]?.seq ?? 0) < base) return own;
  return { undo: [], changes: own.changes.map((each) => ({ ...each, seq: null })) };
}

/** The next of what is given back: whole transactions, few at a time. */
export function nextRelay({ lost, relayed }: DeviceState, most: number): readonly LogEntry[] {
  const batch: LogEntry[] = [];
  for (const transaction of transactionsOf(lost.slice(relayed))) {
    if (batch.length > 0 && batch.length + transaction.length > most) break;
    batch.push(...transaction);
  }
  return batch;
}

export function takeRelayAnswer(device: DeviceState, count: number): void {
  device.relayed += count;
  if (device.relayed >= device.lost.length) device.phase = 'rebuilding';
}

/** Begins anew from a snapshot, with what has no place in its log on top; true where it shows a fork. */
export function rebuild(device: DeviceState, snapshot: Snapshot, faults: Faults): boolean {
  device.replica = copyOfReplica(snapshot.replica);
  const last = device.log.at(-1)?.seq ?? 0;
  const behind = snapshot.tail.filter(({ seq }) => seq > last);
  device.log = [...device.log, ...behind];
  device.cursor = snapshot.seq;
  device.lastStamp = laterStamp(device.lastStamp, snapshot.maxStamp);
  for (const part of transactionsOf(behind)) takePlaces(device, part);
  const held = new Set(device.log.map(idOf));
  device.lost = device.lost.filter((each) => !held.has(idOf(each)));
  device.relayed = 0;
  device.phase = 'usual';
  if (device.isForked) return false;
  const isFork = behind.some((each) => isForeignTwin(device, each)) && !faults.has('noChain');
  if (isFork) device.isForked = true;
  else foldOwnFrom(device, 0, faults);
  return isFork;
}

function takePlaces(device: DeviceState, part: readonly LogEntry[]): void {
  const mine = part[0] && ownPlace(device, part[0]);
  if (!mine) return;
  const byText = new Map(part.map((entry) => [entry.line, entry]));
  device.own = device.own.map((own, at) => {
    if (at !== mine.at) return own;
    const changes = own.changes.map((each) => {
      const entry = byText.get(each.text);
      if (!entry) return each;
      return { ...each, stamp: entry.stamp, seq: entry.seq, outcome: entry.outcome };
    });
    return { undo: [], changes };
  });
}

/** Another device bears this id: own unseen changes come off until they have a new one. */
export function beginFork(device: DeviceState): void {
  if (device.isForked) return;
  device.isForked = true;
  if (device.phase === 'usual') takeBackFrom(device, 0);
}

/** Issues anew, under a new id, what is not in the log. */
export function enrolAnew(device: DeviceState, id: string, faults: Faults): void {
  const unseen = device.own.filter(isUnseen);
  const oldId = device.id;
  const renamed = new Map<string, string>();
  Object.assign(device, { id, own: [], chains: [''], nextNumber: 1, acked: 0, isForked: false });
  for (const { changes } of unseen) {
    const first = device.nextNumber;
    const end = first + changes.length - 1;
    const lines = changes.map(({ text }, at) => {
      const line = lineOf(text);
      renamed.set(changeId({ deviceId: oldId, number: line.n }), `${id}:${first + at}`);
      const bases = Object.entries(line.b).map(([field, by]) => [field, renamed.get(by) ?? by]);
      const b = faults.has('oldBases') ? line.b : Object.fromEntries(bases);
      return { ...line, n: first + at, t: end, b };
    });
    const issued = changes.map((each, at) => ({ ...each, text: JSON.stringify(lines[at]) }));
    appendOwn(device, { undo: [], changes: issued });
  }
  foldOwnFrom(device, 0, faults);
}

/** A snapshot's log says of changes behind the last backup what became of them. */
export function joined(device: DeviceState, snapshot: Snapshot, epoch: number): void {
  device.epoch = epoch;
  device.replica = copyOfReplica(snapshot.replica);
  for (const change of device.replica.notTakenUp) forget(device.replica, change);
  device.log = snapshot.tail;
  device.cursor = snapshot.seq;
  device.lastStamp = laterStamp(device.lastStamp, snapshot.maxStamp);
  for (const part of transactionsOf(snapshot.tail)) {
    const { changes } = transactionOf(part);
    for (const [at, { line }] of changes.entries()) {
      const entry = part[at];
      if (entry && !isEffective(entry.outcome))
        device.replica.notTakenUp.add(changeId({ deviceId: entry.deviceId, number: line.n }));
    }
  }
}
