import { afterEach, expect, test } from 'vitest';
import type { End } from './migration-ends.ts';
import { everyEnd, migrateBefore, migrateTo, sqlStateOf } from './migration-steps.ts';

const FILE = '285_print_offsets.sql';
const ID = '0199aaaa-0000-7000-8000-000000000001';

let end: End;
afterEach(() => end.close());

test.for(everyEnd)(
  'printers are kept with how they are off, up to an inch: %s',
  async ([, open]) => {
    end = await open();
    await migrateBefore(end, FILE);
    expect(await sqlStateOf(end.query('SELECT 1 FROM print_offsets'))).toBe('42P01');
    await migrateTo(end, FILE);
    const keep = (rightUm: number) =>
      sqlStateOf(
        end.query(`INSERT INTO print_offsets (id, printer_name, right_um, down_um)
        VALUES ('${ID}', 'Front desk', ${rightUm}, -25400)`),
      );
    expect(await keep(25_401)).toBe('23514');
    expect(await keep(25_400)).toBe('accepted');
    const { rows } = await end.query('SELECT version FROM print_offsets');
    expect(rows).toEqual([{ version: 1 }]);
  },
);
