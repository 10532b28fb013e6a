import { type Canonical, canonicalText } from '../base/canonical-text.ts';
import type { AmendmentKind, RecordKind } from './record-state.ts';

/**
 * What is said of a treatment and what a correction can change. A column that practice adds to
 * treatment_records is added here, to corrected_treatments and to the view current_treatments. The concerns
 * stand in a table of their own; what a correction makes of them stands in its content alone.
 */
export const treatmentContentFields = [
  'orderId',
  'productId',
  'productName',
  'quantityUsed',
  'dateApplied',
  'diagnosis',
  'procedurePerformed',
  'woundLocation',
  'doctorNotes',
  'overuseReason',
  'woundId',
  'performedBy',
  'appliedAt',
  'appliedOffsetMinutes',
  'appliedMm2',
  'discardedMm2',
  'discardReason',
  'lotNumber',
  'serialNumber',
  'expiresOn',
  'labelScans',
  'reconstitutionMaterial',
  'reconstitutionLot',
  'reconstitutionExpiresOn',
  'concerns',
] as const;

/** The same of an assessment: wound_assessments, corrected_assessments and current_assessments. */
export const assessmentContentFields = [
  'assessedOn',
  'assessedAt',
  'assessedOffsetMinutes',
  'method',
  'lengthMm',
  'widthMm',
  'depthMm',
  'areaMm2',
  'undermining',
  'tunnelling',
  'epithelialPercent',
  'granulationPercent',
  'sloughPercent',
  'necroticPercent',
  'exudateAmount',
  'exudateType',
  'oedema',
  'odour',
  'painScore',
  'infectionSigns',
  'pressureStage',
  'bwatItems',
  'notes',
] as const;

/** What a signature covers besides: whose record it is, who made it and when, and how it was signed. */
const framingFields = {
  treatment: ['id', 'patientId', 'recordedBy', 'createdAt', 'isLateEntry', 'needsCosignature'],
  assessment: [
    'id',
    'patientId',
    'woundId',
    'episodeId',
    'recordedBy',
    'createdAt',
    'isLateEntry',
    'needsCosignature',
  ],
} as const;

export const contentFields = {
  treatment: treatmentContentFields,
  assessment: assessmentContentFields,
} as const satisfies Record<RecordKind, readonly string[]>;

/** Every field that a signature covers, by kind of record. */
export const signedFields = {
  treatment: [...framingFields.treatment, ...treatmentContentFields],
  assessment: [...framingFields.assessment, ...assessmentContentFields],
} as const;

export type SignedField<Kind extends RecordKind> = (typeof signedFields)[Kind][number];
export type ContentField<Kind extends RecordKind> = (typeof contentFields)[Kind][number];

/** A photo or document that stood with the record when it was signed. */
export type SignedAttachment = { readonly id: string; readonly digest: string };

/** Only what a correction can change, from whatever holds more. */
export function contentOf<Kind extends RecordKind, Row extends Record<ContentField<Kind>, unknown>>(
  kind: Kind,
  row: Row,
): Pick<Row, ContentField<Kind>> {
  const fields: readonly ContentField<Kind>[] = contentFields[kind];
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- exactly the fields of the list
  return Object.fromEntries(fields.map((field) => [field, row[field]])) as Pick<
    Row,
    ContentField<Kind>
  >;
}

/**
 * What is digested when a record is signed or co-signed: its content in canonical form. Instants are
 * ISO 8601 in UTC with milliseconds, as both databases give them.
 */
export function signedRecordText<Kind extends RecordKind>(
  kind: Kind,
  record: Readonly<Record<SignedField<Kind>, unknown>>,
  attachments: readonly SignedAttachment[],
): string {
  const fields: readonly SignedField<Kind>[] = signedFields[kind];
  const byId = attachments
    .map(({ id, digest }) => ({ id, digest }))
    .toSorted((one, other) => (one.id < other.id ? -1 : 1));
  return canonicalText({
    form: `caretrail ${kind} 1`,
    record: Object.fromEntries(fields.map((field) => [field, asCanonical(record[field])])),
    attachments: byId,
  });
}

export type SignedAmendment = {
  readonly id: string;
  readonly recordId: string;
  readonly kind: AmendmentKind;
  readonly reason: string;
  readonly note: string | null;
  readonly content: unknown;
  readonly supersedes: string | null;
  readonly amendedBy: string;
  readonly amendedAt: string;
  readonly needsCosignature: boolean;
};

/** What is digested when an amendment is signed, which is when it is made. */
export function signedAmendmentText(amendment: SignedAmendment): string {
  const { id, recordId, kind, reason, note, supersedes, amendedBy, amendedAt } = amendment;
  const said = { id, recordId, kind, reason, note, supersedes, amendedBy, amendedAt };
  // Left out where it is not so: amendments from before there was such a thing stay as they were signed.
  const asking = amendment.needsCosignature ? { needsCosignature: true } : {};
  return canonicalText({
    form: 'caretrail amendment 1',
    amendment: { ...said, ...asking, content: asCanonical(amendment.content) },
  });
}

function asCanonical(value: unknown): Canonical {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a column of the database: text, a number, a boolean, JSON or null
  return value as Canonical;
}
