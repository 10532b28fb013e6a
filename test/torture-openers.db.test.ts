import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openerKinds, outcomesOf } from '../torture/openers/openers.ts';
import { makeStoredDatabase } from '../torture/stored-database.ts';

let folder: string;
let path: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caretrail-openers-'));
  path = join(folder, 'records.store');
  await makeStoredDatabase(path);
});
afterAll(() => rm(folder, { recursive: true }));

const pairs = openerKinds.flatMap((first) => openerKinds.map((second) => [first, second] as const));

test.for(pairs)(
  'records held in %s are refused to %s, and free as soon as the holder was killed',
  { timeout: 60_000 },
  async ([first, second]) => {
    expect(await outcomesOf(first, second, path)).toEqual(['held', 'DatabaseInUse', 'held']);
  },
);
