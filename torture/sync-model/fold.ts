import { decide, rowsOf, setAside } from '../../shared/sync/decide.ts';
import { mainRow } from '../../shared/sync/decide-history.ts';
import {
  type ChangeTransaction,
  changeId,
  type Decision,
  type DecisionInput,
  type Review,
  type Standing,
  type StandingRow,
} from '../../shared/sync/decision.ts';
import { derivedColumns } from '../../shared/sync/derived-columns.ts';
import { syncEntity } from '../../shared/sync/entities.ts';
import type { Outcome } from '../../shared/sync/line.ts';
import { rowId, type Values } from '../../shared/sync/row-key.ts';
import {
  ConstraintError,
  copyOf,
  moveRegisters,
  perform,
  type Registers,
  rowsOfEntity,
  type Tables,
} from './tables.ts';

export const SCHEMA_VERSION = 310;

/** One copy of a site, and which changes are not in it. */
export type Replica = {
  readonly tables: Tables;
  /** Changes without effect, and the rows that they would have made, by that change. */
  readonly notTakenUp: Set<string>;
  readonly unmade: Map<string, string>;
};

/** What stood before, for taking a transaction back. */
export type Undo = readonly {
  readonly id: string;
  readonly row: Values | undefined;
  readonly registers: Registers | undefined;
}[];

export type Folded = {
  readonly outcomes: readonly Outcome[];
  readonly reviews: readonly Review[];
  readonly undo: Undo;
};

export function emptyReplica(tables: Tables): Replica {
  return { tables, notTakenUp: new Set(), unmade: new Map() };
}

export function copyOfReplica({ tables, notTakenUp, unmade }: Replica): Replica {
  return {
    tables: copyOf(tables),
    notTakenUp: new Set(notTakenUp),
    unmade: new Map(unmade),
  };
}

export function isEffective(outcome: Outcome): boolean {
  return outcome === 'applied' || outcome === 'merged';
}

/** Decides about a transaction, as the server does and as a device does with its own unseen ones. */
export function foldAnew(replica: Replica, transaction: ChangeTransaction): Folded {
  const input = inputOf(replica, transaction);
  const decision = decide(input);
  try {
    return done(replica, transaction, decision);
  } catch (error) {
    if (!(error instanceof ConstraintError)) throw error;
    return done(replica, transaction, refused(replica, { input, decision, error }));
  }
}

/** Does as the log says. A constraint that stands in the way is thrown, and nothing is done. */
export function foldAsDecided(
  replica: Replica,
  transaction: ChangeTransaction,
  outcomes: readonly Outcome[],
): Folded {
  return done(replica, transaction, decide({ ...inputOf(replica, transaction), outcomes }));
}

export function inputOf(replica: Replica, transaction: ChangeTransaction): DecisionInput {
  return {
    transaction,
    standing: standingOf(replica, transaction),
    schemaVersion: SCHEMA_VERSION,
    derived: derivedColumns,
  };
}

function standingOf({ tables, notTakenUp }: Replica, transaction: ChangeTransaction): Standing {
  const rows = new Map<string, StandingRow>();
  for (const { entity, rowKey } of rowsOf(transaction)) {
    const id = rowId(entity, rowKey);
    const registers = tables.registers.get(id) ?? {};
    rows.set(id, { values: tables.rows.get(id) ?? null, registers });
  }
  const versions = new Map<string, number>();
  for (const { line } of transaction.changes) {
    if (syncEntity(line.k)?.class !== 'history') continue;
    const main = mainRow(line.k, line.r);
    const kept = rowsOfEntity(tables, line.k).filter(([id]) =>
      id.startsWith(`${line.k} ${main.rowKey.slice(0, -1)},`),
    );
    const greatest = Math.max(0, ...kept.map(([, row]) => Number(row['version'])));
    versions.set(rowId(main.entity, main.rowKey), greatest);
  }
  return { rows, versions, notTakenUp };
}

type Refusal = {
  readonly input: DecisionInput;
  readonly decision: Decision;
  readonly error: ConstraintError;
};

/** What a constraint makes of a decision: to wait for the row that is not there yet, or to be set aside. */
function refused(replica: Replica, { input, decision, error }: Refusal): Decision {
  const cause = decision.effects[error.effect]?.change ?? 0;
  const aside = setAside(input, 'quarantined', cause);
  if (error.missing === null || !replica.unmade.has(error.missing)) return aside;
  return {
    ...aside,
    outcomes: aside.outcomes.map((each) => (each === 'quarantined' ? 'held' : each)),
    reviews: aside.reviews.map((each) => ({ ...each, kind: 'dependsOnHeld' })),
  };
}

/** Does all of a decision, or nothing where a constraint forbids it. */
function done(replica: Replica, transaction: ChangeTransaction, decision: Decision): Folded {
  const { tables } = replica;
  const ids = [...decision.effects, ...decision.registers].map((each) =>
    rowId(each.entity, each.rowKey),
  );
  const before = undoOf(tables, ids);
  try {
    perform(tables, decision.effects);
  } catch (error) {
    takeBack(tables, before);
    throw error;
  }
  moveRegisters(tables, decision.registers);
  const { outcomes, reviews } = decision;
  remember(replica, transaction, outcomes);
  return { outcomes, reviews, undo: before.filter(({ id }) => !isTrail(id)) };
}

/** These rows as they are now. */
export function undoOf({ rows, registers }: Tables, ids: readonly string[]): Undo {
  return [...new Set(ids)].map((id) => ({ id, row: rows.get(id), registers: registers.get(id) }));
}

export function isTrail(id: string): boolean {
  return syncEntity(id.slice(0, id.indexOf(' ')))?.class === 'trail';
}

/** Takes an own transaction back; what its trail says stays. */
export function takeBack(tables: Tables, undo: Undo): void {
  for (const { id, row, registers } of undo) {
    if (row) tables.rows.set(id, row);
    else tables.rows.delete(id);
    if (registers) tables.registers.set(id, registers);
    else tables.registers.delete(id);
  }
}

/** Keeps in mind which changes are without effect. */
export function remember(
  { notTakenUp, unmade }: Replica,
  { deviceId, changes }: ChangeTransaction,
  outcomes: readonly Outcome[],
): void {
  for (const [at, { line }] of changes.entries()) {
    const outcome = outcomes[at];
    const change = changeId({ deviceId, number: line.n });
    if (outcome === undefined || isEffective(outcome)) {
      forget({ notTakenUp, unmade }, change);
      continue;
    }
    notTakenUp.add(change);
    if (line.o === 'i') unmade.set(rowId(line.k, line.r), change);
  }
}

export function forget({ notTakenUp, unmade }: Omit<Replica, 'tables'>, change: string): void {
  if (!notTakenUp.delete(change)) return;
  for (const [row, by] of unmade) if (by === change) unmade.delete(row);
}
