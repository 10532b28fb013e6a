import type { CivilDate } from '../../shared/base/civil-date.ts';
import type { Claim } from '../../shared/billing/claim.ts';
import {
  addressInLines,
  type CodeWords,
  listedName,
  patientOf,
} from '../../shared/billing/statement/claim-words.ts';
import {
  itemizedStatementOf,
  type StatementClaim,
} from '../../shared/billing/statement/itemized-statement.ts';
import { superbillsOf } from '../../shared/billing/statement/superbill.ts';
import { createPdfDocument } from '../platform/pdf/pdf-document.ts';
import type { PdfFonts } from '../platform/pdf-fonts.ts';
import { drawStatement } from './draw-statement.ts';
import { drawBiller, drawSuperbill } from './draw-superbill.ts';
import type { MadePdf } from './form-pdf.ts';

export type PaperFacts = {
  readonly fonts: PdfFonts;
  readonly madeAt: Date;
  readonly wordsOf: CodeWords;
};

function whoOf(claim: Claim): string {
  const patient = patientOf(claim);
  const mrn = claim.mrn === null ? '' : `, MRN ${claim.mrn}`;
  return `${listedName(patient)}, born ${patient.birthOn}${mrn}`;
}

const FOOTER = 'Codes and charges as they were billed. Made by Caretrail.';

/** The claim with the latest service says who the patient is and who bills. */
function newestOf(claims: readonly Claim[]): Claim {
  const [newest] = claims.toSorted((one, other) => lastDay(other).localeCompare(lastDay(one)));
  if (newest === undefined) throw new Error('A statement needs a claim');
  return newest;
}

/**
 * A page for each day of service of claims of one patient, to hand to a payer. Throws without a claim.
 */
export async function superbillPdf(claims: readonly Claim[], facts: PaperFacts): Promise<MadePdf> {
  const { fonts, madeAt, wordsOf } = facts;
  const pdf = await createPdfDocument({
    fonts,
    facts: { title: 'Superbill', madeAt },
    header: { who: whoOf(newestOf(claims)), what: 'Superbill' },
    footer: FOOTER,
  });
  for (const claim of claims)
    for (const superbill of superbillsOf(claim, wordsOf)) drawSuperbill(pdf, superbill);
  return pdf.finish();
}

export type StatementDays = { readonly fromOn: CivilDate; readonly toOn: CivilDate };

/**
 * All charges of one patient in some days; the claims are those of the patient, in any order. Throws
 * without a claim.
 */
export async function statementPdf(
  claims: readonly StatementClaim[],
  days: StatementDays,
  { fonts, madeAt, wordsOf }: PaperFacts,
): Promise<MadePdf> {
  const newest = newestOf(claims.map(({ claim }) => claim));
  const pdf = await createPdfDocument({
    fonts,
    facts: { title: 'Itemised statement', madeAt },
    header: { who: whoOf(newest), what: 'Itemised statement' },
    footer: FOOTER,
  });
  pdf.title('Itemised statement', `Services from ${days.fromOn} to ${days.toOn}`);
  drawBiller(pdf, newest);
  const patient = patientOf(newest);
  pdf.keyValues([
    { label: 'Patient', value: listedName(patient) },
    { label: 'Address', value: addressInLines(patient.address).join('\n') },
  ]);
  drawStatement(pdf, itemizedStatementOf(claims, days, wordsOf));
  return pdf.finish();
}

function lastDay({ lines }: Claim): CivilDate {
  return lines.reduce((last, { servedOn }) => (servedOn > last ? servedOn : last), '');
}
