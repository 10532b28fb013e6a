import type { CivilDate } from '../../shared/base/civil-date.ts';
import type { Claim } from '../../shared/billing/claim.ts';
import { cms1500Of, type FormPage } from '../../shared/billing/cms1500/claim-pages.ts';
import type { PaperClaim } from '../../shared/billing/cms1500/paper-claim.ts';
import type { ClaimProblem } from '../../shared/billing/x12/claim-problem.ts';
import { type FormPrint, formPdf, type MadePdf } from './form-pdf.ts';

export type PaperClaims = FormPrint & {
  readonly claims: AsyncIterable<Claim> | Iterable<Claim>;
  /** What each says beyond itself. */
  readonly paperOf: (claim: Claim) => PaperClaim;
  /** The site's day. */
  readonly today: CivilDate;
  /** A file is ended after the claim that fills it. */
  readonly pagesPerFile?: number;
};

export type RefusedClaim = {
  readonly controlNumber: string;
  readonly problems: readonly ClaimProblem[];
};

export type ClaimFile = MadePdf & {
  /** The claims on its pages, in order. */
  readonly controlNumbers: readonly string[];
};

const PAGES_PER_FILE = 250;

/**
 * Any number of claims as PDFs of bounded size, so that memory does not grow with them. A claim that
 * cannot be printed is on no page: it is given to `refuse`.
 */
export async function* cms1500Files(
  { claims, paperOf, today, pagesPerFile = PAGES_PER_FILE, ...print }: PaperClaims,
  refuse: (claim: RefusedClaim) => void,
): AsyncGenerator<ClaimFile> {
  let pages: FormPage[] = [];
  let controlNumbers: string[] = [];
  for await (const claim of claims) {
    const made = cms1500Of(claim, paperOf(claim), today);
    if (!made.ok) {
      refuse({ controlNumber: claim.controlNumber, problems: made.failure.problems });
      continue;
    }
    pages.push(...made.value);
    controlNumbers.push(claim.controlNumber);
    if (pages.length < pagesPerFile) continue;
    yield { ...(await formPdf(pages, print)), controlNumbers };
    pages = [];
    controlNumbers = [];
  }
  if (pages.length > 0) yield { ...(await formPdf(pages, print)), controlNumbers };
}
