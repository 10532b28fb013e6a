import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openClinic } from './clinic.ts';
import { allRows, openTestCore, valueOf } from './core.ts';
import { entriesIn, exportedText, exportReply, FHIR_DEFINITIONS } from './fhir-files.ts';

const folder = await mkdtemp(join(tmpdir(), 'caretrail-definitions-'));
afterAll(() => rm(folder, { recursive: true }));

/** Definitions in which a place that is found says something else. */
async function stricterDefinitions(place: RegExp, from: string, to: string): Promise<string> {
  const path = join(folder, `${randomUUID()}.json`);
  const text = await readFile(FHIR_DEFINITIONS, 'utf8');
  expect(text).toMatch(place);
  await writeFile(
    path,
    text.replace(place, (found) => found.replace(from, to)),
  );
  return path;
}

const DESTINATION =
  /\{"id":"SupplyDelivery\.destination","path":"SupplyDelivery\.destination","min":0/;

test('a resource that is not what FHIR asks stops the export, told by its type and field; nothing is kept', async () => {
  const fhirDefinitions = await stricterDefinitions(DESTINATION, '"min":0', '"min":1');
  const app = await openTestCore({ fhirDefinitions });
  const { client, patient, treatment } = await openClinic(app);
  valueOf(await client['treatments.record']({ ...treatment, doctorNotes: 'Secret note' }));
  const caller = { core: app.core, session: app.administrator };
  const reply = await exportReply(caller, { patientId: patient.id }, 'bundle');
  expect(reply).toMatchObject({ ok: false, failure: { code: 'NotValid' } });
  const said = JSON.stringify(reply);
  expect(said).toContain('SupplyDelivery.destination is missing');
  expect(said).not.toMatch(/Secret|Núñez/);
  expect(await allRows(app.database, 'storedFiles')).toEqual([]);
  expect(await allRows(app.database, 'disclosures')).toEqual([]);
  expect(app.files.byteLength()).toBe(0);
  expect(app.incidents).toEqual([]);
  await app.close();
});

test('a resource that cannot meet its profile of US Core states none, and the others theirs', async () => {
  const place = /us-core-patient\|[^{]*?"required":\[/;
  const fhirDefinitions = await stricterDefinitions(place, '[', '["photo",');
  const app = await openTestCore({ fhirDefinitions });
  const { client, patient, treatment } = await openClinic(app);
  valueOf(await client['treatments.record'](treatment));
  const caller = { core: app.core, session: app.administrator };
  const { text } = await exportedText(caller, { patientId: patient.id });
  const stated = entriesIn(text).map(({ resource }) => [resource.resourceType, 'meta' in resource]);
  expect(stated).toContainEqual(['Patient', false]);
  expect(stated).toContainEqual(['Procedure', true]);
  await app.close();
});
