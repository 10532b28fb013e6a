import {
  type ChangeTransaction,
  changeId,
  type Register,
  type Review,
} from '../../shared/sync/decision.ts';
import { syncEntity } from '../../shared/sync/entities.ts';
import type { LogEntry, Outcome } from '../../shared/sync/line.ts';
import { rowId } from '../../shared/sync/row-key.ts';
import { type Folded, foldAnew, foldAsDecided, type Replica } from './fold.ts';
import { reviewEntries } from './raised.ts';
import type { Faults } from './switches.ts';

function idOf(register: Register | undefined): Readonly<Record<string, string>> {
  return register ? { '': changeId(register) } : {};
}

/** The fault `unseenCounts`: every guarded change is taken for one that saw what stands. */
export function foldUnseen(replica: Replica, transaction: ChangeTransaction): Folded {
  const last = new Map<string, Readonly<Record<string, string>>>();
  const changes = transaction.changes.map((change) => {
    const { line } = change;
    if (syncEntity(line.k)?.class !== 'guarded' || line.o === 'i') return change;
    const id = rowId(line.k, line.r);
    const base = last.get(id) ?? idOf(replica.tables.registers.get(id)?.['']);
    last.set(id, { '': changeId({ deviceId: transaction.deviceId, number: line.n }) });
    return { ...change, line: { ...line, b: base } };
  });
  return foldAnew(replica, { ...transaction, changes });
}

type Decided = {
  readonly transaction: ChangeTransaction;
  readonly entries?: readonly LogEntry[];
  readonly outcomes?: readonly Outcome[];
  readonly faults: Faults;
};

/** Folds as the log decided; with `heldApplied` and `noTiebreak` not quite. */
export function foldAtDevice(
  replica: Replica,
  { transaction, entries = [], outcomes, faults }: Decided,
): Folded {
  const decided = outcomes ?? entries.map(({ outcome }) => outcome);
  if (faults.has('heldApplied')) {
    const all = decided.map((each) => (each === 'held' ? 'applied' : each));
    return foldAsDecided(replica, transaction, all);
  }
  if (!faults.has('noTiebreak')) return foldAsDecided(replica, transaction, decided);
  const changes = transaction.changes.map((each) => ({ ...each, stamp: each.stamp + 1n }));
  const folded = foldAsDecided(replica, { ...transaction, changes }, decided);
  lowerStamps(replica, transaction);
  return folded;
}

function lowerStamps({ tables }: Replica, { deviceId, changes }: ChangeTransaction): void {
  const stamps = new Map(changes.map(({ line, stamp }) => [line.n, stamp]));
  for (const [id, registers] of tables.registers) {
    const fields = Object.entries(registers).map(([field, each]) => {
      const stamp = each.deviceId === deviceId ? stamps.get(each.number) : undefined;
      return [field, stamp === undefined ? each : { ...each, stamp }] as const;
    });
    tables.registers.set(id, Object.fromEntries(fields));
  }
}

/** The fault `ownReviews`: a device writes down for itself what the server will say. */
export function writeOwnReviews({ tables }: Replica, reviews: readonly Review[]): void {
  for (const { line } of reviewEntries(reviews, { firstNumber: 1, stamp: 0n, nowMs: 0 }))
    tables.rows.set(rowId(line.k, line.r), line.v);
}
