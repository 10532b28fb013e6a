import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { orderFile } from './code-files.ts';
import { type CommandLineKit, openClinicCommandLine, PIN } from './command-line.ts';

let cli: CommandLineKit;
beforeAll(async () => {
  cli = await openClinicCommandLine();
});
afterAll(() => cli.close());

test('an edition of ICD-10-CM goes in from the command line, and says what became of it', async () => {
  const path = join(cli.folder, 'icd10cm-order-2026.txt');
  await writeFile(path, orderFile([['Z9989', 'Dependence on other machines']]));
  const cut = await cli.caretrail(['import', 'icd10cm', path]);
  expect(cut.code).toBe(1);
  expect(cut.stdout).toContain('273 of the 273 codes in force are not in');
  const whole = await cli.atTerminal(['import', 'icd10cm', path, '--ends-many'], { pin: PIN });
  expect(whole).toMatchObject({ code: 0 });
  expect(whole.printed).toBe(
    'ICD-10-CM from 2025-10-01 on (icd10cm-order-2026.txt): 1 read, 1 added, 0 changed, 0 unchanged, 0 skipped, 0 refused; 273 ended.',
  );
  const { reply } = await cli.call(['codes.lookup', '{"codes":["L97.422"],"on":"2025-09-30"}']);
  expect(reply).toMatchObject({ value: [{ state: 'valid', validTo: '2025-09-30' }] });
});

test('a list of HCPCS codes needs its day where its name does not tell it', async () => {
  const path = join(cli.folder, 'some codes.csv');
  await writeFile(path, 'code,long_description\nQ4101,Apligraf\n15271,Licensed words\n');
  const command = ['import', 'hcpcs-codes', path];
  const dayless = await cli.caretrail(command);
  expect(dayless.stdout).toContain('does not tell from which day');
  const wrong = await cli.caretrail([...command, '--effective', '2025-13-01']);
  expect(wrong.code).toBe(2);
  const { code, stdout } = await cli.caretrail([...command, '--effective', '2025-10-01']);
  expect(code).toBe(1);
  expect(stdout).toContain('UnreadableFile');
  await writeFile(
    path,
    'code,long_description\nQ4101,Apligraf\nQ4102,Oasis\n15271,Licensed words\n',
  );
  const done = await cli.atTerminal([...command, '--effective', '2025-10-01'], { pin: PIN });
  expect(done.printed).toContain('  line 4 is a CPT code');
  expect(done.printed).not.toContain('Licensed');
});
