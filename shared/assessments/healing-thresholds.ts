import type { Etiology } from '../wounds/wound.ts';
import type { HealingCurve } from './healing.ts';

/** What a study found about a reduction at a week. Information for a clinician, never a verdict. */
export type HealingThreshold = {
  readonly code: 'sheehan' | 'coerper' | 'warriner';
  readonly week: 4 | 8;
  /** Reductions of this much or more reach it. */
  readonly percent: number;
  readonly words: string;
  readonly source: string;
  /** The wounds that were studied; for others it is an analogy. */
  readonly etiology: Etiology;
};

export const healingThresholds: readonly HealingThreshold[] = [
  {
    code: 'coerper',
    week: 4,
    percent: 50,
    words:
      'Half the area gone at 4 weeks: 52 % of such diabetic foot ulcers were healed at 12 weeks, and 18 % of the others.',
    source: 'Coerper et al., J Diabetes Complications 2009;23:49-53 (704 patients)',
    etiology: 'diabetic',
  },
  {
    code: 'sheehan',
    week: 4,
    percent: 53,
    words:
      '53 % at 4 weeks lay midway between diabetic foot ulcers that healed by 12 weeks (82 % on average) and those that did not (25 %). Of the half that shrank more, 58 % healed; of the other, 9 %.',
    source: 'Sheehan et al., Diabetes Care 2003;26:1879-1882 (203 patients)',
    etiology: 'diabetic',
  },
  {
    code: 'warriner',
    week: 8,
    percent: 90,
    words:
      'Of diabetic foot ulcers that had lost half their area at 4 weeks, 82 % of those under 90 % at 8 weeks were not healed at 12 weeks: a reason to look again.',
    source: 'Warriner, Snyder, Cardinal, Int Wound J 2011;8:632-637 (120 patients)',
    etiology: 'diabetic',
  },
];

export type ReachedThreshold = HealingThreshold & {
  /** Null while no assessment stands for that week. */
  readonly reductionPercent: number | null;
  readonly isReached: boolean | null;
  readonly isOfThisEtiology: boolean;
};

/** Each threshold beside what this wound did by then. */
export function thresholdsOf(
  curve: Pick<HealingCurve, 'week4' | 'week8'>,
  etiology: Etiology,
): readonly ReachedThreshold[] {
  return healingThresholds.map((threshold) => {
    const checkpoint = threshold.week === 4 ? curve.week4 : curve.week8;
    const reductionPercent = checkpoint?.reductionPercent ?? null;
    return {
      ...threshold,
      reductionPercent,
      isReached: reductionPercent === null ? null : reductionPercent >= threshold.percent,
      isOfThisEtiology: threshold.etiology === etiology,
    };
  });
}
