import type { Values } from '../../shared/sync/row-key.ts';
import { keyOf, type Statement } from './own.ts';
import { rowsOfEntity, type Tables } from './tables.ts';

export type Acting = {
  readonly tables: Tables;
  readonly pick: number;
  readonly other: number;
  /** Different in every act. */
  readonly mark: string;
};

type Row = readonly [id: string, row: Values];

export function nth<T>(of: readonly T[], at: number): T | undefined {
  return of.length === 0 ? undefined : of[at % of.length];
}

export function choose(
  acting: Acting,
  entity: string,
  fits: (row: Values) => boolean = () => true,
) {
  const rows: readonly Row[] = rowsOfEntity(acting.tables, entity);
  return nth(
    rows.filter(([, row]) => fits(row)).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    acting.pick,
  )?.[1];
}

export function insert(entity: string, values: Values): Statement {
  return { op: 'i', entity, values, rowKey: keyOf(entity, values) };
}

export function update(entity: string, row: Values, values: Values): Statement {
  return { op: 'u', entity, values, rowKey: keyOf(entity, row) };
}

export function remove(entity: string, row: Values): Statement {
  return { op: 'd', entity, values: {}, rowKey: keyOf(entity, row) };
}

/** Few, so that two people choose the same. */
export const NAMES = ['Ada', 'Bo', 'Cyd'];
