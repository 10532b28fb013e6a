import { areaOf, scoredAreaOf } from '../../shared/assessments/area.ts';
import { areaReductionPercent } from '../../shared/assessments/area-reduction.ts';
import { measuredIn } from '../../shared/assessments/assessment-entry.ts';
import { pushAreaScore, pushScoreOf, pushTissueScore } from '../../shared/assessments/push.ts';
import { areaInWords, changeInWords } from '../../shared/base/size-words.ts';
import { formatCivilDate } from '../ui/format.ts';
import { KeyValueList } from '../ui/KeyValueList.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { assessmentLines } from './assessment-lines.ts';
import type { AssessmentForm } from './use-assessment-form.ts';
import type { AssessmentScene } from './use-assessment-scene.ts';

type ScoresProps = { readonly model: AssessmentForm; readonly scene: AssessmentScene };

const EXUDATE_PART = { none: 0, light: 1, moderate: 2, heavy: 3 } as const;

function Part({ label, score }: { readonly label: string; readonly score: number | null }) {
  return (
    <div className="push-score__part">
      <dt>{label}</dt>
      <dd>{score ?? '–'}</dd>
    </div>
  );
}

/** PUSH as it stands, with the three parts that make it up. */
function LivePush({ model }: Pick<ScoresProps, 'model'>) {
  const measured = measuredIn(model.entry);
  const findings = { ...measured, areaMm2: areaOf(measured) };
  const scored = scoredAreaOf(findings);
  const score = pushScoreOf(findings);
  const { exudateAmount } = findings;
  return (
    <div className="push-score">
      <div className="push-score__total">
        <span>PUSH</span>
        <output aria-live="polite">{score === null ? '–' : score}</output>
        <span className="push-score__of">of 17</span>
      </div>
      <dl className="push-score__parts">
        <Part label="Area" score={scored === null ? null : pushAreaScore(scored)} />
        <Part label="Exudate" score={exudateAmount === null ? null : EXUDATE_PART[exudateAmount]} />
        <Part label="Tissue" score={pushTissueScore(findings)} />
      </dl>
      {score === null && <p className="push-score__note">Needs size, exudate and tissue.</p>}
    </div>
  );
}

/** How the area compares with last time; only where it was measured in the same way. */
function LiveChange({ model, scene }: ScoresProps) {
  const { last } = scene;
  const measured = measuredIn(model.entry);
  const areaMm2 = areaOf(measured);
  if (areaMm2 === null || last === null || last.areaMm2 === null) return null;
  if (last.method !== measured.method)
    return <p className="push-score__note">Measured another way than last time: not compared.</p>;
  const reduction = areaReductionPercent(last.areaMm2, areaMm2);
  return (
    <p aria-live="polite">
      Since last time:{' '}
      <strong>{reduction === null ? 'open again' : changeInWords(reduction)}</strong> (
      {areaInWords(last.areaMm2)} before)
    </p>
  );
}

/** What follows from what is typed, and what was found last time, beside the form. */
export function LiveScores({ model, scene }: ScoresProps) {
  const { last } = scene;
  return (
    <div className="live-scores">
      <Panel heading="So far">
        <Stack gap={3}>
          <LivePush model={model} />
          <LiveChange model={model} scene={scene} />
        </Stack>
      </Panel>
      <Panel
        heading={last === null ? 'Last time' : `Last time, ${formatCivilDate(last.assessedOn)}`}
      >
        {last === null ? (
          <p>This is the first assessment of this wound. It becomes the baseline.</p>
        ) : (
          <KeyValueList entries={[...assessmentLines({ ...last, notes: null })]} />
        )}
      </Panel>
    </div>
  );
}
