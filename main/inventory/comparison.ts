import { type RawBuilder, sql } from 'kysely';
import type { DisagreementKind } from '../../shared/inventory/disagreement.ts';

/** A condition on a column of ids. It names its ids, for the database does not look into views by a join. */
export type Among = (column: string) => RawBuilder<unknown>;

/** A comparison: every row it answers is a disagreement of its kind. */
export type Comparison = {
  readonly kind: DisagreementKind;
  /** True where it is quick over everything, whatever is in doubt. */
  readonly isWhole?: true;
  /** Of subjects among some. */
  readonly rows: (among: Among) => RawBuilder<unknown>;
};

export const pack = sql`unit.product_id, unit.lot_number, unit.serial_number`;

/** These and no others. */
export function amongIds(ids: readonly string[]): Among {
  return (column) => sql`${sql.ref(column)} = ANY(${`{${ids.join(',')}}`}::uuid[])`;
}

/** Ids after one up to another and with it; from the first where `after` is empty, to the last without `until`. */
export function amongRange(after: string, until: string | null): Among {
  return (column) => {
    const from = after === '' ? sql`true` : sql`${sql.ref(column)} > ${after}::uuid`;
    return until === null ? from : sql`${from} AND ${sql.ref(column)} <= ${until}::uuid`;
  };
}

/**
 * The ids of so many rows of a table after one. It says how many by LIMIT: how many lie within a range of ids the
 * planner cannot tell, takes it for one, and then compares each with each.
 */
export function amongPage(
  table: string,
  { after, rows }: { readonly after: string; readonly rows: number },
): Among {
  const page = sql`SELECT paged.id FROM ${sql.table(table)} AS paged
    WHERE ${amongRange(after, null)('paged.id')} ORDER BY paged.id LIMIT ${sql.lit(rows)}`;
  return (column) => sql`${sql.ref(column)} IN (${page})`;
}
