import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEMONSTRATION_PIN } from '../shared/site/demonstration.ts';
import { SERVED_PASSPHRASE } from '../tools/served.ts';
import { type CommandLineKit, openCommandLine } from './command-line.ts';
import { copyDemonstration } from './prepared-records.ts';

let cli: CommandLineKit;
beforeAll(async () => {
  cli = await openCommandLine();
  await copyDemonstration(cli.dataDir);
});
afterAll(() => cli.close());

const secrets = { pin: DEMONSTRATION_PIN, passphrase: SERVED_PASSPHRASE };
const exporting = (out: string, last: string) => {
  const days = ['--from', '2000-01-01', '--to', last];
  const file = ['--form', 'csv', '--out', out];
  return ['--as', 'Philippa Ashgrove', 'export', 'lines', ...days, ...file];
};

test('lines go out from the command line with the columns that are asked for', async () => {
  const path = join(cli.folder, 'lines.csv');
  const command = [...exporting(path, '2099-12-31'), '--columns', 'patient_mrn,record_id'];
  const done = await cli.atTerminal(command, secrets);
  expect(done).toMatchObject({ code: 0 });
  const rows: readonly object[] = parse(await readFile(path), { columns: true });
  expect(done.printed).toMatch(new RegExp(`^${rows.length} lines from .*\nSHA-256 [0-9a-f]{64}$`));
  expect(Object.keys(rows[0] ?? {})).toEqual(['record_id', 'patient_mrn']);
  expect(await cli.caretrail(command, secrets)).toMatchObject({ code: 1 });
});

test('a column that there is none of, and days without treatments, leave no file', async () => {
  const path = join(cli.folder, 'none.csv');
  const unknown = [...exporting(path, '2099-12-31'), '--columns', 'record_id,everything'];
  const refused = await cli.caretrail(unknown, secrets);
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain('everything is no column');
  const empty = await cli.caretrail(exporting(path, '2000-01-02'), secrets);
  expect(empty.stdout).toContain('NothingToExport');
  await expect(stat(path)).rejects.toThrow('ENOENT');
});
