import { join } from 'node:path';
import { Fhir } from 'fhir';
import { expect, test } from 'vitest';
import { exampleClaim } from '../../../shared/billing/x12/example-claim.ts';
import type {
  AssessmentChartRow,
  TreatmentChartRow,
} from '../../../shared/exchange/fhir/chart-rows.ts';
import { claimResource } from '../../../shared/exchange/fhir/write-claim.ts';
import { treatmentResources } from '../../../shared/exchange/fhir/write-treatments.ts';
import { documentResource } from '../../../shared/exchange/fhir/write-documents.ts';
import { observationResource } from '../../../shared/exchange/fhir/write-wounds.ts';
import { createJudge } from './judge.ts';

const judge = await createJudge(join(import.meta.dirname, 'definitions.json'));
const secondJudge = new Fhir();

function problemsOf(resource: Parameters<typeof judge>[0]) {
  const second = secondJudge
    .validate(resource, { errorOnUnexpected: true })
    .messages.filter(({ severity }) => String(severity) === 'error');
  return [judge(resource), ...second].filter((problem) => problem !== null);
}

const treatment: TreatmentChartRow = {
  id: 't1',
  patientId: 'p1',
  orderId: 'o1',
  productId: 'SHEET-4X4',
  productName: 'Tissue sheet',
  quantityUsed: 2,
  dateApplied: '2026-03-10',
  diagnosis: 'Ulcer of the heel',
  procedurePerformed: null,
  woundLocation: 'Left heel',
  doctorNotes: 'Clean\nwound',
  recordedBy: 'u1',
  performedBy: 'u2',
  woundId: 'w1',
  appliedAt: '2026-03-10T15:00:00.000Z',
  appliedMm2: 1450,
  discardedMm2: 150,
  discardReason: 'No smaller package',
  lotNumber: 'L-1',
  serialNumber: 'S-1',
  expiresOn: '2027-01-31',
  correctionId: null,
  signedAt: null,
  voidedAt: null,
};
const parts = {
  product: {
    sku: 'SHEET-4X4',
    productClass: null,
    hcpcsCode: 'Q4186',
    issuer: 'gs1',
    deviceIdentifier: '08806388269617',
  },
  facilityId: 'f1',
  scans: [],
  amendments: [],
} as const;

test('a treatment is a procedure with its device and UDI, and a delivery in square centimetres', () => {
  const [procedure, device, delivery] = treatmentResources(treatment, parts);
  expect(procedure).toMatchObject({
    status: 'completed',
    focalDevice: [{ manipulated: { reference: 'Device/t1' } }],
    reasonReference: [{ reference: 'Condition/w1' }],
  });
  expect(device).toMatchObject({
    udiCarrier: [
      { deviceIdentifier: '08806388269617', issuer: 'http://hl7.org/fhir/NamingSystem/gs1-di' },
    ],
    lotNumber: 'L-1',
    serialNumber: 'S-1',
    expirationDate: '2027-01-31',
  });
  expect(delivery).toMatchObject({
    suppliedItem: { quantity: { value: 14.5, code: 'cm2', system: 'http://unitsofmeasure.org' } },
  });
  expect(treatmentResources(treatment, parts).flatMap(problemsOf)).toEqual([]);
});

const GRAFT = { ...parts, product: { ...parts.product, productClass: 'skinSubstitute' } } as const;
const scanned = (...scans: readonly string[]) =>
  scans.map((raw) => ({ raw, base64: Buffer.from(raw, 'utf8').toString('base64') }));

test.for<[string, readonly string[], readonly unknown[]]>([
  [
    'one barcode by its own identifier and as it was scanned',
    ['0109501101530003\u001d10A-1'],
    [
      {
        deviceIdentifier: '09501101530003',
        issuer: 'http://hl7.org/fhir/NamingSystem/gs1-di',
        carrierAIDC: 'MDEwOTUwMTEwMTUzMDAwMx0xMEEtMQ==',
      },
    ],
  ],
  [
    'the line below it as people read it',
    ['(01)09501101530003(10)A-1'],
    [{ deviceIdentifier: '09501101530003', carrierHRF: '(01)09501101530003(10)A-1' }],
  ],
  [
    'what nobody can read with the identifier of the catalogue',
    ['Ünknown'],
    [{ deviceIdentifier: '08806388269617', carrierAIDC: 'w5xua25vd24=' }],
  ],
  [
    'nothing scanned with the identifier of the catalogue',
    [],
    [{ deviceIdentifier: '08806388269617' }],
  ],
])('the label of a device tells %s', ([, scans, carriers]) => {
  const resources = treatmentResources(treatment, { ...GRAFT, scans: scanned(...scans) });
  expect(resources[1]?.['udiCarrier']).toMatchObject(carriers);
  expect(resources[1]?.['udiCarrier']).toHaveLength(carriers.length);
  expect(resources.flatMap(problemsOf)).toEqual([]);
});

test('a skin substitute states that it is implanted, a dressing does not', () => {
  const metaOf = (of: Parameters<typeof treatmentResources>[1]) =>
    JSON.stringify(treatmentResources(treatment, of)[1]?.['meta'] ?? null);
  expect(metaOf(GRAFT)).toContain('us-core-implantable-device');
  const dressing = { ...parts.product, productClass: 'dressing' } as const;
  expect(metaOf({ ...parts, product: dressing })).toBe('null');
});

const attached = {
  id: 'f1',
  patientId: 'p1',
  woundId: 'w1',
  treatmentRecordId: 't1',
  kind: 'consent',
  title: 'Consent to a skin substitute',
  documentOn: '2026-03-09',
  digest: 'ab'.repeat(32),
  mediaType: 'application/pdf',
  byteLength: 1234,
  addedBy: 'u1',
  createdAt: '2026-03-10T15:00:00.000Z',
  voidedAt: null,
} as const;

test('a document is named by its digest, under the code of its kind where HL7 lists one', () => {
  const consent = documentResource(attached);
  expect(consent).toMatchObject({
    type: { coding: [{ system: 'http://loinc.org', code: '59284-0' }] },
    content: [{ attachment: { url: `urn:sha256:${attached.digest}`, size: 1234 } }],
    context: { related: [{ reference: 'Condition/w1' }, { reference: 'Procedure/t1' }] },
  });
  const other = documentResource({ ...attached, kind: 'other', treatmentRecordId: null });
  expect(other).toMatchObject({ type: { coding: [{ code: 'UNK' }], text: 'Other document' } });
  expect([consent, other].flatMap(problemsOf)).toEqual([]);
});

test('one that was voided is entered in error, in everything that tells of it', () => {
  const voided = treatmentResources({ ...treatment, voidedAt: '2026-03-11T00:00:00Z' }, parts);
  expect(voided.map(({ status }) => status)).toEqual(Array(3).fill('entered-in-error'));
  expect(voided.flatMap(problemsOf)).toEqual([]);
});

const assessment: AssessmentChartRow = {
  id: 'a1',
  patientId: 'p1',
  woundId: 'w1',
  assessedOn: '2026-03-10',
  assessedAt: null,
  method: 'ruler',
  lengthMm: 32,
  widthMm: 21,
  depthMm: 4,
  areaMm2: 672,
  undermining: [{ fromClock: 2, toClock: 5, depthMm: 11 }],
  tunnelling: [{ clock: 7, depthMm: 15 }],
  epithelialPercent: 0,
  granulationPercent: 60,
  sloughPercent: 40,
  necroticPercent: 0,
  exudateAmount: 'moderate',
  exudateType: 'serous',
  odour: 'none',
  painScore: 3,
  notes: null,
  recordedBy: 'u1',
  correctionId: null,
  signedAt: '2026-03-10T15:00:00.000Z',
  voidedAt: null,
};

test.for([
  ['signed', {}, 'final'],
  ['not signed', { signedAt: null }, 'preliminary'],
  ['corrected', { correctionId: 'c1' }, 'corrected'],
  ['voided', { voidedAt: '2026-03-11T00:00:00Z', correctionId: 'c1' }, 'entered-in-error'],
] as const)('an assessment that is %s is %s', ([, change, status]) => {
  const observation = observationResource({ ...assessment, ...change }, []);
  expect(observation['status']).toBe(status);
  expect(problemsOf(observation)).toEqual([]);
});

test('an assessment without a measure says that none was made', () => {
  const empty: AssessmentChartRow = {
    ...assessment,
    method: null,
    lengthMm: null,
    widthMm: null,
    depthMm: null,
    areaMm2: null,
    undermining: [],
    tunnelling: [],
    epithelialPercent: null,
    granulationPercent: null,
    sloughPercent: null,
    necroticPercent: null,
    exudateAmount: null,
    exudateType: null,
    odour: null,
    painScore: null,
  };
  const observation = observationResource(empty, []);
  expect(observation['dataAbsentReason']).toBeDefined();
  expect(problemsOf(observation)).toEqual([]);
});

test('a claim says each line with its code, its charge and why it is billed', () => {
  const place = {
    id: 'c1',
    patientId: 'p1',
    coverageId: 'v1',
    createdAt: '2026-03-10T15:00:00.000Z',
    isVoid: false,
  };
  const claim = claimResource(exampleClaim, place);
  expect(claim['item']).toHaveLength(exampleClaim.lines.length);
  expect(JSON.stringify(claim)).toContain(
    '"system":"http://www.ama-assn.org/go/cpt","code":"15275"',
  );
  expect(problemsOf(claim)).toEqual([]);
});
