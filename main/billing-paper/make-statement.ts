import type { z } from 'zod';
import { civilDateAt } from '../../shared/base/civil-date.ts';
import type { FailuresOf } from '../../shared/base/contract.ts';
import { fail, ok, type Result } from '../../shared/base/result.ts';
import type { Claim } from '../../shared/billing/claim.ts';
import type { CodeWords } from '../../shared/billing/statement/claim-words.ts';
import type { StatementClaim } from '../../shared/billing/statement/itemized-statement.ts';
import type { billingPaperOperations } from '../../shared/billing-paper/contract.ts';
import { sentClaims } from '../claims/actions.ts';
import { diagnosesOn, proceduresOn } from '../codes/actions.ts';
import type { JobContext } from '../platform/context.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { readPdfFonts } from '../platform/pdf-fonts.ts';
import { siteTimeZone } from '../site/actions.ts';
import { keepPaper } from './keep-paper.ts';
import { paperPurposes } from './store.ts';

type Make = (typeof billingPaperOperations)['statements.make'];
type Wanted = z.output<Make['input']>;
type Made = Result<z.input<Make['output']>, FailuresOf<Make>>;

/** What codes mean on the last day: ICD-10-CM and HCPCS Level II alone, whose words are public. */
async function codeWords(db: ReadonlyDb, claims: readonly Claim[], on: string): Promise<CodeWords> {
  const diagnoses = [...new Set(claims.flatMap((claim) => claim.diagnoses))];
  const procedures = [
    ...new Set(claims.flatMap(({ lines }) => lines.map(({ procedureCode }) => procedureCode))),
  ];
  const known = [
    ...(await diagnosesOn(db, diagnoses, on)),
    ...(await proceduresOn(db, procedures, on)),
  ];
  const words = new Map(known.map(({ code, description }) => [code, description]));
  return (code) => words.get(code) ?? null;
}

async function readClaims(db: ReadonlyDb, wanted: Wanted) {
  const timeZone = await siteTimeZone(db);
  const billed = await sentClaims(db, [wanted.patientId], wanted);
  const claims = billed
    .filter(({ isLive, content }) => isLive && content.frequency !== '8')
    .map(
      ({ content, madeAt }): StatementClaim => ({
        claim: content,
        billedOn: civilDateAt(new Date(madeAt), timeZone),
        isWithdrawn: false,
      }),
    );
  const wordsOf = await codeWords(
    db,
    claims.map(({ claim }) => claim),
    wanted.toOn,
  );
  return { claims, wordsOf };
}

/** Makes the PDF of the claims that stand, and keeps it for a day. */
export async function makeStatement(
  wanted: Wanted,
  job: JobContext,
  fontsFolder: string,
): Promise<Made> {
  const { claims, wordsOf } = await job.read((db) => readClaims(db, wanted));
  if (claims.length === 0)
    return fail('NothingBilled', 'Nothing of these days is in a claim that stands.');
  // Loaded when it is needed: the maker of PDFs is large.
  const { statementPdf, superbillPdf } = await import('./patient-pdf.ts');
  const facts = { fonts: await readPdfFonts(fontsFolder), madeAt: job.now, wordsOf };
  const made =
    wanted.kind === 'itemized'
      ? await statementPdf(claims, wanted, facts)
      : await superbillPdf(
          claims.map(({ claim }) => claim),
          facts,
        );
  const kept = { purpose: paperPurposes.statement, label: 'Pages' };
  return ok(await keepPaper(job, made, kept));
}
