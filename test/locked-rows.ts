import type { End } from './migration-ends.ts';

const id = (last: number) => `0199aaaa-0000-7000-8000-${String(last).padStart(12, '0')}`;

/** Two patients alike: the records of the first are signed, those of the second are not. */
export const ids = {
  nurse: id(1),
  clinician: id(2),
  signed: {
    patient: id(11),
    order: id(12),
    wound: id(13),
    episode: id(14),
    treatment: id(15),
    assessment: id(16),
    photo: id(17),
    document: id(18),
  },
  unsigned: {
    patient: id(21),
    order: id(22),
    wound: id(23),
    episode: id(24),
    treatment: id(25),
    assessment: id(26),
    photo: id(27),
    document: id(28),
  },
  amendment: id(31),
  assessmentAmendment: id(32),
  signature: id(33),
} as const;

type Chart = typeof ids.signed | typeof ids.unsigned;

const AT = '2026-03-10T15:00:00Z';

function chartRows(chart: Chart): string {
  return `
    INSERT INTO patients (id, first_name, last_name, birth_on, sex, search_text)
      VALUES ('${chart.patient}', 'A', 'B', '1950-01-01', 'female', ' b a');
    INSERT INTO orders (id, order_number, patient_id, ordered_on, ordered_by)
      VALUES ('${chart.order}', '${chart.order}', '${chart.patient}', '2026-01-01', '${ids.nurse}');
    INSERT INTO wounds (id, patient_id, wound_number, body_site, laterality, body_view, etiology,
        status_on, recorded_by)
      VALUES ('${chart.wound}', '${chart.patient}', 1, 'heel', 'left', 'back', 'pressure', '2026-01-01',
        '${ids.nurse}');
    INSERT INTO care_episodes (id, wound_id, started_on, started_by)
      VALUES ('${chart.episode}', '${chart.wound}', '2026-01-01', '${ids.nurse}');`;
}

/** A treatment with an earlier version, and an assessment with one. */
function recordRows(chart: Chart): string {
  return `
    INSERT INTO treatment_records (id, patient_id, order_id, product_id, product_name, quantity_used,
        date_applied, recorded_by, wound_id)
      VALUES ('${chart.treatment}', '${chart.patient}', '${chart.order}', 'S', 'P', 2, '2026-01-02',
        '${ids.nurse}', '${chart.wound}');
    INSERT INTO treatment_record_versions VALUES
      ('${chart.treatment}', 1, '{}', 'typing mistake', '${ids.nurse}', '${AT}');
    INSERT INTO wound_assessments (id, patient_id, wound_id, episode_id, assessed_on, recorded_by)
      VALUES ('${chart.assessment}', '${chart.patient}', '${chart.wound}', '${chart.episode}',
        '2026-01-02', '${ids.nurse}');
    INSERT INTO wound_assessment_versions VALUES
      ('${chart.assessment}', 1, '{}', 'typing mistake', '${ids.nurse}', '${AT}');`;
}

export function photoRow(chart: Chart, photo: string, amendment: string | null = null): string {
  return `INSERT INTO wound_photos (id, patient_id, wound_id, wound_assessment_id, digest,
      thumbnail_digest, media_type, width_px, height_px, taken_at, added_by, amendment_id)
    VALUES ('${photo}', '${chart.patient}', '${chart.wound}', '${chart.assessment}', 'd', 't',
      'image/jpeg', 1, 1, '${AT}', '${ids.nurse}', ${quoted(amendment)});`;
}

export function documentRow(
  chart: Chart,
  document: string,
  amendment: string | null = null,
): string {
  return `INSERT INTO chart_documents (id, patient_id, treatment_record_id, kind, title, document_on,
      digest, media_type, byte_length, added_by, amendment_id)
    VALUES ('${document}', '${chart.patient}', '${chart.treatment}', 'letter', 'Letter', '2026-01-02',
      'd', 'application/pdf', 1, '${ids.nurse}', ${quoted(amendment)});`;
}

function quoted(text: string | null): string {
  return text === null ? 'NULL' : `'${text}'`;
}

export function signatureRow(
  of: { readonly treatment?: string; readonly assessment?: string },
  meaning: string,
): string {
  return `INSERT INTO record_signatures (id, treatment_record_id, wound_assessment_id, meaning,
      signed_by, signer_name, signed_at, attestation, content_digest)
    VALUES (gen_random_uuid(), ${quoted(of.treatment ?? null)}, ${quoted(of.assessment ?? null)},
      '${meaning}', '${ids.nurse}', 'N', '${AT}', 'words', 'digest');`;
}

/** An amendment of the signed treatment or assessment; a correction with content, else a note. */
export function amendmentRow(
  amendment: string,
  of: { readonly treatment?: string; readonly assessment?: string },
  content: object | null = null,
): string {
  const kind = content === null ? 'clarification' : 'correction';
  return `INSERT INTO record_amendments (id, treatment_record_id, wound_assessment_id, kind, reason,
      note, content, amended_by, amended_at)
    VALUES ('${amendment}', ${quoted(of.treatment ?? null)}, ${quoted(of.assessment ?? null)}, '${kind}',
      'why', ${content === null ? "'words'" : 'NULL'},
      ${content === null ? 'NULL' : `'${JSON.stringify(content)}'`}, '${ids.nurse}', '${AT}');`;
}

/** Both charts with photos and documents; the first signed, corrected once and noted once. */
export async function fillCharts(end: End): Promise<void> {
  const { signed, unsigned } = ids;
  await end.exec(`
    INSERT INTO users (id, display_name, sign_in_name, role) VALUES
      ('${ids.nurse}', 'N', 'n', 'nurse'), ('${ids.clinician}', 'C', 'c', 'clinician');
    ${[signed, unsigned].map((chart) => chartRows(chart) + recordRows(chart)).join('')}
    ${[signed, unsigned].map((chart) => photoRow(chart, chart.photo)).join('')}
    ${[signed, unsigned].map((chart) => documentRow(chart, chart.document)).join('')}
    ${signatureRow({ treatment: signed.treatment }, 'author')}
    ${signatureRow({ assessment: signed.assessment }, 'author')}
    UPDATE treatment_records SET signed_at = '${AT}', signed_by = '${ids.nurse}',
      needs_cosignature = true WHERE id = '${signed.treatment}';
    UPDATE wound_assessments SET signed_at = '${AT}', signed_by = '${ids.nurse}',
      needs_cosignature = true WHERE id = '${signed.assessment}';
    ${amendmentRow(ids.amendment, { treatment: signed.treatment }, { quantityUsed: 5 })}
    ${amendmentRow(ids.assessmentAmendment, { assessment: signed.assessment })}`);
}
