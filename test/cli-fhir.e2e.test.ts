import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CommandLineKit, openClinicCommandLine, PIN } from './command-line.ts';

let cli: CommandLineKit;
beforeAll(async () => {
  cli = await openClinicCommandLine();
});
afterAll(() => cli.close());

const PATIENT_ID = '0aa0ee49-0000-4000-8000-000000000001';
const patient = JSON.stringify({
  resourceType: 'Patient',
  id: PATIENT_ID,
  name: [{ family: 'Núñez', given: ['Zoë'] }],
  birthDate: '1950-02-28',
  identifier: [{ type: { coding: [{ code: 'MR' }] }, value: 'F-1' }],
});

test('a folder of FHIR files goes in, told by type to people', async () => {
  const folder = join(cli.folder, 'bulk files');
  await mkdir(folder);
  const allergy = JSON.stringify({
    resourceType: 'AllergyIntolerance',
    id: '0aa0ee49-0000-4000-8000-000000000002',
    code: { text: 'Latex' },
    patient: { reference: `Patient/${PATIENT_ID}` },
  });
  await writeFile(join(folder, 'AllergyIntolerance.ndjson'), `${allergy}\n`);
  await writeFile(join(folder, 'Patient.ndjson'), `${patient}\n${patient.slice(0, 40)}\n`);
  await writeFile(join(folder, 'notes.txt'), 'not FHIR');
  const done = await cli.atTerminal(['import', 'fhir', folder], { pin: PIN });
  expect(done).toMatchObject({ code: 0 });
  expect(done.printed).toMatch(/Patient +1 +1 +0 +0 +0\n/);
  expect(done.printed).toContain('  Patient.ndjson, line 2, Unreadable: is not whole JSON');
  const again = await cli.caretrail(['import', 'fhir', folder]);
  expect(JSON.parse(again.stdout).value.tallies).toMatchObject([
    { resourceType: 'AllergyIntolerance', imported: 0, unchanged: 1 },
    { resourceType: 'Patient', imported: 0, unchanged: 1 },
    { resourceType: 'Unreadable', refused: 1 },
  ]);
});

const whom = ['--recipient', 'Dr Ada Okafor', '--recipient-kind', 'provider'];
const answers = [...whom, '--purpose', 'Second opinion', '--basis', 'treatment'];

test('a chart is written whole into a file for its owner only, and replaces nothing unasked', async () => {
  const path = join(cli.folder, 'chart.json');
  const command = ['export', 'fhir', '--patient', 'f 1', ...answers, '--out', path];
  const done = await cli.atTerminal(command, { pin: PIN });
  expect(done).toMatchObject({ code: 0 });
  expect(done.printed).toContain('1 AllergyIntolerance');
  const bundle = JSON.parse(await readFile(path, 'utf8')) as { readonly entry: readonly unknown[] };
  expect(bundle.entry).toHaveLength(2);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  const again = await cli.atTerminal(command, { pin: PIN });
  expect(again.code).toBe(1);
  expect(again.told.join('\n')).toContain('--force replaces it');
  const forced = await cli.atTerminal([...command, '--force', '--ndjson'], { pin: PIN });
  expect(forced.code).toBe(0);
  expect((await readFile(path, 'utf8')).trimEnd().split('\n')).toHaveLength(2);
});

test('what was given out as FHIR stands in the log of the chart, and who gets it must be said', async () => {
  const path = join(cli.folder, 'unsaid.json');
  const days = ['--from', '2026-01-01', '--to', '2026-12-31'];
  for (const command of [
    ['export', 'fhir', '--patient', 'F-1', ...whom],
    ['export', 'fhir', '--patient', 'F-1', ...answers.slice(0, -1), 'authorization'],
    ['export', 'billing', '--format', 'fhir', ...days],
  ]) {
    const refused = await cli.caretrail([...command, '--out', path]);
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('--')]);
  }
  expect(await readdir(cli.folder)).not.toContain('unsaid.json');
  const found = await cli.call(['patients.find', JSON.stringify({ text: 'F-1' })]);
  const [person] = (found.reply as { value: readonly { id: string }[] }).value;
  const { reply } = await cli.call(['disclosures.list', JSON.stringify({ patientId: person?.id })]);
  expect(reply).toMatchObject({
    ok: true,
    value: [{ kind: 'fhir', recipientName: 'Dr Ada Okafor', pdfDigest: null }, { kind: 'fhir' }],
  });
});

test.for([
  [['--patient', 'F-1', '--from', '2026-01-01'], 2, 'either --patient MRN, or --from and --to'],
  [['--from', '2026-02-01', '--to', '2026-01-01'], 2, '--to is before --from'],
  [['--patient', 'nobody'], 1, 'Nobody here has that medical record number'],
  [['--from', '1990-01-01', '--to', '1990-01-02'], 1, 'Nothing was recorded in these days'],
] as const)('export fhir %j leaves no file and says why', async ([options, code, words]) => {
  const path = join(cli.folder, 'none.json');
  const refused = await cli.atTerminal(['export', 'fhir', ...options, ...answers, '--out', path], {
    pin: PIN,
  });
  expect(refused.code).toBe(code);
  expect(refused.told.join('\n')).toContain(words);
  expect(await readdir(cli.folder)).not.toContain('none.json');
});
