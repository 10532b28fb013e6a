import { sql } from 'kysely';
import type { DisagreementKind, FoundDisagreement } from '../../shared/inventory/disagreement.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import { type Among, amongIds, amongRange, type Comparison } from './comparison.ts';
import { shelfComparisons } from './shelf-comparisons.ts';
import { treatmentComparisons } from './treatment-comparisons.ts';

export const comparisons: readonly Comparison[] = [...treatmentComparisons, ...shelfComparisons];

export function comparisonOf(kind: DisagreementKind): Comparison {
  const comparison = comparisons.find((each) => each.kind === kind);
  if (!comparison) throw new Error(`Nothing compares ${kind}`);
  return comparison;
}

/** Names a disagreement with its figures, as far as a settlement keeps them. */
const keyOf = (kind: DisagreementKind) =>
  sql`left(concat(${kind}::text, ' ', subject_id, ' ', says, ' | ', against), 300)`;

type Asked = {
  readonly among: Among;
  readonly includeSettled: boolean;
  readonly limit: number;
};

/** What one comparison finds, settled or not as asked. */
const named = ({ kind, rows }: Comparison, { among, includeSettled }: Omit<Asked, 'limit'>) => sql`
  (SELECT found.*, ${keyOf(kind)} AS key FROM (${rows(among)}) AS found) AS named
  WHERE ${includeSettled}::boolean OR NOT EXISTS (
    SELECT FROM disagreement_settlements AS settled WHERE settled.disagreement_key = named.key)`;

/** What one comparison finds, in the order of its subjects. */
export async function selectDisagreements(
  db: ReadonlyDb,
  comparison: Comparison,
  { limit, ...asked }: Asked,
): Promise<readonly FoundDisagreement[]> {
  const found = await sql<Omit<FoundDisagreement, 'kind'>>`
    SELECT * FROM ${named(comparison, asked)} ORDER BY subject_id, key LIMIT ${limit}`.execute(db);
  return found.rows.map((row) => ({ kind: comparison.kind, ...row }));
}

/** The subjects of what one comparison finds, each once however much of it differs. */
export async function selectDiffering(
  db: ReadonlyDb,
  comparison: Comparison,
  { limit, ...asked }: Asked,
): Promise<readonly string[]> {
  const { rows } = await sql<{ subjectId: string }>`
    SELECT DISTINCT subject_id FROM ${named(comparison, asked)}
    ORDER BY subject_id LIMIT ${limit}`.execute(db);
  return rows.map(({ subjectId }) => subjectId);
}

/** The first of what is in doubt, after an id. */
export async function selectDoubts(
  db: ReadonlyDb,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<readonly string[]> {
  const { rows } = await sql<{ subjectId: string }>`
    SELECT subject_id FROM stock_doubts WHERE ${amongRange(after, null)('subject_id')}
    ORDER BY subject_id LIMIT ${limit}`.execute(db);
  return rows.map(({ subjectId }) => subjectId);
}

export async function insertDoubts(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await sql`SELECT doubt_stock(VARIADIC ${`{${ids.join(',')}}`}::uuid[])`.execute(tx);
}

export async function deleteDoubts(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await sql`DELETE FROM stock_doubts WHERE ${amongIds(ids)('subject_id')}`.execute(tx);
}

/** Where the subjects of a kind stand, each under its id; null where no table holds them. */
export const subjectTables = {
  recordWithoutMovement: 'treatment_records',
  movementWithoutRecord: 'stock_movements',
  piecesDiffer: 'treatment_records',
  areaDiffers: 'treatment_records',
  unitDiffers: 'treatment_records',
  receiptDiffers: 'receipt_lines',
  movementWithoutReceipt: 'stock_movements',
  countNotAdjusted: 'stock_count_lines',
  transferUnbalanced: null,
  wasteDiffers: 'waste_records',
  counterEntryDiffers: 'stock_movements',
} as const satisfies Partial<Record<DisagreementKind, string | null>>;

/** The id up to which so many rows of a table stand after one; null where fewer are left. */
export async function selectPageEnd(
  db: ReadonlyDb,
  { table, column }: { readonly table: string; readonly column: string },
  { after, rows }: { readonly after: string; readonly rows: number },
): Promise<string | null> {
  const found = await sql<{ id: string }>`
    SELECT ${sql.ref(column)} AS id FROM ${sql.table(table)}
    WHERE ${amongRange(after, null)(column)} ORDER BY ${sql.ref(column)}
    OFFSET ${rows - 1} LIMIT 1`.execute(db);
  return found.rows[0]?.id ?? null;
}

/** How many sums of units in a range are not what the movements come to. */
export async function countWrongSums(db: ReadonlyDb, among: Among): Promise<number> {
  const within = among('stock_unit_id');
  const found = await sql<{ count: number }>`
    SELECT count(*)::int AS count FROM (
      SELECT stock_unit_id, location_id, sum(pieces) AS pieces FROM stock_movements
      WHERE ${within} GROUP BY stock_unit_id, location_id
    ) AS moved FULL JOIN (SELECT * FROM stock_sums WHERE ${within}) AS kept
      USING (stock_unit_id, location_id)
    WHERE coalesce(moved.pieces, 0) <> coalesce(kept.pieces, 0)`.execute(db);
  return found.rows[0]?.count ?? 0;
}
