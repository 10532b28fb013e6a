import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { holdsRecords } from '../main/platform/data-directory.ts';
import { serve } from '../tools/served.ts';

let dataDir = '';
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'caretrail e2e '));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

test('without a passphrase it starts all the same, begins nothing and leaves asking to the page', async () => {
  const served = await serve(dataDir, null);
  await served.stop();
  expect(holdsRecords(dataDir)).toBe(false);
});

test('a given passphrase begins the records and opens them again; another one ends the program', async () => {
  for (const _ of ['first', 'later']) await (await serve(dataDir)).stop();
  expect(holdsRecords(dataDir)).toBe(true);
  const wrong = serve(dataDir, 'wrong secret words');
  await expect(wrong).rejects.toThrow(/did not start:\nThat passphrase is not right\.\n$/);
});
