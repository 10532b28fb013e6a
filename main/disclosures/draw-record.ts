import { recordStateOf, type SigningState } from '../../shared/signing/record-state.ts';
import type { PdfDocument } from '../platform/pdf/pdf-document.ts';
import type { SigningHistory } from './chart-content.ts';
import {
  fieldLabel,
  fieldValue,
  instantInWords,
  inWords,
  type Names,
} from '../../shared/charts/field-words.ts';

/** The fields of a treatment in reading order. */
export const TREATMENT_KEYS = [
  'dateApplied',
  'appliedAt',
  'productName',
  'productId',
  'quantityUsed',
  'lotNumber',
  'serialNumber',
  'expiresOn',
  'labelScans',
  'appliedMm2',
  'discardedMm2',
  'discardReason',
  'reconstitutionMaterial',
  'reconstitutionLot',
  'reconstitutionExpiresOn',
  'woundId',
  'woundLocation',
  'diagnosis',
  'procedurePerformed',
  'orderId',
  'overuseReason',
  'performedBy',
  'doctorNotes',
] as const;

/** Those of an assessment. */
export const ASSESSMENT_KEYS = [
  'assessedOn',
  'assessedAt',
  'method',
  'lengthMm',
  'widthMm',
  'depthMm',
  'tracedAreaMm2',
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
  'pushScore',
  'bwatScore',
  'bwatItems',
  'notes',
] as const;

type Fields = Readonly<Record<string, unknown>>;
type Keys = readonly string[];

/** A JSON value as fields; none where it is no object. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** What a record says, leaving out what nobody said. */
export function entriesOf(record: Fields, keys: Keys, names: Names) {
  return keys
    .map((key) => ({ label: fieldLabel(key), value: fieldValue(key, record[key], names) }))
    .filter(({ value }) => value !== '');
}

export type ToldRecord = {
  readonly record: Fields &
    SigningState & { readonly recordedByName: string; readonly createdAt: string };
  readonly history: SigningHistory;
  /** What stood there before each correction of the unsigned record, newest first. */
  readonly versions: readonly {
    readonly before: Fields;
    readonly reason: string;
    readonly replacedByName: string;
    readonly replacedAt: string;
  }[];
  readonly keys: Keys;
};

const STATES = {
  unsigned: 'Not signed',
  awaitingCosignature: 'Signed, waits for a co-signature',
  signed: 'Signed',
  voided: 'VOIDED',
} as const;

/** Where a record stands, in a word for a table. */
export function stateInWords(record: SigningState): string {
  const state = STATES[recordStateOf(record)];
  const more = [
    ...(record.amendmentCount > 0 ? ['amended'] : []),
    ...(record.isLateEntry ? ['late entry'] : []),
  ];
  return [state, ...more].join(', ');
}

/** Who recorded, signed, co-signed, amended and voided a record, with what stood there before. */
export function drawMarks(pdf: PdfDocument, told: ToldRecord, names: Names): void {
  const { record } = told;
  const at = (instant: string) => instantInWords(instant, names.timeZone);
  if (record.voidedAt !== null) {
    const by = `${record.voidedByName ?? 'somebody'}, ${at(record.voidedAt)}`;
    const words = `VOIDED by ${by}. Reason: ${record.voidReason ?? 'none given'}`;
    pdf.paragraph(words, { isBold: true, tone: 'warning' });
  }
  const late = record.isLateEntry ? ' Late entry.' : '';
  pdf.paragraph(`Recorded by ${record.recordedByName}, ${at(record.createdAt)}.${late}`);
  drawSignatures(pdf, told.history, at);
  drawAmendments(pdf, told, names);
  drawVersions(pdf, told, names);
}

type At = (instant: string) => string;

const MEANINGS = {
  author: 'Signed',
  cosigner: 'Co-signed',
  amender: 'Signed an amendment',
} as const;

function drawSignatures(pdf: PdfDocument, { signatures, original }: SigningHistory, at: At): void {
  if (signatures.length === 0) {
    const isImported = fieldsOf(original)['isImported'] === true;
    const words = isImported ? 'Recorded by another system; not signed here.' : 'Not signed.';
    return pdf.paragraph(words, { isBold: true });
  }
  return pdf.table({
    columns: [
      { header: 'Signature', share: 2 },
      { header: 'Name', share: 3 },
      { header: 'When', share: 2.2 },
      { header: 'What was attested', share: 4.5 },
      { header: 'SHA-256 of what was signed', share: 4 },
    ],
    rows: signatures.map((each) => ({
      cells: [
        each.meaning === 'cosigner' && each.amendmentId !== null
          ? 'Co-signed an amendment'
          : MEANINGS[each.meaning],
        [each.signerName, each.signerCredential].filter((part) => part !== null).join(', '),
        at(each.signedAt),
        each.attestation,
        each.contentDigest,
      ],
    })),
  });
}

type Change = { readonly before: Fields; readonly after: Fields };

function drawChange(pdf: PdfDocument, change: Change, given: { keys: Keys; names: Names }): void {
  const { keys, names } = given;
  const rows = keys
    .filter((key) => key in change.after)
    .map((key) => ({
      key,
      before: fieldValue(key, change.before[key], names),
      after: fieldValue(key, change.after[key], names),
    }))
    .filter(({ before, after }) => before !== after)
    .map(({ key, before, after }) => ({
      cells: [fieldLabel(key), before || 'Not recorded', after || 'Not recorded'],
    }));
  pdf.table({
    columns: [
      { header: 'What', share: 2, isBold: true },
      { header: 'Stood there before', share: 3 },
      { header: 'Says now', share: 3 },
    ],
    rows,
    ifEmpty: 'No field differs.',
  });
}

function drawAmendments(pdf: PdfDocument, { history, keys }: ToldRecord, names: Names): void {
  let before = fieldsOf(history.original);
  for (const [index, each] of history.amendments.entries()) {
    const who = [each.amendedByName, each.amendedByCredential].filter((part) => part !== null);
    const when = instantInWords(each.amendedAt, names.timeZone);
    const head = `Amendment ${index + 1}, ${inWords(each.kind).toLowerCase()}`;
    pdf.paragraph(`${head}, by ${who.join(', ')}, ${when}`, { isBold: true });
    pdf.paragraph(`Reason: ${each.reason}`);
    if (each.note !== null) pdf.paragraph(each.note);
    if (each.content === null) continue;
    const after = fieldsOf(each.content);
    drawChange(pdf, { before, after }, { keys, names });
    before = { ...before, ...after };
  }
}

function drawVersions(
  pdf: PdfDocument,
  { history, versions, keys }: ToldRecord,
  names: Names,
): void {
  for (const [index, each] of versions.entries()) {
    const when = instantInWords(each.replacedAt, names.timeZone);
    const head = `Corrected before it was signed, by ${each.replacedByName}, ${when}`;
    pdf.paragraph(head, { isBold: true });
    pdf.paragraph(`Reason: ${each.reason}`);
    const after = versions[index - 1]?.before ?? fieldsOf(history.original);
    drawChange(pdf, { before: each.before, after }, { keys, names });
  }
}
