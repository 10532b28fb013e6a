import { decide, setAside } from '../decide.ts';
import type {
  ChangeTransaction,
  Decision,
  DecisionInput,
  ReviewKind,
  Standing,
} from '../decision.ts';
import { derivedColumns } from '../derived-columns.ts';
import { syncEntity, TRAVELLING } from '../entities.ts';
import { reviewOf } from '../reviews.ts';
import { formatRowKey, rowId } from '../row-key.ts';
import { applyDecision, type TextOfChange } from './apply-decision.ts';
import { keepLaterValues, type LaterColumns, withLaterValues } from './later-values.ts';
import type { SetAside } from './not-taken-up.ts';
import { readStanding } from './read-standing.ts';
import { inSavepoint, type SqlRunner } from './sql.ts';
import type { TableColumns } from './table-columns.ts';
import { deletionOfUnseen } from './unseen-children.ts';

export type FoldContext = {
  readonly columns: TableColumns;
  readonly schemaVersion: number;
  readonly setAside: SetAside;
};

/** What became of a transaction, and what stood before it where it reached. */
export type FoldedOne = { readonly decision: Decision; readonly standing: Standing };

const NOTHING_STANDS: Standing = { rows: new Map(), versions: new Map(), notTakenUp: new Set() };
const FOREIGN_KEY = '23503';

/**
 * Takes up one transaction: decides and does it, or sets it aside with nothing of it done but its trail.
 * Throws only where the database itself fails.
 */
export async function foldOne(
  run: SqlRunner,
  transaction: ChangeTransaction,
  { textOf, ...context }: FoldContext & { readonly textOf: TextOfChange },
): Promise<FoldedOne> {
  const { columns, schemaVersion } = context;
  const input = { transaction, schemaVersion, derived: derivedColumns };
  const doing = { change: 0 };
  const folded = await inSavepoint(run, async () => {
    const standing = await readStanding(run, transaction, context.setAside.changes);
    const decision = await withUnseen(run, { ...input, standing }, decide({ ...input, standing }));
    await applyDecision(run, decision, { columns, textOf, doing });
    return { decision, standing };
  });
  if ('value' in folded) return folded.value;
  const failed = { ...input, standing: NOTHING_STANDS };
  const isMissing =
    folded.sqlState === FOREIGN_KEY && (await followsFromHeld(transaction, doing.change, context));
  const decision = isMissing
    ? heldBy(failed, doing.change, 'dependsOnHeld')
    : setAside(failed, 'quarantined', doing.change);
  return {
    decision: await keepTrail(run, decision, { columns, textOf }),
    standing: NOTHING_STANDS,
  };
}

/** Only the trail of a transaction that failed; without that too, where that is what fails. */
async function keepTrail(
  run: SqlRunner,
  decision: Decision,
  { columns, textOf }: { readonly columns: TableColumns; readonly textOf: TextOfChange },
): Promise<Decision> {
  if (decision.effects.length === 0) return decision;
  const kept = await inSavepoint(run, () =>
    applyDecision(run, decision, { columns, textOf, doing: { change: 0 } }),
  );
  if ('value' in kept) return decision;
  const outcomes = decision.outcomes.map(() => 'quarantined' as const);
  return { ...decision, outcomes, effects: [], registers: [] };
}

/** A deletion waits where it would reach what its author had not seen. */
async function withUnseen(
  run: SqlRunner,
  input: DecisionInput,
  decision: Decision,
): Promise<Decision> {
  const change = await deletionOfUnseen(run, input.transaction, decision);
  return change === null ? decision : heldBy(input, change, 'concurrentEdit');
}

function heldBy(input: DecisionInput, change: number, kind: ReviewKind): Decision {
  const { transaction } = input;
  const decision = setAside(input, 'quarantined', change);
  const line = transaction.changes[change]?.line;
  const [entity, rowKey] = [line?.k ?? '', line?.r ?? ''];
  const stands = input.standing.rows.get(rowId(entity, rowKey));
  const { values, registers } = stands ?? { values: null, registers: {} };
  const about = { kind, entity, rowKey, change, values, register: registers[''] };
  return {
    ...decision,
    outcomes: decision.outcomes.map((each) => (each === 'quarantined' ? 'held' : each)),
    reviews: [reviewOf(transaction, input.standing, about)],
  };
}

/** True where the row that a change names is missing because its own insert was set aside. */
async function followsFromHeld(
  { changes }: ChangeTransaction,
  at: number,
  { setAside: aside }: FoldContext,
): Promise<boolean> {
  const named = Object.values(changes[at]?.line.v ?? {}).filter((each) => typeof each === 'string');
  const keys = new Set(named.map((each) => formatRowKey([each])));
  const tables = TRAVELLING.filter((entity) => entity.keys.length === 1);
  return aside.hasInserted([...keys].flatMap((key) => tables.map(({ name }) => rowId(name, key))));
}

type Following = {
  readonly columns: TableColumns;
  readonly textOf: TextOfChange;
  /** Where somebody of a later release wrote: the columns that only it has. */
  readonly later: LaterColumns | null;
};

/** Does what the log says became of a transaction. Throws the database's error where that cannot be. */
export async function followOne(
  run: SqlRunner,
  input: Pick<DecisionInput, 'transaction' | 'outcomes'>,
  { columns, textOf, later }: Following,
): Promise<void> {
  const { transaction } = input;
  const taken = transaction.changes.filter(({ line }) => syncEntity(line.k) !== undefined);
  if (taken.length === 0) return;
  const standing = await readStanding(run, transaction, async () => new Set());
  const decision = decide({
    ...input,
    standing: later ? await withLaterValues(run, standing) : standing,
    schemaVersion: Number.MAX_SAFE_INTEGER,
    derived: derivedColumns,
  });
  await applyDecision(run, decision, { columns, textOf, doing: { change: 0 } });
  if (later) await keepLaterValues(run, decision.effects, { ...later, textOf });
}
