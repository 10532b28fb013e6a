import { type ChangeTransaction, changeId } from '../../shared/sync/decision.ts';
import { concurrencyUnit, syncEntity } from '../../shared/sync/entities.ts';
import { type LogEntry, type Outcome, SERVER_DEVICE } from '../../shared/sync/line.ts';
import { rowId, sameJson } from '../../shared/sync/row-key.ts';
import { copyOfReplica, emptyReplica, foldAsDecided, isEffective, type Replica } from './fold.ts';
import { isOfServer, lineOf, overTheWire, transactionOf, transactionsOf } from './lines.ts';
import { emptyTables, rowsOfEntity, type Tables } from './tables.ts';

/** Something that must never be so. */
export class Violation extends Error {}

export function must(isSo: boolean, otherwise: () => string): void {
  if (!isSo) throw new Violation(otherwise());
}

type Known = { readonly replica: Replica; readonly numbers: ReadonlyMap<string, number> };

type Looked = {
  readonly transaction: ChangeTransaction;
  readonly outcomes: readonly Outcome[];
  readonly before: Tables;
};

/**
 * Reads the log as an auditor would, place after place, and does what it says: what every copy of the site
 * must hold. It knows nothing of the server but the log.
 */
export class Referee {
  /** By epoch, then by place: what stands there. */
  readonly #epochs = new Map<number, Map<number, Known>>();
  #end = 0;
  /** By change, while there was no restore. */
  readonly #stamps = new Map<string, bigint>();

  /** What stands at a place of an epoch's log, if that is the end of a transaction. */
  at(epoch: number, seq: number): Replica | undefined {
    return this.#epochs.get(epoch)?.get(seq)?.replica;
  }

  /** From here on the log goes on from that place. */
  begin(epoch: number, end: number): void {
    const start: Known = { replica: emptyReplica(emptyTables()), numbers: new Map() };
    const before = this.#epochs.get(epoch - 1) ?? new Map<number, Known>([[0, start]]);
    this.#epochs.set(epoch, new Map([...before].filter(([seq]) => seq <= end)));
    this.#end = end;
  }

  /** Reads what is new in the log. */
  read(epoch: number, log: readonly LogEntry[]): void {
    if (this.#end === log.length) return;
    const known = this.#epochs.get(epoch);
    const last = known?.get(this.#end);
    if (!known || !last) throw new Error('the log does not go on from where it was read');
    let { numbers } = last;
    let replica = last.replica;
    const parts = transactionsOf(overTheWire(log.slice(this.#end)));
    for (const [place, part] of parts.entries()) {
      numbers = this.#numbersAfter(numbers, part);
      const before = replica;
      replica = copyOfReplica(before);
      const transaction = transactionOf(part);
      const outcomes = part.map(({ outcome }) => outcome);
      foldAsDecided(replica, transaction, outcomes);
      if (transaction.deviceId !== SERVER_DEVICE) {
        lookAtUnseen({ transaction, outcomes, before: before.tables });
        lookAtOverwritten({ transaction, outcomes, before: before.tables }, replica.tables);
        lookAtReview(part, parts[place + 1]);
        if (epoch === 1) this.#lookAtStamps(transaction);
      }
      lookAtSigned(replica.tables);
      this.#end += part.length;
      known.set(this.#end, { replica, numbers });
    }
  }

  /** I1, I2, I3: no place is left out, and no device's change comes twice or before an earlier one. */
  #numbersAfter(
    before: ReadonlyMap<string, number>,
    part: readonly LogEntry[],
  ): ReadonlyMap<string, number> {
    const numbers = new Map(before);
    for (const [at, { deviceId, line, seq }] of part.entries()) {
      must(seq === this.#end + at + 1, () => `I2 the log has no place ${this.#end + at + 1}`);
      const { n } = lineOf(line);
      const last = numbers.get(deviceId) ?? 0;
      must(n === last + 1, () => `I1/I3 change ${n} of ${deviceId} comes behind ${last}`);
      numbers.set(deviceId, n);
    }
    return numbers;
  }

  /** I6: a change is stamped later than the one that its author saw. */
  #lookAtStamps({ deviceId, changes }: ChangeTransaction): void {
    for (const { line, stamp } of changes) {
      for (const base of Object.values(line.b)) {
        const seen = this.#stamps.get(base);
        must(
          seen === undefined || seen < stamp,
          () => `I6 ${deviceId}:${line.n} is before ${base}`,
        );
      }
      this.#stamps.set(changeId({ deviceId, number: line.n }), stamp);
    }
  }
}

/** A guarded change is taken up if, and only if, its author had seen what stands (I6, I7). */
function lookAtUnseen({ transaction, outcomes, before }: Looked): void {
  const moved = new Map<string, string>();
  for (const [at, { line }] of transaction.changes.entries()) {
    const entity = syncEntity(line.k);
    const id = rowId(line.k, line.r);
    if (entity?.class !== 'guarded') continue;
    const register = before.registers.get(id)?.[''];
    const stands = moved.get(id) ?? (register && changeId(register));
    const isSeen = line.o !== 'i' && line.b[''] === stands;
    const isTaken = isEffective(outcomes[at] ?? 'held');
    const wasThere = before.rows.has(id) || moved.has(id);
    if (line.o !== 'i')
      must(!isTaken || isSeen || !wasThere, () => `I7 an unseen change of ${id} was taken up`);
    if (line.o !== 'i') moved.set(id, changeId({ ...transaction, number: line.n }));
  }
}

/** I6: a change that knowingly overwrote another stands. */
function lookAtOverwritten({ transaction, outcomes, before }: Looked, after: Tables): void {
  const { deviceId, changes } = transaction;
  for (const [at, { line }] of changes.entries()) {
    const entity = syncEntity(line.k);
    const id = rowId(line.k, line.r);
    const isLast = !changes.slice(at + 1).some((each) => each.line.r === line.r);
    const outcome = outcomes[at];
    if (!entity || line.o !== 'u' || !isLast || !outcome || !isEffective(outcome)) continue;
    if (concurrencyUnit(entity) === 'none' || !before.rows.has(id)) continue;
    const isRow = concurrencyUnit(entity) === 'row';
    for (const [name, value] of Object.entries(line.v)) {
      const field = isRow ? '' : name;
      const stands = before.registers.get(id)?.[field];
      const isMoved = after.registers.get(id)?.[field]?.number === line.n;
      if (line.b[field] !== (stands && changeId(stands)) || name === 'version') continue;
      if (!isRow && (name === 'search_text' || name === 'mrn_key')) continue;
      const is = after.rows.get(id)?.[name];
      must(sameJson(is, value), () => `I6 ${deviceId}:${line.n} saw what stood and lost (${name})`);
      must(isMoved, () => `I6 ${deviceId}:${line.n} does not stand in ${id} ${field}`);
    }
  }
}

/** I5: whatever is not taken up as it is, somebody is told, right behind it. */
function lookAtReview(part: readonly LogEntry[], next: readonly LogEntry[] | undefined): void {
  const open = part.find(
    ({ outcome, line }) =>
      !isEffective(outcome) ||
      (outcome === 'merged' && syncEntity(lineOf(line).k)?.class !== 'history'),
  );
  if (!open) return;
  const isTold = (next ?? []).filter(isOfServer).some(({ line }) => line.includes(open.deviceId));
  must(isTold, () => `I5 nobody is told of ${open.deviceId}:${lineOf(open.line).n}`);
}

/** I7: what was signed is what the signer saw, for good; and no edit that was taken up is gone. */
function lookAtSigned(tables: Tables): void {
  for (const [id, { treatment_record_id: of, notes }] of rowsOfEntity(
    tables,
    'record_signatures',
  )) {
    const record = tables.rows.get(`treatment_records ["${String(of)}"]`);
    must(record?.['notes'] === notes, () => `I7 ${id} is under another text than it was given for`);
  }
  const kept = new Map(
    rowsOfEntity(tables, 'treatment_records').map(([, row]) => [row['id'], row]),
  );
  for (const [id, row] of rowsOfEntity(tables, 'treatment_record_versions')) {
    const now = String(kept.get(row['treatment_record_id'])?.['notes']);
    must(
      now.startsWith(String(row['notes'])),
      () => `I7 what ${id} kept is no longer in its record`,
    );
  }
}
