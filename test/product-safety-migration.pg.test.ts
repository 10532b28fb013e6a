import { afterEach, expect, test } from 'vitest';
import { fillCharts, ids } from './locked-rows.ts';
import type { End } from './migration-ends.ts';
import { everyEnd, migrateBefore, migrateFully, migrateTo } from './migration-steps.ts';

let end: End;
afterEach(() => end.close());

const FILE = '150_product_safety.sql';

test.for(everyEnd)(
  'products and orders from before stay as they are, of materials unknown and planned: %s',
  async ([, open]) => {
    end = await open();
    await migrateBefore(end, FILE);
    await fillCharts(end);
    await end.exec(`INSERT INTO products (id, sku, name, billing_unit, search_text)
      VALUES ('0199aaaa-0000-7000-8000-000000000099', 'S', 'P', 'each', ' p s')`);
    const rowsOf = async (table: string) => {
      const { rows } = await end.query(`SELECT to_jsonb(t) AS row FROM ${table} AS t ORDER BY id`);
      return (rows as { row: object }[]).map(({ row }) => row);
    };
    const [products, orders] = [await rowsOf('products'), await rowsOf('orders')];

    await migrateTo(end, FILE);

    const facts = { materials: null, other_materials: null, package_mm2: null };
    const unknown = { ...facts, product_class: null };
    expect(await rowsOf('products')).toEqual(products.map((row) => ({ ...row, ...unknown })));
    expect(await rowsOf('orders')).toEqual(orders.map((row) => ({ ...row, is_unplanned: false })));
    const rules = (await rowsOf('contraindications')) as { is_example: boolean }[];
    expect(rules.length).toBeGreaterThanOrEqual(3);
    expect(rules.every((rule) => rule.is_example)).toBe(true);
  },
);

test.for(everyEnd)(
  'what was said against a signed treatment is locked with it, of an unsigned one it is not: %s',
  async ([, open]) => {
    end = await open();
    await migrateFully(end);
    await fillCharts(end);
    const add = (record: string) =>
      `INSERT INTO treatment_concerns (id, treatment_record_id, kind, about, reason, raised_at)
        VALUES (gen_random_uuid(), '${record}', 'expired', 'a', 'r', now())`;
    const messageOf = (sql: string) =>
      end.exec(sql).then(
        () => 'accepted',
        (error: Error) => error.message,
      );
    const { signed, unsigned } = ids;
    expect(await messageOf(add(signed.treatment))).toMatch(/stays as it was signed/);
    expect(await messageOf(add(unsigned.treatment))).toBe('accepted');
    await end.exec(
      `SET caretrail.applying = 'on'; ${add(signed.treatment)}; RESET caretrail.applying`,
    );
    const of = (record: string) => `WHERE treatment_record_id = '${record}'`;
    for (const attack of [
      `UPDATE treatment_concerns SET reason = 'x' ${of(signed.treatment)}`,
      `UPDATE treatment_concerns SET treatment_record_id = '${signed.treatment}' ${of(unsigned.treatment)}`,
      `DELETE FROM treatment_concerns ${of(signed.treatment)}`,
    ])
      expect(await messageOf(attack)).toMatch(/stays as it was signed/);
    expect(await messageOf('TRUNCATE treatment_concerns')).toMatch(/never emptied/);
    expect(await messageOf(`DELETE FROM treatment_concerns ${of(unsigned.treatment)}`)).toBe(
      'accepted',
    );
    expect(await messageOf(add(unsigned.treatment))).toBe('accepted');
    const goes = `DELETE FROM patients WHERE id = '${unsigned.patient}'`;
    expect(await messageOf(goes)).toBe('accepted');
  },
);
