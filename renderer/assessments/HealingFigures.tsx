import type { Checkpoint } from '../../shared/assessments/area-reduction.ts';
import type { HealingCurve, HealingTrend } from '../../shared/assessments/healing.ts';
import {
  type ReachedThreshold,
  thresholdsOf,
} from '../../shared/assessments/healing-thresholds.ts';
import { areaInWords, changeInWords } from '../../shared/base/size-words.ts';
import type { Etiology } from '../../shared/wounds/wound.ts';
import { formatCivilDate } from '../ui/format.ts';

const TREND_WORDS: Readonly<Record<HealingTrend, string>> = {
  closed: 'Closed',
  smaller: 'Getting smaller',
  unchanged: 'Unchanged',
  larger: 'Getting larger',
};

type FigureProps = {
  readonly label: string;
  readonly value: string;
  readonly note?: string | undefined;
};

function Figure({ label, value, note }: FigureProps) {
  return (
    <div className="healing-figure">
      <dt>{label}</dt>
      <dd>
        <span className="healing-figure__value">{value}</span>
        {note !== undefined && <span className="healing-figure__note">{note}</span>}
      </dd>
    </div>
  );
}

function WeekFigure({ week, checkpoint }: { week: number; checkpoint: Checkpoint | null }) {
  return (
    <Figure
      label={`At ${week} weeks`}
      value={checkpoint === null ? '–' : changeInWords(checkpoint.reductionPercent)}
      note={checkpoint === null ? 'not measured then' : `on day ${checkpoint.afterDays}`}
    />
  );
}

/** The figures that a curve comes down to. */
export function HealingFigures({ curve }: { readonly curve: HealingCurve }) {
  const { latest, baseline, reductionPercent, weeklyPercent, trend } = curve;
  return (
    <dl className="healing-figures">
      <Figure
        label="Area"
        value={areaInWords(latest.areaMm2)}
        note={formatCivilDate(latest.assessedOn)}
      />
      <Figure
        label="Since baseline"
        value={reductionPercent === null ? '–' : changeInWords(reductionPercent)}
        note={
          baseline === null
            ? 'no open size yet'
            : `${areaInWords(baseline.areaMm2)}, ${formatCivilDate(baseline.assessedOn)}`
        }
      />
      <WeekFigure week={4} checkpoint={curve.week4} />
      <WeekFigure week={8} checkpoint={curve.week8} />
      <Figure
        label="Per week"
        value={weeklyPercent === null ? '–' : changeInWords(weeklyPercent)}
        note={trend === null ? 'needs a week' : TREND_WORDS[trend]}
      />
    </dl>
  );
}

function ownResult({ reductionPercent, isReached, percent }: ReachedThreshold): string {
  if (reductionPercent === null || isReached === null) return 'This wound: not measured then.';
  const own = changeInWords(reductionPercent);
  return isReached
    ? `This wound: ${own}, at least ${percent}%.`
    : `This wound: ${own}, under ${percent}%.`;
}

type ThresholdsProps = { readonly curve: HealingCurve; readonly etiology: Etiology };

/** What studies found about such reductions: information with its source, and no verdict. */
export function HealingThresholds({ curve, etiology }: ThresholdsProps) {
  const thresholds = thresholdsOf(curve, etiology);
  const isAnalogy = thresholds.some(({ isOfThisEtiology }) => !isOfThisEtiology);
  return (
    <details className="healing-thresholds">
      <summary>What studies found at 4 and 8 weeks</summary>
      {isAnalogy && (
        <p>
          These studies were of diabetic foot ulcers. For another kind of wound they are an analogy.
        </p>
      )}
      <ul>
        {thresholds.map((threshold) => (
          <li key={threshold.code}>
            <p>
              {threshold.words} <strong>{ownResult(threshold)}</strong>
            </p>
            <p className="healing-thresholds__source">{threshold.source}</p>
          </li>
        ))}
      </ul>
    </details>
  );
}
