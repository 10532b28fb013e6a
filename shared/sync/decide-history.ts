import {
  type ChangeCase,
  differences,
  insertRow,
  NOTHING,
  place,
  type Verdict,
} from './decide-change.ts';
import { deleteRow } from './decide-row.ts';
import type { RowEffect } from './decision.ts';
import { formatRowKey, parseRowKey, type Values } from './row-key.ts';

/** The row whose earlier versions a `history` table keeps: `patient_versions` those of `patients`. */
export function mainRow(entity: string, rowKey: string): { entity: string; rowKey: string } {
  const [key] = parseRowKey(rowKey) ?? [];
  return { entity: entity.replace(/_versions$/, 's'), rowKey: formatRowKey([key]) };
}

/** What stood before a change: where its number is taken by another, it gets the next. */
export function decideHistory(one: ChangeCase): Verdict {
  if (one.op === 'd') return deleteRow(one);
  if (one.op === 'u') return NOTHING;
  const main = mainRow(one.entity.name, one.rowKey);
  if (!one.state.values) {
    one.states.keepVersion(main.entity, main.rowKey, Number(one.body['version']));
    return { ...NOTHING, effects: [insertRow(one)] };
  }
  if (differences(one).length === 0) return NOTHING;
  const version = one.states.greatestVersion(main.entity, main.rowKey) + 1;
  one.states.keepVersion(main.entity, main.rowKey, version);
  const key = parseRowKey(one.rowKey)?.[0];
  const values: Values = { ...one.body, version };
  const insert: RowEffect = {
    ...place(one),
    op: 'insert',
    rowKey: formatRowKey([key, version]),
    values,
    made: ['version'],
  };
  return { ...NOTHING, outcome: 'merged', effects: [insert, ...raise(one, version + 1)] };
}

/** The row itself is of a later version than all that is kept of it. */
function raise({ at, rowKey, entity, states }: ChangeCase, version: number): readonly RowEffect[] {
  const main = mainRow(entity.name, rowKey);
  const state = states.at(main.entity, main.rowKey);
  state.keptVersion = Math.max(state.keptVersion, version);
  if (!state.values || Number(state.values['version']) >= version) return [];
  state.values = { ...state.values, version };
  return [{ ...main, op: 'set', change: at, values: { version }, made: ['version'] }];
}
