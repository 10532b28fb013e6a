import { decide, isUnsound, rowsOf } from '../decide.ts';
import type { ChangeTransaction, Decision, Standing } from '../decision.ts';
import { derivedColumns } from '../derived-columns.ts';
import { syncEntity } from '../entities.ts';
import type { ChangeLine, Outcome } from '../line.ts';
import { rowId, sameJson } from '../row-key.ts';
import { applyTogether, type TextOfChange } from './apply-decision.ts';
import { type NotTakenUp, readStandingOf } from './read-standing.ts';
import { inSavepoint, type SqlRunner } from './sql.ts';
import { readBoundColumns, type SchemaState, type TableColumns } from './table-columns.ts';

/** A transaction, with what the server decided where that is known. */
export type Candidate = {
  readonly transaction: ChangeTransaction;
  readonly outcomes?: readonly Outcome[];
  readonly textOf: TextOfChange;
};

type Context = {
  readonly columns: TableColumns;
  readonly schema: SchemaState;
  /** Of whoever decides. */
  readonly schemaVersion: number;
  readonly notTakenUp: NotTakenUp;
};

export type Together = {
  /** Of the first candidates, which are done. */
  readonly decisions: readonly Decision[];
  /** How many behind those are to be done one by one: at least one where none is done. */
  readonly alone: number;
};

const MOST_TOGETHER = 500;
const LEAST_TOGETHER = 8;

/** Others' rows follow from these, or what people are told of them. */
const ALONE = new Set(['users', 'record_amendments']);

/**
 * Takes up as many of the next transactions at once as come to the same as one after the other would: none
 * touches a row of another, or sets a column that another's row depends on. Where that fails nothing is done.
 */
export async function foldTogether(
  run: SqlRunner,
  candidates: Iterable<Candidate | null>,
  context: Context,
): Promise<Together> {
  const apart = standingApart(candidates);
  if (apart.length < 2) return { decisions: [], alone: 1 };
  const transactions = apart.map(({ transaction }) => transaction);
  const standing = await readStandingOf(run, transactions, context.notTakenUp);
  const tables = new Set(transactions.flatMap(({ changes }) => changes.map(({ line }) => line.k)));
  const bound = await readBoundColumns(run, tables, context.schema);
  const all = apart.map(({ transaction, outcomes }) =>
    decide({
      transaction,
      standing,
      schemaVersion: context.schemaVersion,
      derived: derivedColumns,
      ...(outcomes ? { outcomes } : {}),
    }),
  );
  const simple = all.map((decision) => isSimple(decision, standing, bound));
  const end = simple.includes(false) ? simple.indexOf(false) : apart.length;
  const decisions = end < 2 ? [] : all.slice(0, end);
  const alone = nextRun(simple, end) - decisions.length;
  if (decisions.length === 0) return { decisions, alone };
  const done = await inSavepoint(run, () => applyAll(run, decisions, { apart, context }));
  return 'value' in done ? { decisions, alone } : { decisions: [], alone: decisions.length };
}

/** Where it is worth trying again: so many that are simple, one behind the other. */
function nextRun(simple: readonly boolean[], end: number): number {
  for (let at = end; at + LEAST_TOGETHER <= simple.length; at += 1)
    if (simple.slice(at, at + LEAST_TOGETHER).every(Boolean)) return at;
  return simple.length;
}

/** The first of them, as long as none reaches a row that one before reaches. */
function standingApart(candidates: Iterable<Candidate | null>): readonly Candidate[] {
  const apart: Candidate[] = [];
  const reached = new Set<string>();
  for (const candidate of candidates) {
    if (!candidate || apart.length >= MOST_TOGETHER) break;
    const { transaction } = candidate;
    if (!transaction.changes.every(({ line }) => mayComeTogether(line))) break;
    const own = new Set(rowsOf(transaction).map(({ entity, rowKey }) => rowId(entity, rowKey)));
    if ([...own].some((id) => reached.has(id))) break;
    for (const id of own) reached.add(id);
    apart.push(candidate);
  }
  return apart;
}

function mayComeTogether(line: ChangeLine): boolean {
  if (line.o === 'd' || !syncEntity(line.k) || isUnsound(line) || ALONE.has(line.k)) return false;
  return !(line.k === 'orders' && line.v['status'] === 'cancelled');
}

/** Taken up without anything that people must look at, and without touching what other rows depend on. */
function isSimple(
  { outcomes, effects, reviews }: Decision,
  { rows }: Standing,
  bound: TableColumns,
): boolean {
  if (reviews.length > 0) return false;
  if (!outcomes.every((each) => each === 'applied' || each === 'merged')) return false;
  return effects.every(({ op, entity, rowKey, values }) => {
    if (op !== 'set') return op === 'insert';
    const stands = rows.get(rowId(entity, rowKey))?.values;
    return [...(bound.get(entity) ?? [])].every(
      (name) => !(name in values) || (stands && sameJson(stands[name], values[name])),
    );
  });
}

async function applyAll(
  run: SqlRunner,
  decisions: readonly Decision[],
  { apart, context }: { readonly apart: readonly Candidate[]; readonly context: Context },
): Promise<void> {
  const texts: (() => string)[] = [];
  const effects = decisions.flatMap((decision, place) => {
    const candidate = apart[place];
    const first = texts.length;
    for (const at of candidate?.transaction.changes.keys() ?? [])
      texts.push(() => candidate?.textOf(at) ?? '{}');
    return decision.effects.map((effect) => ({ ...effect, change: first + effect.change }));
  });
  const registers = decisions.flatMap((each) => each.registers);
  const textOf = (at: number): string => texts[at]?.() ?? '{}';
  await applyTogether(run, { effects, registers }, { columns: context.columns, textOf });
}
