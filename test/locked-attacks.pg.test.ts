import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openLockedEnds } from './locked-ends.ts';
import { amendmentRow, documentRow, ids, photoRow, signatureRow } from './locked-rows.ts';

let locked: Awaited<ReturnType<typeof openLockedEnds>>;
beforeAll(async () => {
  locked = await openLockedEnds();
}, 120_000);
afterAll(() => locked.close());

const { signed, unsigned } = ids;
const NOT_CHANGED = 'A signed or voided record cannot be changed. Amend a signed one instead.';
const KEPT = 'A signed record is kept for ever. Void it instead of deleting it.';
const VERSIONS = 'The earlier versions of a record stay as they are.';
const ADDED_ONLY = 'Signatures and amendments are kept for ever as they are.';
const BY_AMENDMENT = 'This record is signed. Amend it to add a photo or document.';
const ATTACHMENT =
  'Photos and documents of a signed record cannot be changed. Void this one and add another by an amendment.';
const ATTACHMENT_KEPT =
  'Photos and documents of a signed record are kept for ever. Void this one instead.';
const DERIVED = 'What a correction makes of a record changes by another correction only.';
const NOT_AMENDABLE =
  'Only a record that is signed and not voided can be amended or co-signed, and an author signs once.';

describe('attacks by SQL on a signed record', () => {
  test.for<[string, string, string]>([
    [
      'deleting a treatment',
      `DELETE FROM treatment_records WHERE id = '${signed.treatment}'`,
      KEPT,
    ],
    ['deleting all treatments', 'DELETE FROM treatment_records', KEPT],
    [
      'deleting an assessment',
      `DELETE FROM wound_assessments WHERE id = '${signed.assessment}'`,
      KEPT,
    ],
    [
      'replacing a treatment',
      `INSERT INTO treatment_records SELECT * FROM treatment_records WHERE id = '${signed.treatment}'
       ON CONFLICT (id) DO UPDATE SET quantity_used = 9`,
      NOT_CHANGED,
    ],
    ['unsigning', 'UPDATE treatment_records SET signed_at = NULL, signed_by = NULL', NOT_CHANGED],
    ['altering a version', "UPDATE treatment_record_versions SET reason = 'x'", VERSIONS],
    [
      'deleting a version',
      `DELETE FROM treatment_record_versions WHERE treatment_record_id = '${signed.treatment}'`,
      VERSIONS,
    ],
    [
      'adding a version',
      `INSERT INTO treatment_record_versions VALUES
         ('${signed.treatment}', 2, '{}', 'r', '${ids.nurse}', now())`,
      VERSIONS,
    ],
    [
      'altering an assessment’s version',
      "UPDATE wound_assessment_versions SET reason = 'x'",
      VERSIONS,
    ],
    [
      'deleting an assessment’s version',
      `DELETE FROM wound_assessment_versions WHERE wound_assessment_id = '${signed.assessment}'`,
      VERSIONS,
    ],
    ['altering a signature', "UPDATE record_signatures SET content_digest = 'x'", ADDED_ONLY],
    ['deleting a signature', 'DELETE FROM record_signatures', ADDED_ONLY],
    [
      'signing as author again',
      signatureRow({ treatment: signed.treatment }, 'author'),
      NOT_AMENDABLE,
    ],
    [
      'co-signing an unsigned one',
      signatureRow({ treatment: unsigned.treatment }, 'cosigner'),
      NOT_AMENDABLE,
    ],
    ['altering an amendment', "UPDATE record_amendments SET reason = 'x'", ADDED_ONLY],
    [
      'deleting an amendment',
      `DELETE FROM record_amendments WHERE id = '${ids.amendment}'`,
      ADDED_ONLY,
    ],
    [
      'amending an unsigned one',
      amendmentRow(ids.signature, { treatment: unsigned.treatment }),
      NOT_AMENDABLE,
    ],
    [
      'amending a voided one',
      `UPDATE wound_assessments SET voided_at = now(), void_reason = 'x'
         WHERE id = '${signed.assessment}';
       ${amendmentRow(ids.signature, { assessment: signed.assessment })}`,
      NOT_AMENDABLE,
    ],
    [
      'altering what a correction says',
      'UPDATE corrected_treatments SET quantity_used = 9',
      DERIVED,
    ],
    ['deleting what a correction says', 'DELETE FROM corrected_treatments', DERIVED],
    [
      'adding a correction without an amendment',
      `INSERT INTO corrected_treatments SELECT * FROM corrected_treatments`,
      DERIVED,
    ],
    ['adding a photo', photoRow(signed, ids.signature), BY_AMENDMENT],
    [
      'adding a photo by another record’s amendment',
      photoRow(signed, ids.signature, ids.amendment),
      BY_AMENDMENT,
    ],
    [
      'adding a photo by an amendment of it',
      photoRow(signed, ids.signature, ids.assessmentAmendment),
      'accepted',
    ],
    [
      'moving a photo onto it',
      `UPDATE wound_photos SET wound_assessment_id = '${signed.assessment}'
       WHERE id = '${unsigned.photo}'`,
      BY_AMENDMENT,
    ],
    [
      'moving a photo away from it',
      `UPDATE wound_photos SET wound_assessment_id = '${unsigned.assessment}'
       WHERE id = '${signed.photo}'`,
      ATTACHMENT,
    ],
    [
      'altering a photo',
      `UPDATE wound_photos SET digest = 'other' WHERE id = '${signed.photo}'`,
      ATTACHMENT,
    ],
    ['deleting a photo', `DELETE FROM wound_photos WHERE id = '${signed.photo}'`, ATTACHMENT_KEPT],
    [
      'voiding a photo twice',
      `UPDATE wound_photos SET voided_at = now(), void_reason = 'a' WHERE id = '${signed.photo}';
       UPDATE wound_photos SET void_reason = 'b' WHERE id = '${signed.photo}'`,
      ATTACHMENT,
    ],
    [
      'voiding a photo',
      `UPDATE wound_photos SET voided_at = now(), voided_by = '${ids.nurse}', void_reason = 'blurred',
         version = 2 WHERE id = '${signed.photo}'`,
      'accepted',
    ],
    ['adding a document', documentRow(signed, ids.signature), BY_AMENDMENT],
    [
      'adding a document by an amendment of it',
      documentRow(signed, ids.signature, ids.amendment),
      'accepted',
    ],
    [
      'altering a document',
      `UPDATE chart_documents SET title = 'x' WHERE id = '${signed.document}'`,
      ATTACHMENT,
    ],
    [
      'taking a document from it',
      `UPDATE chart_documents SET treatment_record_id = NULL WHERE id = '${signed.document}'`,
      ATTACHMENT,
    ],
    [
      'deleting a document',
      `DELETE FROM chart_documents WHERE id = '${signed.document}'`,
      ATTACHMENT_KEPT,
    ],
  ])('%s', async ([, attack, said]) => {
    expect(await locked.answer(attack)).toBe(said);
  });
});
