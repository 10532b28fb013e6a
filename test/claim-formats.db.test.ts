import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { operations } from '../shared/operations.ts';
import { type ClaimClinic, openClaimClinic } from './claim-clinic.ts';
import { openTestCore, type TestCore, valueOf } from './core.ts';
import { answers } from './disclosed.ts';
import { readPdf, textOf } from './read-pdf.ts';

let app: TestCore;
let clinic: ClaimClinic;
let treated: Awaited<ReturnType<ClaimClinic['newPatient']>>;
let batchId: string;
beforeAll(async () => {
  app = await openTestCore();
  clinic = await openClaimClinic(app);
  treated = await clinic.newPatient();
  await clinic.treat(treated);
  batchId = (await clinic.madeBatch()).id;
});
afterAll(() => app.close());

const { 'claims.render': rendering, 'exchange.exportFhir': exporting } = operations;

async function rendered(format: 'cms1500' | 'cms1500Preview' | 'hl7') {
  const started = app.client['claims.render']({ batchId, format, printOffsetId: null });
  return rendering.output.parse(valueOf(await clinic.runJob(started)));
}

const bytesOf = async (digest: string) =>
  valueOf(await app.core.getBytes(app.administrator, digest));

test('a batch is printed as it went out, on the form and to look at', async () => {
  const overlay = await rendered('cms1500');
  expect(overlay).toMatchObject({ claimCount: 1, refusedCount: 0, outboxFile: null });
  const [file] = overlay.files;
  const { pages } = await readPdf(await bytesOf(file?.digest ?? ''));
  const text = pages.map(textOf).join('\n');
  expect(text).toContain('15275');
  expect(text).toContain('Q4186');
  const [preview] = (await rendered('cms1500Preview')).files;
  expect(preview?.digest).not.toBe(file?.digest);
});

test('a batch goes out as HL7 charges, a line each', async () => {
  const [file] = (await rendered('hl7')).files;
  const text = new TextDecoder().decode(await bytesOf(file?.digest ?? ''));
  expect(text.match(/^MSH\|/gm)).toHaveLength(1);
  expect(text.match(/\rFT1\|/g)).toHaveLength(2);
});

test('an unknown batch and an unknown printer are refused by name', async () => {
  const nobody = '0199aaaa-0000-7000-8000-00000000dead';
  const wanted = { batchId, format: 'cms1500', printOffsetId: null } as const;
  const refused = async (over: object) =>
    clinic.runJob(app.client['claims.render']({ ...wanted, ...over }));
  expect(await refused({ batchId: nobody })).toMatchObject({ failure: { code: 'UnknownBatch' } });
  expect(await refused({ printOffsetId: nobody })).toMatchObject({
    failure: { code: 'UnknownPrinter' },
  });
});

const bundle = z.object({
  entry: z.array(
    z.object({
      fullUrl: z.string(),
      resource: z.looseObject({ resourceType: z.string(), id: z.string() }),
    }),
  ),
});

test('a claim that went out is in the patient’s FHIR Bundle, beside its coverage', async () => {
  const scope = { patientId: treated.patient.id };
  const started = app.client['exchange.exportFhir']({ scope, form: 'bundle', ...answers });
  const { parts } = exporting.output.parse(valueOf(await clinic.runJob(started)));
  const pieces = await Promise.all(parts.map(({ digest }) => bytesOf(digest)));
  const { entry } = bundle.parse(JSON.parse(Buffer.concat(pieces).toString()));
  const claim = entry.find(({ resource }) => resource.resourceType === 'Claim')?.resource;
  expect(claim).toMatchObject({
    status: 'active',
    insurance: [{ coverage: { reference: expect.stringContaining(treated.coverage.id) } }],
  });
});
