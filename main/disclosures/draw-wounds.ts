import { areaReductionPercent } from '../../shared/assessments/area-reduction.ts';
import { areaInWords, changeInWords, lengthInWords } from '../../shared/base/size-words.ts';
import { dayInWords } from '../../shared/disclosures/disclosure.ts';
import type { PdfDocument } from '../platform/pdf/pdf-document.ts';
import type { ToldAssessment, ToldWound } from './chart-content.ts';
import { ASSESSMENT_KEYS, drawMarks, entriesOf, fieldsOf, stateInWords } from './draw-record.ts';
import { inWords, type Names } from '../../shared/charts/field-words.ts';

/** A wound: what it is, how its size went, and each assessment. */
export function drawWound(pdf: PdfDocument, { wound, assessments }: ToldWound, names: Names): void {
  pdf.heading(`Wound ${wound.woundNumber}: ${wound.location}`, 2);
  if (wound.voidedAt !== null) {
    const words = `VOIDED. Reason: ${wound.voidReason ?? 'none given'}`;
    pdf.paragraph(words, { isBold: true, tone: 'warning' });
  }
  const keys = ['etiology', 'etiologyDetail', 'diagnosisCode', 'onsetOn', 'status', 'statusOn'];
  pdf.keyValues([
    ...entriesOf(wound, keys, names),
    ...wound.episodes.map(({ startedOn, endedOn, endReason }) => ({
      label: 'In care',
      value:
        endedOn === null
          ? `Since ${dayInWords(startedOn)}`
          : `${dayInWords(startedOn)} to ${dayInWords(endedOn)} (${inWords(endReason ?? 'other').toLowerCase()})`,
    })),
  ]);
  drawCourse(pdf, assessments);
  for (const told of assessments) drawAssessment(pdf, told, names);
}

/** The sizes of a wound, the oldest first, each with its change against the first. */
export function drawCourse(pdf: PdfDocument, assessments: readonly ToldAssessment[]): void {
  const oldestFirst = assessments
    .map(({ record }) => record)
    .toSorted((one, other) => (one.assessedOn < other.assessedOn ? -1 : 1));
  const first = oldestFirst.find(({ areaMm2, voidedAt }) => voidedAt === null && areaMm2 !== null);
  pdf.table({
    columns: [
      { header: 'Assessed', share: 1.6 },
      { header: 'Length × width × depth', share: 3 },
      { header: 'Area', share: 1.3, align: 'end' },
      { header: 'Change', share: 1.1, align: 'end' },
      { header: 'Measured by', share: 1.5 },
      { header: 'Exudate', share: 1.4 },
      { header: 'Record', share: 2.6 },
    ],
    rows: oldestFirst.map((record) => ({
      isStruck: record.voidedAt !== null,
      tone: record.voidedAt === null ? 'plain' : 'warning',
      cells: [
        dayInWords(record.assessedOn),
        sizeInWords(record),
        record.areaMm2 === null ? '' : areaInWords(record.areaMm2),
        changeOf(first, record),
        record.method === null ? '' : inWords(record.method),
        record.exudateAmount === null ? '' : inWords(record.exudateAmount),
        stateInWords(record),
      ],
    })),
    ifEmpty: 'No assessment on these days.',
  });
}

type Assessment = ToldAssessment['record'];

/** Length, width and depth as far as they were measured. */
export function sizeInWords({ lengthMm, widthMm, depthMm }: Assessment): string {
  const sides = [lengthMm, widthMm, depthMm].flatMap((side) => side ?? []);
  return sides.map(lengthInWords).join(' × ');
}

function changeOf(first: Assessment | undefined, record: Assessment): string {
  if (!first || first.id === record.id || record.voidedAt !== null) return '';
  // Methods are never mixed in a reduction.
  if (first.method !== record.method || record.areaMm2 === null || first.areaMm2 === null)
    return '';
  const reduction = areaReductionPercent(first.areaMm2, record.areaMm2);
  return reduction === null ? '' : changeInWords(reduction);
}

export function drawAssessment(pdf: PdfDocument, told: ToldAssessment, names: Names): void {
  const { record, history, versions } = told;
  pdf.heading(`Assessment of ${dayInWords(record.assessedOn)}`, 3);
  pdf.keyValues(entriesOf(record, ASSESSMENT_KEYS, names));
  const past = versions.map(({ assessment, ...each }) => ({
    ...each,
    before: fieldsOf(assessment),
  }));
  drawMarks(pdf, { record, history, versions: past, keys: ASSESSMENT_KEYS }, names);
}

/** What a protocol asked for on a wound, and where it was deviated from. */
export function drawProtocols(pdf: PdfDocument, { wound, protocols }: ToldWound): void {
  if (protocols.length === 0) pdf.paragraph(`Wound ${wound.woundNumber}: no protocol was started.`);
  for (const run of protocols) {
    pdf.heading(`Wound ${wound.woundNumber}: ${run.protocol.title}`, 2);
    const { dueCount, inTimeCount, lateCount, missedCount, deviatedCount } = run.adherence;
    pdf.keyValues([
      { label: 'Version', value: String(run.protocol.version) },
      { label: 'Started', value: `${dayInWords(run.startedOn)} by ${run.startedByName}` },
      {
        label: 'Ended',
        value: run.endedOn === null ? 'Goes on' : dayInWords(run.endedOn),
      },
      ...(run.stopReason === null ? [] : [{ label: 'Why it was stopped', value: run.stopReason }]),
      {
        label: 'Steps so far',
        value: `${dueCount} due: ${inTimeCount} in time, ${lateCount} late, ${missedCount} missed, ${deviatedCount} deviated from`,
      },
    ]);
    const stepOf = new Map(run.steps.map(({ id, instruction }) => [id, instruction]));
    pdf.table({
      columns: [
        { header: 'Due', share: 1.5 },
        { header: 'Step', share: 3 },
        { header: 'What', share: 2.5 },
        { header: 'Reason or finding', share: 3.5 },
        { header: 'Said', share: 2.2 },
      ],
      rows: run.entries.map((entry) => ({
        cells: [
          dayInWords(entry.dueOn),
          stepOf.get(entry.stepId) ?? 'A step of an earlier version',
          entry.kind === 'review'
            ? 'Review'
            : entry.deviation === 'otherProduct'
              ? `Deviation: ${entry.productName ?? 'another product'}`
              : 'Deviation: not done',
          entry.words,
          `${dayInWords(entry.on)}, ${entry.recordedByName}`,
        ],
      })),
      ifEmpty: 'No deviation and no review was recorded.',
    });
  }
}
