import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FhirResource } from '../shared/exchange/fhir/resource.ts';
import { allRows, openTestCore, type TestCore, valueOf } from './core.ts';
import { entriesIn, exportedText, FHIR_DEFINITIONS, referencesIn } from './fhir-files.ts';
import { answers } from './disclosed.ts';
import { jobReply } from './job-reply.ts';
import { openPhotoClinic, type PhotoClinic } from './photo-clinic.ts';
import { pdfBytes } from './pictures.ts';

const SCAN = '0109501101530003\u001d10A-1';

let app: TestCore;
let clinic: PhotoClinic;
let treatmentId: string;
beforeAll(async () => {
  app = await openTestCore({ fhirDefinitions: FHIR_DEFINITIONS });
  clinic = await openPhotoClinic(app);
  const { client, patient, treatment } = clinic;
  const recorded = await client['treatments.record']({ ...treatment, labelScans: [SCAN] });
  treatmentId = valueOf(recorded).id;
  await clinic.addPhoto(clinic.assessment.id);
  const { digest } = await clinic.handIn('document', pdfBytes(1));
  const to = { patientId: patient.id, treatmentRecordId: treatmentId };
  const letter = { kind: 'letter', title: 'Referral', documentOn: '2026-02-01', digest } as const;
  valueOf(await client['documents.add']({ ...to, ...letter }));
});
afterAll(() => app.close());

const caller = () => ({ core: app.core, session: app.administrator });

async function exported(scope: Parameters<typeof exportedText>[1]) {
  const { text, digest } = await exportedText(caller(), scope);
  const resources = entriesIn(text).map(({ resource }) => resource);
  const ofType = (type: string): readonly FhirResource[] =>
    resources.filter(({ resourceType }) => resourceType === type);
  return { resources, ofType, digest };
}

test('photos and documents are named by their digests, and their files are not in it', async () => {
  const { ofType } = await exported({ patientId: clinic.patient.id });
  const [photo] = await allRows(app.database, 'woundPhotos');
  const [letter] = await allRows(app.database, 'chartDocuments');
  const urls = ofType('DocumentReference').map(({ content }) => JSON.stringify(content));
  expect(urls).toHaveLength(2);
  for (const row of [photo, letter])
    expect(urls.join()).toContain(`"url":"urn:sha256:${String(row?.digest)}"`);
  expect(urls.join()).not.toContain('"data"');
  expect(ofType('DocumentReference')).toEqual(
    Array(2).fill(
      expect.objectContaining({
        meta: { profile: [expect.stringContaining('us-core-documentreference')] },
      }),
    ),
  );
});

test('the label is told as it was scanned', async () => {
  const { ofType } = await exported({ patientId: clinic.patient.id });
  expect(ofType('Device')).toMatchObject([
    {
      id: treatmentId,
      udiCarrier: [
        {
          deviceIdentifier: '09501101530003',
          carrierAIDC: Buffer.from(SCAN, 'utf8').toString('base64'),
        },
      ],
    },
  ]);
});

test('of some days a document of what was done in them is there, and every reference has its target', async () => {
  const { resources, ofType } = await exported({ fromOn: '2026-03-10', toOn: '2026-03-10' });
  expect(ofType('DocumentReference').map(({ description }) => description)).toContain('Referral');
  const known = resources.map(({ resourceType, id }) => `${resourceType}/${id}`);
  expect(known).toEqual(expect.arrayContaining(resources.flatMap(referencesIn)));
});

test('each chart that went out says in its log to whom, and no other chart does', async () => {
  const { digest } = await exported({ patientId: clinic.patient.id });
  const logOf = async (patientId: string) =>
    valueOf(await app.client['disclosures.list']({ patientId }));
  const [newest] = await logOf(clinic.patient.id);
  expect(newest).toMatchObject({
    kind: 'fhir',
    recipientName: 'Dr Ada Okafor',
    fhirDigest: digest,
    pdfDigest: null,
    fromOn: null,
  });
  const others = await logOf(clinic.other.patient.id);
  expect(others.filter(({ fhirDigest }) => fhirDigest === digest)).toEqual([]);
});

test('nothing is given out before the paper is named that the basis asks for', async () => {
  const before = await allRows(app.database, 'disclosures');
  const scope = { patientId: clinic.patient.id };
  const input = { scope, form: 'bundle', ...answers, basis: 'authorization' } as const;
  const reply = await jobReply(app, app.client['exchange.exportFhir'](input));
  expect(reply).toMatchObject({ ok: false, failure: { code: 'BasisNoteMissing' } });
  expect(await allRows(app.database, 'disclosures')).toEqual(before);
});
