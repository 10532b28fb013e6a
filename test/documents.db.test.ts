import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  allRows,
  codeOf,
  messageOf,
  openTestCore,
  TEST_PIN,
  type TestCore,
  valueOf,
} from './core.ts';
import { openPhotoClinic, type PhotoClinic } from './photo-clinic.ts';
import { pdfBytes, photoBytes, signatureBytes } from './pictures.ts';

let app: TestCore;
let clinic: PhotoClinic;
beforeAll(async () => {
  app = await openTestCore();
  clinic = await openPhotoClinic(app);
});
afterAll(() => app.close());

const UNKNOWN = '0199aaaa-0000-7000-8000-00000000ffff';

/** Signs a treatment without a PIN, and answers an amendment of it. */
async function signed(treatmentRecordId: string): Promise<string> {
  const id = crypto.randomUUID();
  const [at, by] = [app.clock.now.toISOString(), clinic.nurse.userId];
  await app.database.transact(async (tx) => {
    await tx
      .updateTable('treatmentRecords')
      .set({ signedAt: at, signedBy: by })
      .where('id', '=', treatmentRecordId)
      .execute();
    await tx
      .insertInto('recordAmendments')
      .values({
        id,
        treatmentRecordId,
        woundAssessmentId: null,
        kind: 'clarification',
        reason: 'The letter came later',
        note: 'See the letter',
        content: null,
        supersedes: null,
        amendedBy: by,
        amendedAt: at,
      })
      .execute();
  });
  return id;
}

async function newTreatment(): Promise<string> {
  return valueOf(await clinic.client['treatments.record'](clinic.treatment)).id;
}

let files = 0;
async function letter() {
  files += 1;
  const { digest } = await clinic.handIn('document', pdfBytes(files));
  return {
    patientId: clinic.patient.id,
    kind: 'letter',
    title: 'Discharge letter',
    documentOn: '2026-03-08',
    digest,
  } as const;
}

async function consent() {
  files += 1;
  const { digest } = await clinic.handIn('signature', await signatureBytes(files));
  return {
    patientId: clinic.patient.id,
    title: 'Consent to photographs',
    statement: 'I agree that my wounds are photographed.\n',
    signerName: 'Maria Núñez',
    signerRelation: 'patient',
    digest,
  } as const;
}

describe('a document', () => {
  test('is attached with its pages and its size, and listed newest first', async () => {
    const { client, patient, wound } = clinic;
    const given = await letter();
    const older = valueOf(await client['documents.add']({ ...given, woundId: wound.id }));
    expect(older).toMatchObject({
      woundId: wound.id,
      treatmentRecordId: null,
      title: 'Discharge letter',
      mediaType: 'application/pdf',
      pageCount: files,
      byteLength: pdfBytes(files).length,
      thumbnailDigest: null,
      statement: null,
      signedAt: null,
    });
    const { digest } = await clinic.handIn('document', await photoBytes());
    const treatmentRecordId = await newTreatment();
    const newer = valueOf(
      await client['documents.add']({
        ...given,
        digest,
        treatmentRecordId,
        documentOn: '2026-03-10',
      }),
    );
    expect(newer).toMatchObject({ treatmentRecordId, mediaType: 'image/jpeg', pageCount: null });
    expect(newer.thumbnailDigest).not.toBeNull();
    const listed = valueOf(await client['documents.list']({ patientId: patient.id }));
    expect(listed).toEqual([newer, older]);
  });

  test('is refused where it does not belong, and nothing is kept', async () => {
    const { client, other, treatment } = clinic;
    const given = await letter();
    const treatmentRecordId = await newTreatment();
    const amendmentId = await signed(treatmentRecordId);
    const unsigned = await newTreatment();
    const photo = await clinic.addPhoto(clinic.assessment.id);
    const othersOrder = valueOf(
      await client['orders.create']({
        patientId: other.patient.id,
        orderedOn: '2026-03-01',
        lines: [{ productId: treatment.productId, quantity: 2 }],
      }),
    );
    const othersTreatment = valueOf(
      await client['treatments.record']({
        ...treatment,
        patientId: other.patient.id,
        orderId: othersOrder.id,
      }),
    );
    const voidedWound = (await clinic.assess(clinic.patient.id)).wound;
    await app.database.transact((tx) =>
      tx
        .updateTable('wounds')
        .set({ voidedAt: app.clock.now.toISOString(), voidReason: 'Mistake' })
        .where('id', '=', voidedWound.id)
        .execute(),
    );
    const before = await allRows(app.database, 'chartDocuments');
    const refusals: readonly (readonly [object, string, RegExp])[] = [
      [{ patientId: UNKNOWN }, 'UnknownPatient', /no such patient/],
      [{ woundId: UNKNOWN }, 'NotThisPatients', /wound is not of this patient/],
      [{ woundId: other.wound.id }, 'NotThisPatients', /wound is not of this patient/],
      [{ woundId: voidedWound.id }, 'AlreadyVoided', /wound is struck out/],
      [{ treatmentRecordId: othersTreatment.id }, 'NotThisPatients', /treatment is not of/],
      [{ treatmentRecordId }, 'AlreadySigned', /Amend it/],
      [{ treatmentRecordId, amendmentId: UNKNOWN }, 'UnknownAmendment', /not of this treatment/],
      [{ treatmentRecordId: unsigned, amendmentId }, 'UnknownAmendment', /not of this treatment/],
      [{ amendmentId }, 'UnknownAmendment', /say which/],
      [{ documentOn: '2026-03-11' }, 'ImpossibleDate', /in the future/],
      [{ documentOn: '1950-02-27' }, 'ImpossibleDate', /before the patient was born/],
      [{ documentOn: '2026-02-30' }, 'InvalidInput', /documentOn/],
      [{ digest: photo.digest }, 'UnknownFile', /not stored here/],
      [{ digest: '0'.repeat(64) }, 'UnknownFile', /not stored here/],
      [{ title: ' ' }, 'InvalidInput', /title/],
    ];
    for (const [change, code, words] of refusals) {
      const reply = await client['documents.add']({ ...given, ...change });
      expect([codeOf(reply), messageOf(reply)]).toEqual([code, expect.stringMatching(words)]);
    }
    expect(await allRows(app.database, 'chartDocuments')).toEqual(before);
    const amended = { ...given, treatmentRecordId, amendmentId };
    expect(valueOf(await client['documents.add'](amended))).toMatchObject({ amendmentId });
  });

  test('that is struck out with the PIN stays readable, and is struck out once', async () => {
    const { client, nurse, patient } = clinic;
    const added = valueOf(await client['documents.add'](await letter()));
    const strike = { documentId: added.id, reason: 'Of a namesake', pin: TEST_PIN };
    const withWrong = await client['documents.void']({ ...strike, pin: '000000' });
    expect(codeOf(withWrong)).toBe('WrongPin');
    expect(valueOf(await client['documents.list']({ patientId: patient.id }))).toContainEqual(
      added,
    );
    const voided = valueOf(await client['documents.void'](strike));
    expect(voided).toMatchObject({ id: added.id, voidReason: 'Of a namesake' });
    expect(codeOf(await client['documents.void'](strike))).toBe('AlreadyVoided');
    expect(codeOf(await client['documents.void']({ ...strike, documentId: UNKNOWN }))).toBe(
      'UnknownDocument',
    );
    const listed = valueOf(await client['documents.list']({ patientId: patient.id }));
    expect(listed).toContainEqual(voided);
    expect(codeOf(await app.core.getBytes(nurse.session, added.digest))).toBe('ok');
  });

  test('that two charts hold is written down for both when it is read', async () => {
    const { client, nurse, other, patient } = clinic;
    const given = await letter();
    for (const patientId of [patient.id, other.patient.id])
      valueOf(await client['documents.add']({ ...given, patientId }));
    const before = (await allRows(app.database, 'auditEvents')).length;
    valueOf(await app.core.getBytes(nurse.session, given.digest));
    const events = (await allRows(app.database, 'auditEvents')).slice(before);
    const patientIds = new Set(events.map((event) => event['patientId']));
    expect(patientIds).toEqual(new Set([patient.id, other.patient.id]));
    expect(events).toHaveLength(2);
  });
});

describe('a consent signed here', () => {
  test('keeps its words, who signed, when, and who saw it', async () => {
    const { client, nurse } = clinic;
    const kept = valueOf(
      await client['documents.signConsent']({ ...(await consent()), witnessName: 'Tom Tanner' }),
    );
    expect(kept).toMatchObject({
      kind: 'consent',
      documentOn: '2026-03-10',
      mediaType: 'image/png',
      statement: 'I agree that my wounds are photographed.',
      signerName: 'Maria Núñez',
      signerRelation: 'patient',
      signedAt: '2026-03-10T15:00:00.000Z',
      witnessName: 'Tom Tanner',
    });
    const [row] = (await allRows(app.database, 'chartDocuments')).filter(
      ({ id }) => id === kept.id,
    );
    expect(row?.['witnessedBy']).toBe(nurse.userId);
  });

  test('asks for a signature of its own', async () => {
    const { client } = clinic;
    const first = await consent();
    valueOf(await client['documents.signConsent'](first));
    const again = await client['documents.signConsent']({ ...first, title: 'Something else' });
    expect([codeOf(again), messageOf(again)]).toEqual([
      'UnknownFile',
      expect.stringMatching(/Sign again/),
    ]);
    const pdf = await letter();
    const withPdf = await client['documents.signConsent']({ ...first, digest: pdf.digest });
    expect(codeOf(withPdf)).toBe('UnknownFile');
  });
});
