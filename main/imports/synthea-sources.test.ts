import { describe, expect, test } from 'vitest';
import {
  encounterId,
  organizationId,
  patientId,
  providerId,
  type SourceFolder,
  syntheaFolder,
} from '../../test/synthea-source.ts';
import { memoryFileStore } from '../platform/file-store.ts';
import { chooseFiles } from './source-files.ts';
import { idOfSource } from './source-id.ts';
import { syntheaFiles } from '../../shared/imports/synthea-files.ts';
import { readSynthea } from './synthea-sources.ts';

const rules = { today: '2026-03-10', idOf: idOfSource };

/** Reads a folder as an import does, from bytes to judged rows. */
async function read(folder: SourceFolder) {
  const files = memoryFileStore();
  const given = await Promise.all(
    Object.entries(folder).map(async ([name, content]) => {
      const digest = await files.put(
        typeof content === 'string' ? new TextEncoder().encode(content) : content,
      );
      return { name, digest };
    }),
  );
  const chosen = chooseFiles(given, syntheaFiles);
  if (!chosen.ok) return chosen;
  return readSynthea({ files, chosen: chosen.value, rules, onFile: async () => undefined });
}

async function readWell(folder: SourceFolder) {
  const reply = await read(folder);
  if (!reply.ok) throw new Error(reply.failure.message);
  return reply.value;
}

describe('a bad row is refused with its line and reason while the rest goes in', () => {
  const supply = (
    change: Partial<Record<'date' | 'patient' | 'encounter' | 'quantity' | 'name', string>>,
  ) =>
    [
      change.date ?? '2021-01-01',
      change.patient ?? patientId(1),
      change.encounter ?? encounterId(1),
      '337',
      change.name ?? 'Foam dressing',
      change.quantity ?? '2',
    ].join(',');
  const encounterOf = 'ENCOUNTER is not in encounters.csv, or its row was refused';
  test.each([
    ['supplies.csv', 'QUANTITY must be at least 1', supply({ quantity: '0' })],
    ['supplies.csv', 'QUANTITY must be at least 1', supply({ quantity: '-3' })],
    ['supplies.csv', 'QUANTITY is not a whole number', supply({ quantity: '1.5' })],
    [
      'supplies.csv',
      'DATE is not a day in the calendar (YYYY-MM-DD)',
      supply({ date: '2021-02-30' }),
    ],
    ['supplies.csv', 'DATE is in the future', supply({ date: '2026-03-11' })],
    ['supplies.csv', "DATE is before the patient's birth", supply({ date: '1949-01-01' })],
    [
      'supplies.csv',
      'PATIENT is not in patients.csv, or its row was refused',
      supply({ patient: patientId(77) }),
    ],
    ['supplies.csv', encounterOf, supply({ encounter: encounterId(77) })],
    ['supplies.csv', 'ENCOUNTER is of another patient', supply({ encounter: encounterId(2) })],
    [
      'supplies.csv',
      'DESCRIPTION is longer than 255 characters',
      supply({ name: 'x'.repeat(256) }),
    ],
    [
      'supplies.csv',
      'DESCRIPTION holds a character that cannot be stored',
      supply({ name: 'a\u0000b' }),
    ],
    ['supplies.csv', 'DESCRIPTION must be on one line', supply({ name: '"Foam\ndressing"' })],
    ['supplies.csv', 'has a quotation mark astray', supply({ name: '"Foam' })],
    ['supplies.csv', 'has 7 fields where the header has 6', `${supply({})},extra`],
    ['patients.csv', 'repeats an earlier row', `${patientId(1)},1950-02-28,,,A,B,F,,,,`],
    ['patients.csv', 'Id is not a UUID', 'x,1950-02-28,,,A,B,F,,,,'],
    [
      'patients.csv',
      'DEATHDATE is before birth',
      `${patientId(9)},1950-02-28,1949-01-01,,A,B,F,,,,`,
    ],
    ['patients.csv', 'GENDER is not M or F', `${patientId(9)},1950-02-28,,,A,B,X,,,,`],
    ['patients.csv', 'FIRST is missing', `${patientId(9)},1950-02-28,,,,B,F,,,,`],
    [
      'providers.csv',
      'ORGANIZATION is not in organizations.csv',
      `${providerId(9)},${organizationId(9)},A`,
    ],
    ['encounters.csv', 'PATIENT is not a UUID', `${encounterId(9)},x,,${providerId(1)},`],
  ] as const)('%s: %s', async (file, reason, row) => {
    const folder = syntheaFolder(2);
    // Between the first row and the others, so that those behind it are proved to go in.
    const [header, first, ...others] = folder[file].split('\n');
    const content = [header, first, row, ...others].join('\n');
    const { supplies, ...intakes } = await readWell({ ...folder, [file]: content });
    const refusals = Object.values({ ...intakes, supplies }).flatMap((intake) => intake.refusals);
    expect(refusals).toEqual([
      { file, line: 3, reason: expect.stringContaining(reason) as string },
    ]);
    expect(supplies.accepted.size).toBe(2);
  });
});

describe('a file that cannot be read fails the import by its name', () => {
  const folder = syntheaFolder(1);
  const supplies = folder['supplies.csv'];
  test.each([
    [
      'supplies.csv has no column "QUANTITY".',
      { ...folder, 'supplies.csv': supplies.replace('QUANTITY', 'AMOUNT') },
    ],
    [
      'patients.csv is not text in UTF-8.',
      { ...folder, 'patients.csv': Buffer.from(folder['patients.csv'], 'latin1') },
    ],
    ['providers.csv is empty.', { ...folder, 'providers.csv': '' }],
    ['providers.csv is given twice.', { ...folder, 'again/Providers.csv': '' }],
  ])('%s', async (message, given) => {
    expect(await read(given)).toEqual({ ok: false, failure: { code: 'UnreadableFile', message } });
  });
});

test('without allergies.csv and procedures.csv the rest is read', async () => {
  const {
    'allergies.csv': _allergies,
    'procedures.csv': _procedures,
    ...folder
  } = syntheaFolder(1);
  const { supplies, allergies } = await readWell(folder);
  expect(allergies.accepted.size).toBe(0);
  expect([...supplies.accepted.values()][0]?.treatment.procedurePerformed).toBeNull();
});

test('an id is written down in one case only, so references in another case are found', async () => {
  const folder = syntheaFolder(1);
  const shouting = folder['supplies.csv'].replace(patientId(1), patientId(1).toUpperCase());
  const [quiet, loud] = [
    await readWell(folder),
    await readWell({ ...folder, 'supplies.csv': shouting }),
  ];
  expect([...loud.supplies.accepted.keys()]).toEqual([...quiet.supplies.accepted.keys()]);
});

test('an allergy that ends later than today is still listed', async () => {
  const folder = syntheaFolder(1);
  const lasting = folder['allergies.csv'].replace('2003-01-01', '2027-01-01');
  expect((await readWell({ ...folder, 'allergies.csv': lasting })).allergies.accepted.size).toBe(2);
  expect((await readWell(folder)).allergies.accepted.size).toBe(1);
});
