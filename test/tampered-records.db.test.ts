import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tx } from '../main/platform/database.ts';
import type { Check } from '../main/storage/verify-check.ts';
import { findingsOf } from '../main/storage/verify-findings.ts';
import { addFound, type Found } from '../main/storage/verify-found.ts';
import { signedChecks } from '../main/storage/verify-signed.ts';
import { openTestCore, type TestCore, valueOf } from './core.ts';
import { openSigningClinic, type SigningClinic } from './signing-clinic.ts';

let app: TestCore;
let clinic: SigningClinic;
let signed: { readonly id: string; readonly version: number };
let assessed: { readonly id: string; readonly version: number };

/** Two signed treatments, one of them corrected and co-signed, and a signed assessment with a note. */
beforeAll(async () => {
  app = await openTestCore();
  clinic = await openSigningClinic(app);
  const words = 'שלום 👩🏽‍⚕️ "x"\n\ttwo  lines';
  const at = '2026-03-10T09:30:00-04:00';
  signed = await clinic.signed({ doctorNotes: words, appliedAt: at });
  valueOf(await clinic.correct(signed.id, { quantityUsed: 3 }));
  valueOf(await clinic.cosign('treatment', { ...signed, amendmentCount: 1 }));
  await clinic.signed();
  assessed = await clinic.assess({ infectionSigns: [], notes: words, assessedAt: at });
  valueOf(await clinic.sign('assessment', assessed));
});
afterAll(() => app.close());

/** Undoes what a test altered. */
class Undo extends Error {}

/** What the checks find after work that a superuser could do: no trigger fires. */
async function foundAfter(work: (tx: Tx) => Promise<unknown>): Promise<readonly Found[]> {
  let found: readonly Found[] = [];
  try {
    await app.database.transact(async (tx) => {
      await sql`SET LOCAL session_replication_role = replica`.execute(tx);
      await work(tx);
      for (const check of signedChecks((look) => look(tx)))
        found = addFound(found, await allOf(check));
      throw new Undo();
    });
  } catch (error) {
    if (!(error instanceof Undo)) throw error;
  }
  return found;
}

async function allOf(check: Check): Promise<readonly Found[]> {
  let found: readonly Found[] = [];
  for (let from: number | null = 0; from !== null; ) {
    const step = await check.step(from);
    found = addFound(found, step.found);
    from = step.next;
  }
  return found;
}

test('what nobody altered is found to be as it was signed', async () => {
  expect(await foundAfter(async () => undefined)).toEqual([]);
});

const oneTreatment = { about: 'signed treatments', count: 1 };
const oneAssessment = { about: 'signed assessments', count: 1 };

describe('a superuser who goes past the locks is found', () => {
  test.for<[string, (tx: Tx) => Promise<unknown>, readonly Found[]]>([
    [
      'altering a quantity',
      (tx) =>
        tx
          .updateTable('treatmentRecords')
          .set({ quantityUsed: 9 })
          .where('id', '=', signed.id)
          .execute(),
      [{ kind: 'signedAltered', ...oneTreatment }],
    ],
    [
      'altering a note by one character',
      (tx) =>
        sql`UPDATE treatment_records SET doctor_notes = doctor_notes || ' ' WHERE id = ${signed.id}`.execute(
          tx,
        ),
      [{ kind: 'signedAltered', ...oneTreatment }],
    ],
    [
      'giving it to another recorder',
      (tx) =>
        tx
          .updateTable('treatmentRecords')
          .set({ recordedBy: app.administratorId })
          .where('id', '=', signed.id)
          .execute(),
      [
        { kind: 'signedAltered', ...oneTreatment },
        { kind: 'correctionAltered', ...oneTreatment },
      ],
    ],
    [
      'hiding a late entry or a need of a co-signature',
      (tx) =>
        tx
          .updateTable('treatmentRecords')
          .set({ isLateEntry: true, needsCosignature: true })
          .where('id', '=', signed.id)
          .execute(),
      [{ kind: 'signedAltered', ...oneTreatment }],
    ],
    [
      'moving the time of signing',
      (tx) =>
        tx
          .updateTable('treatmentRecords')
          .set({ signedAt: '2026-03-01T00:00:00Z' })
          .where('id', '=', signed.id)
          .execute(),
      [{ kind: 'signedAltered', ...oneTreatment }],
    ],
    [
      'unsigning',
      (tx) =>
        tx
          .updateTable('treatmentRecords')
          .set({ signedAt: null, signedBy: null, cosignedAt: null, cosignedBy: null })
          .where('id', '=', signed.id)
          .execute(),
      [{ kind: 'signedAltered', ...oneTreatment }],
    ],
    [
      'altering an assessment',
      (tx) =>
        tx
          .updateTable('woundAssessments')
          .set({ painScore: 1 })
          .where('id', '=', assessed.id)
          .execute(),
      [{ kind: 'signedAltered', ...oneAssessment }],
    ],
    [
      'saying that signs were never looked for',
      (tx) =>
        tx
          .updateTable('woundAssessments')
          .set({ infectionSigns: null })
          .where('id', '=', assessed.id)
          .execute(),
      [{ kind: 'signedAltered', ...oneAssessment }],
    ],
    [
      'adding a photo',
      (tx) =>
        tx
          .insertInto('woundPhotos')
          .values({
            id: crypto.randomUUID(),
            patientId: clinic.patient.id,
            woundId: clinic.wound.id,
            woundAssessmentId: assessed.id,
            digest: 'd',
            thumbnailDigest: 't',
            mediaType: 'image/jpeg',
            widthPx: 1,
            heightPx: 1,
            takenAt: '2026-03-10T15:00:00Z',
            addedBy: clinic.nurse.userId,
          })
          .execute(),
      [{ kind: 'signedAltered', ...oneAssessment }],
    ],
    [
      'deleting a signature',
      (tx) =>
        tx.deleteFrom('recordSignatures').where('woundAssessmentId', '=', assessed.id).execute(),
      [{ kind: 'signatureMissing', ...oneAssessment }],
    ],
    [
      'deleting a co-signature',
      (tx) => tx.deleteFrom('recordSignatures').where('meaning', '=', 'cosigner').execute(),
      [{ kind: 'signatureMissing', ...oneTreatment }],
    ],
    [
      'signing without a signature',
      async (tx) => {
        const { rows } = await sql<{ id: string }>`INSERT INTO treatment_records
          (patient_id, order_id, product_id, product_name, quantity_used, date_applied, recorded_by, signed_at, signed_by)
          SELECT patient_id, order_id, product_id, product_name, 1, date_applied, recorded_by, signed_at, signed_by
          FROM treatment_records WHERE id = ${signed.id} RETURNING id`.execute(tx);
        return rows;
      },
      [{ kind: 'signatureMissing', ...oneTreatment }],
    ],
    [
      'altering an amendment',
      (tx) => tx.updateTable('recordAmendments').set({ reason: 'other' }).execute(),
      [{ kind: 'signedAltered', about: 'amendments', count: 1 }],
    ],
    [
      'altering what a correction says',
      (tx) =>
        tx
          .updateTable('recordAmendments')
          .set({ content: JSON.stringify({ quantityUsed: 8 }) })
          .execute(),
      [
        { kind: 'signedAltered', about: 'amendments', count: 1 },
        { kind: 'correctionAltered', ...oneTreatment },
      ],
    ],
    [
      'deleting an amendment’s signature',
      (tx) => tx.deleteFrom('recordSignatures').where('meaning', '=', 'amender').execute(),
      [{ kind: 'signatureMissing', about: 'amendments', count: 1 }],
    ],
    [
      'showing another quantity than the correction says',
      (tx) => tx.updateTable('correctedTreatments').set({ quantityUsed: 8 }).execute(),
      [{ kind: 'correctionAltered', ...oneTreatment }],
    ],
    [
      'showing the original again',
      (tx) => tx.deleteFrom('correctedTreatments').execute(),
      [{ kind: 'correctionAltered', ...oneTreatment }],
    ],
  ])('%s', async ([, work, expected]) => {
    expect(await foundAfter(work)).toEqual(expected);
  });
});

test('many signatures are compared in steps, each of them once', async () => {
  for (let count = 0; count < 5; count += 1) await clinic.signed();
  const { checkSignatures } = await import('../main/signing/verify-actions.ts');
  const seen = await app.database.read(async (db) => {
    const ids: (string | null)[] = [];
    for (let afterId = ''; ; ) {
      const { lastId } = await checkSignatures(db, { afterId, limit: 2 });
      ids.push(lastId);
      if (lastId === null) return ids;
      afterId = lastId;
    }
  });
  const { total } = await app.database.read((db) =>
    db
      .selectFrom('recordSignatures')
      .select((row) => row.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow(),
  );
  expect(seen.length).toBe(Math.floor(total / 2) + 1);
  expect(new Set(seen).size).toBe(seen.length);
});

test('what was found is said in plain words, with what to do and nothing of a chart', () => {
  const findings = findingsOf([
    { kind: 'signedAltered', about: 'signed treatments', count: 1 },
    { kind: 'signatureMissing', about: 'signed assessments', count: 2 },
    { kind: 'correctionAltered', about: 'signed treatments', count: 3 },
  ]);
  expect(findings.map(({ what }) => what)).toEqual([
    '1 signed treatment no longer says what was signed: somebody altered it outside of Caretrail.',
    '2 signed assessments are marked as signed or co-signed, and the signature is missing.',
    '3 signed treatments are not shown as the newest correction says.',
  ]);
  for (const { severity, toDo } of findings) {
    expect(severity).toBe('problem');
    expect(toDo).toContain('Compare with the newest backup');
  }
});
