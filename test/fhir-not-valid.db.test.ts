import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openClinic } from './clinic.ts';
import { allRows, openTestCore, valueOf } from './core.ts';
import { exportReply, FHIR_DEFINITIONS } from './fhir-files.ts';

const folder = await mkdtemp(join(tmpdir(), 'caretrail-definitions-'));
afterAll(() => rm(folder, { recursive: true }));

/** Definitions by which no delivery can be right: each must name its destination. */
async function stricterDefinitions(): Promise<string> {
  const path = join(folder, 'definitions.json');
  const text = await readFile(FHIR_DEFINITIONS, 'utf8');
  const element =
    /\{"id":"SupplyDelivery\.destination","path":"SupplyDelivery\.destination","min":0/;
  expect(text).toMatch(element);
  await writeFile(
    path,
    text.replace(element, (found) => found.replace('"min":0', '"min":1')),
  );
  return path;
}

test('a resource that is not what FHIR asks stops the export, told by its type and field; nothing is kept', async () => {
  const app = await openTestCore({ fhirDefinitions: await stricterDefinitions() });
  const { client, patient, treatment } = await openClinic(app);
  valueOf(await client['treatments.record']({ ...treatment, doctorNotes: 'Secret note' }));
  const caller = { core: app.core, session: app.administrator };
  const reply = await exportReply(caller, { patientId: patient.id }, 'bundle');
  expect(reply).toMatchObject({ ok: false, failure: { code: 'NotValid' } });
  const said = JSON.stringify(reply);
  expect(said).toContain('SupplyDelivery.destination is missing');
  expect(said).not.toMatch(/Secret|Núñez/);
  expect(await allRows(app.database, 'storedFiles')).toEqual([]);
  expect(app.files.byteLength()).toBe(0);
  expect(app.incidents).toEqual([]);
  await app.close();
});
