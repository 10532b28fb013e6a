import { areaOf, isClosed } from './area.ts';
import type { AssessmentContent } from './assessment.ts';

const WHOLE_PERCENT = 100;

type Tissue = Pick<
  AssessmentContent,
  'epithelialPercent' | 'granulationPercent' | 'sloughPercent' | 'necroticPercent'
>;

/** What the percentages of tissue add up to, or null where none was given; one left out counts as 0. */
export function tissueSum(tissue: Tissue): number | null {
  const given = [
    tissue.epithelialPercent,
    tissue.granulationPercent,
    tissue.sloughPercent,
    tissue.necroticPercent,
  ].filter((percent) => percent !== null);
  return given.length === 0 ? null : given.reduce((sum, percent) => sum + percent, 0);
}

/** Why the tissue is not whole, in words; null when it is, or when it was not looked at. */
export function tissueProblem(
  findings: Tissue & Pick<AssessmentContent, 'method' | 'lengthMm' | 'widthMm' | 'tracedAreaMm2'>,
): string | null {
  const sum = tissueSum(findings);
  if (sum === null) return null;
  if (sum !== WHOLE_PERCENT)
    return `The tissue types add up to ${sum} %. Make them ${WHOLE_PERCENT} %, or leave all of them out.`;
  return isClosed(areaOf(findings)) && findings.epithelialPercent !== WHOLE_PERCENT
    ? 'The area is 0, which means closed tissue, but the tissue types say that the bed is open. Correct one of them.'
    : null;
}
