import { areaOf, scoredAreaOf } from '../../shared/assessments/area.ts';
import { measuredIn } from '../../shared/assessments/assessment-entry.ts';
import { bwatItems, bwatScoreOf, bwatSizeItem } from '../../shared/assessments/bwat.ts';
import { bwatOf } from '../../shared/assessments/read-assessment.ts';
import { BWAT_ENDS } from './bwat-steps.ts';
import { ChoiceBar } from './ChoiceBar.tsx';
import type { AssessmentForm } from './use-assessment-form.ts';

const STEPS = ['1', '2', '3', '4', '5'].map((key) => ({ key, title: key }));

function withoutItem(bwat: Readonly<Record<string, number>>, key: string) {
  return Object.fromEntries(Object.entries(bwat).filter(([each]) => each !== key));
}

/** The thirteen items, folded away: few assessments score them. The size follows from the area. */
export function BwatEntry({ model }: { readonly model: AssessmentForm }) {
  const { entry, change } = model;
  const measured = measuredIn(entry);
  const scored = scoredAreaOf({ ...measured, areaMm2: areaOf(measured) });
  const items = bwatOf(entry);
  const count = bwatItems.filter(({ key }) => items?.[key] !== undefined).length;
  const score = bwatScoreOf(items);
  return (
    <details className="bwat-entry" data-field="bwat">
      <summary className="bwat-entry__summary">
        BWAT
        <span className="bwat-entry__count">
          {score === null
            ? count === 0
              ? 'not scored'
              : `${count} of ${bwatItems.length} items`
            : `${score} of 65`}
        </span>
      </summary>
      <div className="bwat-entry__items">
        <p className="bwat-entry__note">
          1 is best, 5 is worst. The words are reminders; score by your copy of the tool.
        </p>
        {bwatItems.map(({ key, words }) =>
          key === 'size' && scored !== null ? (
            <p key={key} className="bwat-entry__given">
              <strong>{words}</strong> {bwatSizeItem(scored)}, from the area
            </p>
          ) : (
            <ChoiceBar
              key={key}
              label={words}
              description={`1 ${BWAT_ENDS[key].best} – 5 ${BWAT_ENDS[key].worst}`}
              choices={STEPS}
              value={entry.bwat[key] === undefined ? null : String(entry.bwat[key])}
              onChange={(step) => change('bwat', { ...entry.bwat, [key]: Number(step) })}
              onClear={() => change('bwat', withoutItem(entry.bwat, key))}
            />
          ),
        )}
      </div>
    </details>
  );
}
