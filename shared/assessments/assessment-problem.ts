import type { CivilDate } from '../base/civil-date.ts';
import { fail, failWith } from '../base/result.ts';
import type { Etiology } from '../wounds/wound.ts';
import { sizeProblem } from './area.ts';
import type { AssessmentContent } from './assessment.ts';
import { isBwatKey } from './bwat.ts';
import { isInfectionSign } from './infection-signs.ts';
import { type StagedOn, stagingProblem } from './pressure-stage.ts';
import { tissueProblem } from './tissue.ts';
import { unusualSizes } from './unusual-size.ts';

/** What an assessment is judged against. */
export type AssessedWound = {
  readonly etiology: Etiology;
  /** The stages of all other assessments of the wound that are not voided. */
  readonly staged: readonly StagedOn[];
  /** Orders assessments of one day: the instant of the assessment, or where none was said of its saving. */
  readonly at: string;
};

function unknownCodes({ infectionSigns, bwatItems }: AssessmentContent): readonly string[] {
  return [
    ...(infectionSigns ?? []).filter((code) => !isInfectionSign(code)),
    ...Object.keys(bwatItems ?? {}).filter((key) => !isBwatKey(key)),
  ];
}

function stageProblem(content: AssessmentContent, wound: AssessedWound): string | null {
  const { pressureStage, assessedOn } = content;
  if (pressureStage === null) return null;
  if (wound.etiology !== 'pressure')
    return 'Only a pressure injury has a stage. Leave the stage out, or correct the etiology of the wound.';
  return stagingProblem({ pressureStage, assessedOn, at: wound.at }, wound.staged);
}

/**
 * What the rules say against what was found, whatever its day: null when nothing does. A size that is
 * only unusual passes once it is confirmed.
 */
export function assessmentProblem(
  content: AssessmentContent,
  wound: AssessedWound,
  confirmedUnusual: boolean,
) {
  if (unknownCodes(content).length > 0)
    return fail(
      'UnknownCode',
      'A sign of infection or an item of the score is not on the list. Choose from the list.',
    );
  const size = sizeProblem(content);
  if (size !== null) return fail('IncompleteSize', size);
  const tissue = tissueProblem(content);
  if (tissue !== null) return fail('TissueNotWhole', tissue);
  const stage = stageProblem(content, wound);
  if (stage !== null) return fail('StageNotAllowed', stage);
  const problems = unusualSizes(content);
  return problems.length > 0 && !confirmedUnusual
    ? failWith('UnusualSize', 'Look at the size once more, and confirm it if it is right.', {
        problems: [...problems],
      })
    : null;
}

/** Why a day cannot be that of an assessment, in words; null when it can. Days are the site's. */
export function assessedOnProblem(
  assessedOn: CivilDate,
  within: { readonly careBeganOn: CivilDate; readonly deceasedOn: CivilDate | null },
  today: CivilDate,
): string | null {
  if (assessedOn > today)
    return `The assessment on ${assessedOn} is in the future. Check the date.`;
  if (assessedOn < within.careBeganOn)
    return `Care of this wound began on ${within.careBeganOn}, after ${assessedOn}. Check the date.`;
  return within.deceasedOn !== null && assessedOn > within.deceasedOn
    ? `The assessment on ${assessedOn} is after the patient's death. Check the date.`
    : null;
}
