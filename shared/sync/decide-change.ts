import {
  type ChangeTransaction,
  type DecisionInput,
  isLater,
  type Register,
  type RegisterMove,
  type Review,
  type ReviewKind,
  type RowEffect,
} from './decision.ts';
import { type SyncEntity, syncEntity } from './entities.ts';
import type { Outcome } from './line.ts';
import { reviewOf } from './reviews.ts';
import { sameJson, type Values } from './row-key.ts';
import { hasSeen, nextVersion, type RowState, type RowStates } from './row-states.ts';

export type Verdict = {
  readonly outcome: Outcome;
  readonly effects: readonly RowEffect[];
  readonly registers: readonly RegisterMove[];
  readonly reviews: readonly Review[];
};

/** Everything about one change of a transaction that its rule may look at. */
export type ChangeCase = {
  readonly input: DecisionInput;
  readonly states: RowStates;
  readonly at: number;
  readonly entity: SyncEntity;
  readonly rowKey: string;
  readonly op: 'i' | 'u' | 'd';
  readonly body: Values;
  readonly base: Readonly<Record<string, string>>;
  readonly state: RowState;
  readonly register: Register;
  /** True on a device, which does as the server decided. */
  readonly isDecided: boolean;
};

/** Null for a change of a table that this release does not know. */
export function changeCase(input: DecisionInput, states: RowStates, at: number): ChangeCase | null {
  const change = input.transaction.changes[at];
  const entity = change && syncEntity(change.line.k);
  if (!entity) return null;
  const { line, stamp } = change;
  return {
    input,
    states,
    at,
    entity,
    rowKey: line.r,
    op: line.o,
    body: without(line.v, line.o === 'i' ? entity.keptHere : [...entity.keptHere, ...entity.keys]),
    base: line.b,
    state: states.at(line.k, line.r),
    register: { deviceId: input.transaction.deviceId, number: line.n, stamp },
    isDecided: input.outcomes !== undefined,
  };
}

function without(body: Values, names: readonly string[]): Values {
  if (!names.some((name) => name in body)) return body;
  return Object.fromEntries(Object.entries(body).filter(([name]) => !names.includes(name)));
}

export const NOTHING: Verdict = { outcome: 'applied', effects: [], registers: [], reviews: [] };

/** Columns of which a difference is none: two people write them without meaning to. */
const NO_DIFFERENCE = new Set(['created_at', 'updated_at', 'version']);

/** The columns by which what arrives differs from what stands. */
export function differences({ body, state }: ChangeCase): readonly string[] {
  return Object.keys(body).filter(
    (name) => !NO_DIFFERENCE.has(name) && !sameJson(body[name], state.values?.[name]),
  );
}

export function review(one: ChangeCase, kind: ReviewKind, more: object = {}): Review {
  const transaction: ChangeTransaction = one.input.transaction;
  return reviewOf(transaction, one.input.standing, {
    kind,
    entity: one.entity.name,
    rowKey: one.rowKey,
    change: one.at,
    register: one.state.registers[''],
    values: one.state.values,
    ...more,
  });
}

export function held(one: ChangeCase, kind: ReviewKind): Verdict {
  return { ...NOTHING, outcome: 'held', reviews: [review(one, kind)] };
}

/** Writes columns into a row that stands, and remembers that in its state. */
export function setColumns(one: ChangeCase, values: Values, made: readonly string[]): RowEffect {
  one.state.values = { ...one.state.values, ...values };
  return { op: 'set', ...place(one), values, made };
}

export function insertRow(one: ChangeCase): RowEffect {
  one.state.values = one.body;
  one.state.ownVersion = 0;
  nextVersion(one.state, one.body);
  return { op: 'insert', ...place(one), values: one.body, made: [] };
}

export function place({ entity, rowKey, at }: ChangeCase) {
  return { entity: entity.name, rowKey, change: at };
}

/** Moves a register to this change, unless a later one stands there that it had not seen. */
export function moveRegister(one: ChangeCase, field: string): readonly RegisterMove[] {
  const stands = one.state.registers[field];
  if (stands && !hasSeen(one.base[field], stands) && !isLater(one.register, stands)) return [];
  return takeRegister(one, field);
}

/** Moves a register to this change, whatever stands there. */
export function takeRegister(one: ChangeCase, field: string): readonly RegisterMove[] {
  one.state.registers[field] = one.register;
  return [{ entity: one.entity.name, rowKey: one.rowKey, field, register: one.register }];
}

/** The version as it comes to, beside other columns that are set. */
export function withVersion(one: ChangeCase, values: Values): RowEffect | null {
  const version = nextVersion(one.state, one.body);
  if (version !== null && version !== one.body['version'])
    return setColumns(one, { ...values, version }, ['version']);
  if (version === null && Object.keys(values).length === 0) return null;
  return setColumns(one, version === null ? values : { ...values, version }, []);
}
