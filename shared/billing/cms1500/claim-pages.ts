import type { CivilDate } from '../../base/civil-date.ts';
import { ok, type Result } from '../../base/result.ts';
import type { Claim, ClaimLine } from '../claim.ts';
import { lineFamilies } from '../line-families.ts';
import { problemsOf } from '../x12/check-claim.ts';
import type { ClaimProblem } from '../x12/claim-problem.ts';
import { fillCareBoxes } from './care-boxes.ts';
import { fillForm } from './fill-form.ts';
import { FORM_SPOTS, LINES_PER_PAGE, type PlacedText } from './form-grid.ts';
import { fillLineBoxes } from './line-boxes.ts';
import type { PaperClaim } from './paper-claim.ts';
import { amountOf, MAX_PAGE_CENTS } from './paper-text.ts';
import { fillPatientBoxes, isMedicare } from './patient-boxes.ts';

/** One sheet: complete in itself, with the total of its own lines. */
export type FormPage = {
  readonly cells: readonly PlacedText[];
  readonly totalCents: number;
  readonly lineIds: readonly string[];
};

/** Up to six lines a page, and no more dollars than the box of the total holds. */
function pagesOfPlaces(lines: readonly ClaimLine[]): readonly (readonly number[])[] {
  const totalOf = (places: readonly number[]) =>
    places.reduce((sum, place) => sum + (lines[place]?.chargeCents ?? 0), 0);
  const fits = (places: readonly number[]) =>
    places.length <= LINES_PER_PAGE && totalOf(places) <= MAX_PAGE_CENTS;
  const pages: number[][] = [];
  let open: number[] = [];
  const turn = () => {
    if (open.length > 0) pages.push(open);
    open = [];
  };
  for (const family of lineFamilies(lines)) {
    if (!fits([...open, ...family])) turn();
    for (const place of family) {
      if (!fits([...open, place])) turn();
      open.push(place);
    }
  }
  turn();
  return pages;
}

/** Medicare asks for another filling of boxes 4 to 11 where it is not the first to pay. */
function otherPayerProblem(claim: Claim, paper: PaperClaim): readonly ClaimProblem[] {
  if (claim.subscriber.responsibility === 'P') return [];
  if (!isMedicare(claim) && paper.otherInsured !== null) return [];
  const field = 'subscriber.responsibility';
  const message =
    'The payer is not the first to pay, and the form cannot say who is: send the claim as a file.';
  return [{ field, code: 'otherPayerMissing', message }];
}

/** What the standard of claims refuses; who paid first can be said on paper, unlike in our file. */
function claimProblems(claim: Claim, paper: PaperClaim, today: CivilDate) {
  const general = problemsOf(claim, today).filter(({ code }) => code !== 'otherPayerMissing');
  return [...general, ...otherPayerProblem(claim, paper)];
}

type Filled = { readonly pages: readonly FormPage[]; readonly problems: readonly ClaimProblem[] };

function filledPages(claim: Claim, paper: PaperClaim): Filled {
  const common = fillForm();
  fillPatientBoxes(common, claim, paper);
  fillCareBoxes(common, claim, paper);
  const problems: ClaimProblem[] = [...common.problems];
  const pages = pagesOfPlaces(claim.lines).map((places, index): FormPage => {
    const form = fillForm();
    fillLineBoxes(form, claim, { places, narrative: paper.narrative });
    const lines = places.flatMap((place) => claim.lines[place] ?? []);
    const totalCents = lines.reduce((sum, { chargeCents }) => sum + chargeCents, 0);
    const { total: spot, paid } = FORM_SPOTS;
    const text = amountOf(totalCents, spot.length);
    form.whole({ spot, text, field: 'lines', what: 'total of a page' });
    const paidText = index === 0 && paper.paidCents > 0 ? amountOf(paper.paidCents, 8) : '';
    form.whole({ spot: paid, text: paidText, field: 'paidCents', what: 'amount paid' });
    problems.push(...form.problems);
    return {
      cells: [...common.cells, ...form.cells],
      totalCents,
      lineIds: lines.map(({ id }) => id),
    };
  });
  return { pages, problems };
}

/**
 * All that makes it impossible to print a claim on the CMS-1500 (02/12); empty when it can be printed.
 * `today` is the site's day.
 */
export function paperProblemsOf(
  claim: Claim,
  paper: PaperClaim,
  today: CivilDate,
): readonly ClaimProblem[] {
  return [...claimProblems(claim, paper, today), ...filledPages(claim, paper).problems];
}

/** Why a claim is not printed; `problems` is never empty. */
export type Unprintable = {
  readonly code: 'Unprintable';
  readonly message: string;
  readonly problems: readonly ClaimProblem[];
};

/**
 * The sheets of a claim on the CMS-1500 (02/12), in order; never one with an id, code or amount cut.
 * Its problems are those of `paperProblemsOf`.
 */
export function cms1500Of(
  claim: Claim,
  paper: PaperClaim,
  today: CivilDate,
): Result<readonly FormPage[], Unprintable> {
  const { pages, problems: unfit } = filledPages(claim, paper);
  const problems = [...claimProblems(claim, paper, today), ...unfit];
  if (problems.length === 0) return ok(pages);
  const message = 'The claim cannot be printed as it is.';
  return { ok: false, failure: { code: 'Unprintable', message, problems } };
}
