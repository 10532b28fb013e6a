import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { Fhir } from 'fhir';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../main/app.ts';
import type { Core } from '../main/platform/core.ts';
import { type Database, openDatabase } from '../main/platform/database.ts';
import { memoryFileStore } from '../main/platform/file-store.ts';
import { readMigrations } from '../main/platform/migrate.ts';
import type { FhirResource } from '../shared/exchange/fhir/resource.ts';
import { DEMONSTRATION_PIN } from '../shared/site/demonstration.ts';
import { templateArchive } from '../tools/template.ts';
import { allRows, clientOf, newSession, valueOf } from './core.ts';
import {
  entriesIn,
  exportedText,
  exportReply,
  FHIR_DEFINITIONS,
  referencesIn,
} from './fhir-files.ts';

const EVERYTHING = { fromOn: '2020-01-01', toOn: '2026-12-31' };
const session = newSession();
let database: Database;
let core: Core;
let resources: readonly FhirResource[];
let text: string;

beforeAll(async () => {
  const migrations = await readMigrations(join(import.meta.dirname, '../migrations'));
  database = await openDatabase({ archive: await templateArchive() }, migrations);
  core = createApp({
    database,
    files: memoryFileStore(),
    clock: () => new Date('2026-03-10T15:00:00Z'),
    newId: v7,
    report: async (error) => {
      throw error;
    },
    pinCost: { log2N: 4, r: 8, p: 1 },
    fhirDefinitions: FHIR_DEFINITIONS,
  });
  const client = clientOf(core, session);
  valueOf(await client['site.exploreDemonstration']({ timeZone: 'America/New_York' }));
  const people = await allRows(database, 'users');
  const userId = people.find(({ role }) => role === 'biller')?.id ?? '';
  valueOf(await client['session.signIn']({ userId, pin: DEMONSTRATION_PIN }));
  ({ text } = await exportedText({ core, session }, EVERYTHING));
  resources = entriesIn(text).map(({ resource }) => resource);
}, 120_000);
afterAll(() => core.close());

const ofType = (type: string) => resources.filter(({ resourceType }) => resourceType === type);

test('every reference of a Bundle names an entry of it, by address, and no entry is there twice', () => {
  const addresses = entriesIn(text).map(({ fullUrl }) => fullUrl);
  expect(new Set(addresses).size).toBe(addresses.length);
  const named = new Set(resources.flatMap(referencesIn));
  const known = new Set(resources.map(({ resourceType, id }) => `${resourceType}/${id}`));
  expect([...named].filter((each) => !known.has(each))).toEqual([]);
  expect(
    addresses.every((each, at) =>
      each.endsWith(`/${resources[at]?.resourceType}/${resources[at]?.id}`),
    ),
  ).toBe(true);
});

test('each record of the demonstration is in it once, with its device, its quantity and its signatures', async () => {
  const treatments = await allRows(database, 'treatmentRecords');
  const ids = treatments.map(({ id }) => id).toSorted();
  const idsOf = (type: string) =>
    ofType(type)
      .map(({ id }) => id)
      .toSorted();
  expect(ids.length).toBeGreaterThan(5);
  expect(idsOf('Procedure')).toEqual(ids);
  expect(idsOf('SupplyDelivery')).toEqual(ids);
  expect(idsOf('Device')).toEqual(ids);
  expect(idsOf('Observation')).toHaveLength((await allRows(database, 'woundAssessments')).length);
  const said = [
    ...(await allRows(database, 'recordSignatures')),
    ...(await allRows(database, 'recordAmendments')),
  ];
  expect(idsOf('Provenance')).toEqual(said.map(({ id }) => id).toSorted());
  expect(ofType('Coverage').length).toBeGreaterThan(0);
});

const profilesOf = ({ meta }: FhirResource) =>
  (meta as { readonly profile: readonly string[] } | undefined)?.profile ?? [];

test('what US Core has a profile for states it, and nothing else does', () => {
  const stated = (type: string) => [...new Set(ofType(type).flatMap(profilesOf))];
  const url = (name: string) =>
    `http://hl7.org/fhir/us/core/StructureDefinition/us-core-${name}|5.0.1`;
  for (const [type, ...names] of [
    ['Patient', 'patient'],
    ['Practitioner', 'practitioner'],
    ['Organization', 'organization'],
    ['Location', 'location'],
    ['AllergyIntolerance', 'allergyintolerance'],
    ['Procedure', 'procedure'],
    ['Provenance', 'provenance'],
    ['Device', 'implantable-device'],
    ['Observation'],
    ['Coverage'],
    ['SupplyDelivery'],
  ] as const)
    expect(stated(type), type).toEqual(names.map(url));
  const everyOne = [
    'Patient',
    'Practitioner',
    'Organization',
    'Location',
    'Procedure',
    'Provenance',
  ];
  expect(everyOne.flatMap(ofType).filter((each) => profilesOf(each).length !== 1)).toEqual([]);
});

test('each chart in the file has the disclosure in its log, with the digest of the whole file', async () => {
  const logged = (await allRows(database, 'disclosures')).filter(({ kind }) => kind === 'fhir');
  const digest = createHash('sha256').update(text).digest('hex');
  const ofThis = logged.filter(({ fhirDigest }) => fhirDigest === digest);
  expect(ofThis.map(({ patientId }) => `${patientId}`).toSorted()).toEqual(
    ofType('Patient')
      .map(({ id }) => id)
      .toSorted(),
  );
  expect(ofThis[0]).toMatchObject({
    recipientName: 'Dr Ada Okafor',
    purpose: 'Second opinion',
    fromOn: EVERYTHING.fromOn,
    toOn: EVERYTHING.toOn,
    parts: ['allergies', 'conditions', 'insurance', 'wounds', 'treatments', 'orders'],
  });
});

test('the size of a wound stands under its LOINC codes in centimetres', async () => {
  const rows = await allRows(database, 'woundAssessments');
  const [measured] = rows.filter(({ lengthMm, depthMm }) => lengthMm !== null && depthMm !== null);
  const observation = ofType('Observation').find(({ id }) => id === measured?.id);
  expect(observation).toMatchObject({
    code: { coding: [{ system: 'http://loinc.org', code: '72287-6' }] },
  });
  const components = observation?.['component'] as readonly {
    readonly code: { readonly coding?: readonly { readonly code: string }[] };
    readonly valueQuantity?: { readonly value: number; readonly code: string };
  }[];
  const said = Object.fromEntries(
    components.flatMap(({ code, valueQuantity }) =>
      code.coding?.[0] && valueQuantity
        ? [[code.coding[0].code, `${valueQuantity.value} ${valueQuantity.code}`]]
        : [],
    ),
  );
  expect(said).toMatchObject({
    '39126-8': `${(measured?.lengthMm ?? 0) / 10} cm`,
    '39125-0': `${(measured?.widthMm ?? 0) / 10} cm`,
    '39127-6': `${(measured?.depthMm ?? 0) / 10} cm`,
    '89260-4': `${(measured?.areaMm2 ?? 0) / 100} cm2`,
  });
});

test('a second judge finds nothing wrong in any resource', () => {
  const fhir = new Fhir();
  const problems = resources.flatMap((resource) =>
    fhir
      .validate(resource, { errorOnUnexpected: true })
      .messages.filter(
        ({ severity }) => String(severity) === 'error' || String(severity) === 'fatal',
      )
      .map(({ location, message }) => `${resource.resourceType} ${location}: ${message}`),
  );
  expect([...new Set(problems)]).toEqual([]);
});

test('the digest is that of the file, and a resource a line says the same', async () => {
  const bundle = await exportedText({ core, session }, EVERYTHING);
  expect(bundle.digest).toBe(createHash('sha256').update(bundle.text).digest('hex'));
  const lines = await exportedText({ core, session }, EVERYTHING, 'ndjson');
  expect(
    lines.text
      .trimEnd()
      .split('\n')
      .map((each) => JSON.parse(each) as unknown),
  ).toEqual(resources);
  expect(lines.counts.reduce((sum, { count }) => sum + count, 0)).toBe(resources.length);
});

test('days on which nothing was recorded make no file', async () => {
  const reply = await exportReply(
    { core, session },
    { fromOn: '1999-01-01', toOn: '1999-12-31' },
    'bundle',
  );
  expect(reply).toMatchObject({ ok: false, failure: { code: 'NothingToExport' } });
});
