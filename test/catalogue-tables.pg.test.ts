import { afterEach, expect, test } from 'vitest';
import { fillCharts, ids } from './locked-rows.ts';
import type { End } from './migration-ends.ts';
import { everyEnd, migrateBefore, migrateFully, migrateTo, sqlStateOf } from './migration-steps.ts';

let end: End;
afterEach(() => end.close());

const FILE = '200_catalogue.sql';
const id = (last: number) => `0199bbbb-0000-7000-8000-${String(last).padStart(12, '0')}`;

const addProduct = (sku: string) =>
  `INSERT INTO products (id, sku, name, billing_unit, search_text)
    VALUES (gen_random_uuid(), '${sku}', 'P', 'each', ' p s')`;

async function rowsOf(table: string): Promise<readonly object[]> {
  const { rows } = await end.query(`SELECT to_jsonb(t) AS row FROM ${table} AS t ORDER BY id`);
  return (rows as { row: object }[]).map(({ row }) => row);
}

test.for(everyEnd)(
  'products and orders from before stay as they are, nothing more said of them: %s',
  async ([, open]) => {
    end = await open();
    await migrateBefore(end, FILE);
    await fillCharts(end);
    await end.exec(addProduct('S'));
    await end.exec(`UPDATE orders SET status = 'cancelled' WHERE id = '${ids.unsigned.order}'`);
    const [products, orders] = [await rowsOf('products'), await rowsOf('orders')];

    await migrateTo(end, FILE);

    const notSaid = {
      maker: null,
      pieces_per_pack: null,
      is_biologic: null,
      storage_need: null,
      storage_note: null,
      reorder_level: null,
      stocked_since: null,
    };
    expect(await rowsOf('products')).toEqual(products.map((row) => ({ ...row, ...notSaid })));
    const nobody = { cancelled_at: null, cancelled_by: null, cancel_reason: null, version: 1 };
    expect(await rowsOf('orders')).toEqual(orders.map((row) => ({ ...row, ...nobody })));
    expect(await rowsOf('product_identifiers')).toEqual([]);
  },
);

const CHECK = '23514';
const UNIQUE = '23505';
const REFERENCE = '23503';
const identifier = (values: string) =>
  `INSERT INTO product_identifiers (id, product_id, issuer, device_identifier, pieces)
    VALUES (gen_random_uuid(), ${values})`;
const cancelled = (more: string) =>
  `UPDATE orders SET status = 'cancelled'${more} WHERE id = '${ids.signed.order}'`;

const refusals: readonly (readonly [string, string])[] = [
  [CHECK, `UPDATE products SET pieces_per_pack = 0`],
  [CHECK, `UPDATE products SET storage_need = 'lukewarm'`],
  [CHECK, `UPDATE products SET reorder_level = 0`],
  [CHECK, identifier(`'S', 'upc', '2', 1`)],
  [CHECK, identifier(`'S', 'gs1', '2', 0`)],
  [UNIQUE, identifier(`'T', 'gs1', '1', 1`)],
  [REFERENCE, identifier(`'NOBODY', 'gs1', '2', 1`)],
  [CHECK, `UPDATE orders SET status = 'received'`],
  [
    CHECK,
    `UPDATE orders SET cancelled_at = now(), cancelled_by = '${ids.nurse}', cancel_reason = 'r'`,
  ],
  [CHECK, cancelled(`, cancelled_at = now(), cancelled_by = '${ids.nurse}'`)],
  [CHECK, cancelled(`, cancelled_at = now(), cancel_reason = 'r'`)],
  [CHECK, cancelled(`, cancel_reason = 'r'`)],
  [REFERENCE, cancelled(`, cancelled_at = now(), cancelled_by = '${id(9)}', cancel_reason = 'r'`)],
  [
    'accepted',
    cancelled(`, cancelled_at = now(), cancelled_by = '${ids.nurse}', cancel_reason = 'r'`),
  ],
  ['accepted', `UPDATE orders SET status = 'draft' WHERE id = '${ids.unsigned.order}'`],
  ['accepted', identifier(`'T', 'hibc', '1', 10`)],
];

test.for(everyEnd)(
  'a product, an identifier or an order that cannot be is refused: %s',
  async ([, open]) => {
    end = await open();
    await migrateFully(end);
    await fillCharts(end);
    for (const sku of ['S', 'T']) await end.exec(addProduct(sku));
    await end.exec(identifier(`'S', 'gs1', '1', 1`));
    for (const [state, sql] of refusals) expect(await sqlStateOf(end.exec(sql)), sql).toBe(state);
  },
);

test.for(everyEnd)(
  'an identifier follows the SKU of its product, and goes with it: %s',
  async ([, open]) => {
    end = await open();
    await migrateFully(end);
    await end.exec(addProduct('OLD'));
    await end.exec(identifier(`'OLD', 'gs1', '1', 1`));
    await end.exec(`UPDATE products SET sku = 'NEW'`);
    expect(await rowsOf('product_identifiers')).toMatchObject([{ product_id: 'NEW' }]);
    await end.exec('DELETE FROM products');
    expect(await rowsOf('product_identifiers')).toEqual([]);
  },
);
