import { rowsOf } from '../../shared/sync/decide.ts';
import { type ChangeTransaction, changeId } from '../../shared/sync/decision.ts';
import type { LogEntry, Outcome } from '../../shared/sync/line.ts';
import { rowId } from '../../shared/sync/row-key.ts';
import { laterStamp } from '../../shared/sync/stamps.ts';
import { type DeviceState, restamped } from './device.ts';
import {
  copyOfReplica,
  type Folded,
  foldAnew,
  forget,
  isEffective,
  type Replica,
  takeBack,
} from './fold.ts';
import { transactionOf, transactionsOf } from './lines.ts';
import { foldAtDevice, writeOwnReviews } from './mutants.ts';
import { asTransaction, isUnseen, type OwnTransaction } from './own.ts';
import type { Faults } from './switches.ts';
import { ConstraintError } from './tables.ts';

export type Page = { readonly entries: readonly LogEntry[]; readonly head: number };

type Part = { readonly entries: readonly LogEntry[]; readonly transaction: ChangeTransaction };

/**
 * Takes a page of the log up, as one database transaction. `gap`: it does not follow what is here.
 * `fork`: changes under this device's id that it did not make.
 */
export function applyPage(
  device: DeviceState,
  { entries, head }: Page,
  faults: Faults,
): 'applied' | 'gap' | 'fork' {
  const fresh = entries.filter(({ seq }) => seq > device.cursor);
  const [first] = fresh;
  if (!first) return 'applied';
  if (first.seq !== device.cursor + 1) return 'gap';
  if (!device.isForked && fresh.some((each) => isForeignTwin(device, each)))
    if (!faults.has('noChain')) return 'fork';
  const parts = transactionsOf(fresh).map((part) => ({
    entries: part,
    transaction: transactionOf(part),
  }));
  takeUp(device, parts, faults);
  device.log = [...device.log, ...fresh];
  device.cursor = faults.has('cursorIsHead') ? head : (fresh.at(-1)?.seq ?? device.cursor);
  for (const { stamp } of fresh) device.lastStamp = laterStamp(device.lastStamp, stamp);
  return 'applied';
}

/** True for an entry under this device's id that it did not write. */
export function isForeignTwin(device: DeviceState, entry: LogEntry): boolean {
  return entry.deviceId === device.id && !ownPlace(device, entry);
}

/** Where an entry of the log is among what was done here: by its bytes, not by its number alone. */
export function ownPlace(
  { id, own }: Pick<DeviceState, 'id' | 'own'>,
  { deviceId, line }: LogEntry,
): { readonly at: number } | null {
  if (deviceId !== id) return null;
  const at = own.findIndex(({ changes }) => changes.some(({ text }) => text === line));
  return at === -1 ? null : { at };
}

/** On top of own changes where nothing is in the way; else these are taken back and folded once more. */
function takeUp(device: DeviceState, parts: readonly Part[], faults: Faults): void {
  if (device.isForked) return attempt(device, { parts, from: device.own.length, faults });
  const from = faults.has('noRebase') ? device.own.length : firstInTheWay(device, parts, faults);
  const before = { ...device, replica: copyOfReplica(device.replica) };
  try {
    attempt(device, { parts, from, faults });
  } catch (error) {
    if (!(error instanceof ConstraintError) || from === 0) throw error;
    Object.assign(device, before);
    attempt(device, { parts, from: 0, faults });
  }
}

/** The first own transaction that cannot stay where it is. */
function firstInTheWay(device: DeviceState, parts: readonly Part[], faults: Faults): number {
  const foreign = new Set<string>();
  const others = new Set<number>();
  for (const { entries, transaction } of parts) {
    const mine = entries[0] && ownPlace(device, entries[0]);
    if (!mine)
      for (const { entity, rowKey } of rowsOf(transaction)) foreign.add(rowId(entity, rowKey));
    else if (isOther(device.own[mine.at], entries, faults)) others.add(mine.at);
  }
  const at = device.own.findIndex((own, place) => {
    if (!isUnseen(own)) return false;
    if (others.has(place)) return true;
    if (own.changes.some(({ outcome }) => !isEffective(outcome))) return true;
    const rows = rowsOf(asTransaction(device.id, own)).map((row) => rowId(row.entity, row.rowKey));
    return [...rows, ...own.undo.map(({ id }) => id)].some((id) => foreign.has(id));
  });
  return at === -1 ? device.own.length : at;
}

/** True where the log says something else of an own transaction than what was folded here. */
function isOther(
  own: OwnTransaction | undefined,
  entries: readonly LogEntry[],
  faults: Faults,
): boolean {
  const isStamped = !faults.has('noRestamp');
  return entries.some(({ outcome, stamp }, at) => {
    const here = own?.changes[at];
    return here?.outcome !== outcome || (isStamped && here.stamp !== stamp);
  });
}

type Attempt = { readonly parts: readonly Part[]; readonly from: number; readonly faults: Faults };

function attempt(device: DeviceState, { parts, from, faults }: Attempt): void {
  takeBackFrom(device, from);
  for (const part of parts) {
    const mine = part.entries[0] && ownPlace(device, part.entries[0]);
    if (!mine) foldAtDevice(device.replica, { ...part, faults });
    else returned(device, { part, at: mine.at, isThere: mine.at < from, faults });
  }
  foldOwnFrom(device, from, faults);
}

/** Takes own unseen transactions back, the newest first. */
export function takeBackFrom({ id, own, replica }: DeviceState, from: number): void {
  for (const transaction of own.slice(from).toReversed()) {
    if (!isUnseen(transaction)) continue;
    takeBack(replica.tables, transaction.undo);
    for (const { line } of asTransaction(id, transaction).changes)
      forget(replica, changeId({ deviceId: id, number: line.n }));
  }
}

type Returned = {
  readonly part: Part;
  readonly at: number;
  readonly isThere: boolean;
  readonly faults: Faults;
};

/** An own transaction has its place in the log, and is what it is there. */
function returned(device: DeviceState, { part, at, isThere, faults }: Returned): void {
  const { entries } = part;
  const wasSeen = device.own[at] && !isUnseen(device.own[at]);
  if (!isThere || (device.isForked && !wasSeen)) foldAtDevice(device.replica, { ...part, faults });
  const byText = new Map(entries.map((entry) => [entry.line, entry]));
  device.own = device.own.map((own, place) => {
    if (place !== at) return own;
    const changes = own.changes.map((each) => {
      const entry = byText.get(each.text);
      if (!entry) return each;
      const stamp = faults.has('noRestamp') ? each.stamp : entry.stamp;
      return { ...each, stamp, seq: entry.seq, outcome: entry.outcome };
    });
    return { ...own, changes };
  });
}

/** The server has other stamps for some changes: what has no place yet is folded again from there. */
export function takeStamps(
  device: DeviceState,
  stamps: ReadonlyMap<number, bigint>,
  faults: Faults,
): void {
  if (faults.has('noRestamp')) return;
  const { own } = device;
  const from = own.findIndex((each) => isUnseen(each) && restamped(each, stamps) !== each);
  if (from === -1) return;
  const isOnTop = device.phase === 'usual' && !device.isForked;
  if (isOnTop) takeBackFrom(device, from);
  device.own = own.map((each) => (isUnseen(each) ? restamped(each, stamps) : each));
  if (isOnTop) foldOwnFrom(device, from, faults);
}

/** Folds what has no place yet on top of what stands, by the same rules. */
export function foldOwnFrom(device: DeviceState, from: number, faults: Faults): void {
  device.own = device.own.map((own, place) => {
    if (place < from || !isUnseen(own)) return own;
    const folded = foldOwn(device, own);
    if (faults.has('ownReviews')) writeOwnReviews(device.replica, folded.reviews);
    const outcomeAt = (at: number): Outcome => folded.outcomes[at] ?? 'applied';
    const changes = own.changes.map((each, at) => ({ ...each, outcome: outcomeAt(at) }));
    return { changes, undo: faults.has('staleUndo') ? own.undo : folded.undo };
  });
}

function foldOwn({ id, isOlder, replica }: DeviceState, own: OwnTransaction): Folded {
  const transaction = asTransaction(id, own);
  return isOlder ? foldNaively(replica, transaction) : foldAnew(replica, transaction);
}

/** As a release may have done that knew fewer rules: all is applied. */
function foldNaively(replica: Replica, transaction: ChangeTransaction): Folded {
  const outcomes = transaction.changes.map((): Outcome => 'applied');
  try {
    return foldAtDevice(replica, { transaction, outcomes, faults: new Set() });
  } catch (error) {
    if (!(error instanceof ConstraintError)) throw error;
    return { outcomes: outcomes.map(() => 'quarantined'), reviews: [], undo: [] };
  }
}
