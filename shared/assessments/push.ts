import { isClosed, scoredAreaOf } from './area.ts';
import type { WoundAssessment } from './assessment.ts';

/** What the tool scores, of an assessment. */
export type PushFindings = Pick<
  WoundAssessment,
  | 'lengthMm'
  | 'widthMm'
  | 'areaMm2'
  | 'exudateAmount'
  | 'epithelialPercent'
  | 'granulationPercent'
  | 'sloughPercent'
  | 'necroticPercent'
>;

/** Upper ends of the bands 1 to 9 in tenths of a cm²; above the last is 10. */
const BAND_ENDS = [2, 6, 10, 20, 30, 40, 80, 120, 240] as const;

/**
 * PUSH Tool 3.0 (National Pressure Ulcer Advisory Panel, 1998), length times width: 0 for 0 cm², 1 for
 * less than 0.3, then 0.3-0.6, 0.7-1.0, 1.1-2.0, 2.1-3.0, 3.1-4.0, 4.1-8.0, 8.1-12.0, 12.1-24.0, more.
 * The bands leave gaps, so the area is first rounded to 0.1 cm², halves up; open tissue is never 0.
 */
export function pushAreaScore(areaMm2: number): number {
  if (isClosed(areaMm2)) return 0;
  const tenths = Math.round(areaMm2 / 10);
  const band = BAND_ENDS.findIndex((end) => tenths <= end);
  return band === -1 ? 10 : band + 1;
}

const EXUDATE_SCORES = { none: 0, light: 1, moderate: 2, heavy: 3 } as const;

/** The worst tissue there is: 4 any necrosis, 3 any slough, 2 granulation, 1 epithelium, 0 closed. */
export function pushTissueScore(findings: PushFindings): number | null {
  if (isClosed(scoredAreaOf(findings))) return 0;
  const { epithelialPercent, granulationPercent, sloughPercent, necroticPercent } = findings;
  if ((necroticPercent ?? 0) > 0) return 4;
  if ((sloughPercent ?? 0) > 0) return 3;
  if ((granulationPercent ?? 0) > 0) return 2;
  return (epithelialPercent ?? 0) > 0 ? 1 : null;
}

/** The sum of the three, 0 to 17; null where size, exudate or tissue was not looked at. */
export function pushScoreOf(findings: PushFindings): number | null {
  const areaMm2 = scoredAreaOf(findings);
  const tissue = pushTissueScore(findings);
  if (areaMm2 === null || tissue === null || findings.exudateAmount === null) return null;
  return pushAreaScore(areaMm2) + EXUDATE_SCORES[findings.exudateAmount] + tissue;
}
