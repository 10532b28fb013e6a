import { rowsOf, type SqlRunner } from './sql.ts';

export type WoundRow = {
  readonly id: string;
  readonly woundNumber: number;
  readonly bodySite: string;
  readonly laterality: 'left' | 'right' | 'midline';
  readonly bodyView: 'front' | 'back' | 'side' | 'top' | 'sole';
  readonly siteDetail: string | null;
};

type Named = { readonly id: string; readonly name: string };

const NAMED = `
  SELECT id, display_name AS name FROM users
  UNION ALL SELECT id, 'Order ' || order_number FROM orders
  UNION ALL SELECT id, last_name || ', ' || first_name FROM patients
  UNION ALL SELECT id, name FROM facilities
  UNION ALL SELECT id, name FROM stock_locations
  UNION ALL SELECT id, name FROM payers
  UNION ALL SELECT id, name FROM products
  UNION ALL SELECT device_id, device_name FROM sync_device_names
  UNION ALL SELECT device_id, device_name FROM sync_device
    WHERE NOT EXISTS (SELECT FROM sync_device_names n WHERE n.device_id = sync_device.device_id)`;

/** What people call these, of whatever kind each is; wounds by what their words are made of. */
export async function selectNames(
  sql: SqlRunner,
  ids: readonly string[],
): Promise<{ readonly named: readonly Named[]; readonly wounds: readonly WoundRow[] }> {
  const named = await rowsOf<Named>(
    sql,
    `SELECT id::TEXT AS id, name FROM (${NAMED}) known WHERE id = ANY ($1::UUID[])`,
    [ids],
  );
  const wounds = await rowsOf<WoundRow>(
    sql,
    `SELECT id::TEXT AS id, wound_number AS "woundNumber", body_site AS "bodySite", laterality,
       body_view AS "bodyView", site_detail AS "siteDetail"
     FROM wounds WHERE id = ANY ($1::UUID[])`,
    [ids],
  );
  return { named, wounds };
}

/** Tables of which a review shows where in the chart its row is. */
const RECORDS = [
  'treatment_records',
  'wound_assessments',
  'wounds',
  'care_episodes',
  'conditions',
  'coverages',
  'wound_photos',
  'chart_documents',
  'orders',
  'order_lines',
] as const;

type Row = Readonly<Record<string, unknown>>;

/** The rows of these reviews as they stand here, by table and key. */
export async function selectRecords(
  sql: SqlRunner,
  reviews: readonly { readonly entity: string; readonly rowKey: string }[],
): Promise<ReadonlyMap<string, Row>> {
  const found = new Map<string, Row>();
  for (const entity of RECORDS) {
    const keys = reviews.filter((each) => each.entity === entity).map(({ rowKey }) => rowKey);
    if (keys.length === 0) continue;
    const rows = await rowsOf<{ row: Row; rowKey: string }>(
      sql,
      `SELECT to_jsonb(t) AS row, key AS "rowKey" FROM unnest($1::TEXT[]) AS key
       JOIN ${entity} t ON t.id = (key::JSONB ->> 0)::UUID`,
      [[...new Set(keys)]],
    );
    for (const { row, rowKey } of rows) found.set(`${entity} ${rowKey}`, row);
  }
  return found;
}
