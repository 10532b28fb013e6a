import { Fragment } from 'react';
import type { WoundAssessment } from '../../shared/assessments/assessment.ts';
import { formatQuantity } from '../ui/format.ts';
import { assessmentLines } from './assessment-lines.ts';
import { TissueBar } from './TissueBar.tsx';

/** What was found besides the size, which names the entry; what nobody looked at is left out. */
export function AssessmentFacts({ assessment }: { readonly assessment: WoundAssessment }) {
  const { pushScore, bwatScore, photoCount, voidReason } = assessment;
  const scores = [
    pushScore !== null && `PUSH ${pushScore} of 17`,
    bwatScore !== null && `BWAT ${bwatScore} of 65`,
  ].filter((score) => score !== false);
  const lines = [
    ...(voidReason === null ? [] : [{ key: 'void', label: 'Struck out', value: voidReason }]),
    ...assessmentLines(assessment).filter(({ key }) => key !== 'size'),
    ...(scores.length === 0 ? [] : [{ key: 'score', label: 'Scores', value: scores.join(' · ') }]),
    ...(photoCount === 0
      ? []
      : [{ key: 'photos', label: 'Photos', value: formatQuantity(photoCount, 'photo') }]),
  ];
  return (
    <dl className="treatment-facts assessment-facts">
      {lines.map(({ key, label, value }) => (
        <Fragment key={key}>
          <dt>{label}</dt>
          <dd dir="auto">
            {value}
            {key === 'tissue' && <TissueBar {...assessment} />}
          </dd>
        </Fragment>
      ))}
    </dl>
  );
}
