import { apart } from '../../shared/base/apart.ts';
import type { WoundAssessment } from '../../shared/assessments/assessment.ts';
import { bwatItems } from '../../shared/assessments/bwat.ts';
import { formatCivilDate, formatInstant } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { KeyValueList } from '../ui/KeyValueList.tsx';
import { assessmentLines } from './assessment-lines.ts';
import { TissueBar } from './TissueBar.tsx';

export type AssessmentContentViewProps = {
  readonly assessment: WoundAssessment;
  readonly timeZone: string;
};

/** Why an assessment was struck out, by whom and when; nothing where it was not. */
export function VoidedAssessmentNote({ assessment, timeZone }: AssessmentContentViewProps) {
  const { voidedAt, voidedByName, voidReason } = assessment;
  if (voidedAt === null) return null;
  return (
    <InlineMessage
      tone="danger"
      isUrgent={false}
      title={`Voided ${formatInstant(voidedAt, timeZone)} by ${apart(voidedByName ?? '')}`}
    >
      {voidReason}
    </InlineMessage>
  );
}

function scoreLines({ pushScore, bwatScore, bwatItems: items }: WoundAssessment) {
  const scored = bwatItems
    .filter(({ key }) => items?.[key] !== undefined)
    .map(({ key, words }) => `${words} ${items?.[key]}`);
  return [
    { key: 'push', label: 'PUSH', value: pushScore === null ? '' : `${pushScore} of 17` },
    { key: 'bwat', label: 'BWAT', value: bwatScore === null ? '' : `${bwatScore} of 65` },
    { key: 'bwatItems', label: 'BWAT items', value: scored.join(' · ') },
  ].filter(({ value }) => value !== '');
}

/** What an assessment says; struck through once it is voided, and readable all the same. */
export function AssessmentContentView({ assessment, timeZone }: AssessmentContentViewProps) {
  const { assessedOn, assessedAt, voidedAt } = assessment;
  const when =
    assessedAt === null ? formatCivilDate(assessedOn) : formatInstant(assessedAt, timeZone);
  const said = [
    { key: 'when', label: 'Assessed', value: when },
    ...assessmentLines(assessment),
    ...scoreLines(assessment),
  ];
  return (
    <KeyValueList
      entries={[
        ...said.map((line) => ({
          ...line,
          value: (
            <>
              {voidedAt === null ? line.value : <s>{line.value}</s>}
              {line.key === 'tissue' && <TissueBar {...assessment} />}
            </>
          ),
        })),
        {
          key: 'recorded',
          label: 'Recorded',
          value: `${apart(assessment.recordedByName)}, ${formatInstant(assessment.createdAt, timeZone)}`,
        },
      ]}
    />
  );
}
