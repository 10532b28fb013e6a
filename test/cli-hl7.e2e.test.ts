import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CommandLineKit, openClinicCommandLine, PIN } from './command-line.ts';
import { adt } from './hl7-messages.ts';

let cli: CommandLineKit;
beforeAll(async () => {
  cli = await openClinicCommandLine();
});
afterAll(() => cli.close());

test('a folder of HL7 messages goes in from the command line, in the order of the names', async () => {
  const folder = join(cli.folder, 'adt');
  await mkdir(folder);
  await writeFile(
    join(folder, '2.hl7'),
    adt({ control: '2', at: '202601161200', phone: '555-0101' }),
  );
  await writeFile(join(folder, '1.hl7'), adt({ event: 'A04' }) + adt({ control: '3', birth: '' }));
  await writeFile(join(folder, '.hidden'), 'x');
  const done = await cli.atTerminal(['import', 'hl7', folder], { pin: PIN });
  expect(done.code).toBe(0);
  expect(done.printed.replaceAll(/ +/g, ' ').split('\n')).toEqual([
    'file read added changed unchanged skipped refused',
    '1.hl7 2 1 0 0 0 1',
    '2.hl7 1 0 1 0 0 0',
    'together 3 1 1 0 0 1',
    ' 1.hl7, message 2, refused: PID-7, the birth date, is missing',
  ]);
  const { reply } = await cli.call(['patients.find', '{"text":"doe"}']);
  expect(reply).toMatchObject({ value: [{ mrn: '123', birthOn: '1950-02-28' }] });
});

test('what is not there, and an empty folder, are told', async () => {
  const nowhere = await cli.caretrail(['import', 'hl7', join(cli.folder, 'nowhere')]);
  expect(nowhere.code).toBe(2);
  expect(nowhere.stderr).toContain('There is no file or folder');
  await mkdir(join(cli.folder, 'empty'));
  const empty = await cli.caretrail(['import', 'hl7', join(cli.folder, 'empty')]);
  expect(empty.stderr).toContain('There is no file in');
});
