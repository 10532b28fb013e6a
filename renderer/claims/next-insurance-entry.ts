import { parseMoney } from '../../shared/base/money-words.ts';
import {
  type Adjustment,
  adjustmentGroups,
  medicareSecondaryReasons,
} from '../../shared/billing/payer-decision.ts';
import type { ClaimShown } from '../../shared/claims/claim-shapes.ts';
import { medicareSecondaryReason } from '../../shared/claims/claim-content.ts';
import type { nextInsuranceFields, PayerDecision } from '../../shared/claims/decision-entry.ts';
import { decisionProblems } from '../../shared/claims/next-claim.ts';
import type { TypedReading } from '../read-typed.ts';

/** What is typed, by field; those of a line carry its id. */
export type NextEntry = Readonly<Record<string, string>>;

type Claim = Pick<ClaimShown, 'nextCoverages' | 'content'>;

/** The fields of one line. */
export const lineFields = (lineId: string) => ({
  paid: `paid ${lineId}`,
  adjustments: `adjustments ${lineId}`,
});

export const reasonOptions = Object.entries(medicareSecondaryReasons).map(([key, label]) => ({
  key,
  label,
}));

export function blankNext({ nextCoverages }: Claim): NextEntry {
  const [only, ...others] = nextCoverages;
  return only && others.length === 0 ? { coverageId: only.id } : {};
}

/** True where Medicare is to be billed, which asks why it is not the first. */
export const isForMedicare = (entry: NextEntry, { nextCoverages }: Claim): boolean =>
  nextCoverages.some(({ id, isMedicare }) => isMedicare && id === entry['coverageId']);

function adjustmentOf(text: string): Adjustment | null {
  const match = /^([A-Z]{2})[\s-]*([0-9A-Z]{1,5})\s+(-?)(\S.*)$/.exec(text.trim().toUpperCase());
  const [, said, reasonCode = '', sign, amount = ''] = match ?? [];
  const group = adjustmentGroups.find((each) => each === said);
  const cents = parseMoney(amount);
  if (group === undefined || cents === null || cents === 'invalid' || cents === 0) return null;
  return { group, reasonCode, amountCents: sign === '-' ? -cents : cents };
}

/** Adjustments as a remittance lists them, `CO-45 120.50, PR-2 30`; null where one is none. */
export function adjustmentsIn(text: string): Adjustment[] | null {
  const said = text.split(/[;\n]|,(?=\s*[A-Za-z])/).filter((part) => part.trim() !== '');
  const read = said.map(adjustmentOf);
  const right = read.filter((each) => each !== null);
  return right.length === read.length ? right : null;
}

const NO_AMOUNT = 'Enter dollars and cents, 0 for nothing';
const NO_ADJUSTMENTS = 'Write group, reason and amount, such as CO-45 120.50, PR-2 30';

type Problems = Record<string, string>;

function moneyIn(entry: NextEntry, field: string, problems: Problems): number {
  const cents = parseMoney(entry[field] ?? '');
  if (cents !== null && cents !== 'invalid') return cents;
  problems[field] = NO_AMOUNT;
  return 0;
}

function listIn(entry: NextEntry, field: string, problems: Problems): Adjustment[] {
  const list = adjustmentsIn(entry[field] ?? '');
  if (list === null) problems[field] = NO_ADJUSTMENTS;
  return list ?? [];
}

/** Either every line or none: a remittance says nothing of lines, or something of each. */
function linesIn(entry: NextEntry, { content }: Claim, problems: Problems) {
  const isBlank = content.lines.every(({ id }) =>
    Object.values(lineFields(id)).every((field) => (entry[field] ?? '').trim() === ''),
  );
  if (isBlank) return [];
  return content.lines.map(({ id }) => ({
    lineId: id,
    paidCents: moneyIn(entry, lineFields(id).paid, problems),
    adjustments: listIn(entry, lineFields(id).adjustments, problems),
  }));
}

const decisionFields: Readonly<Record<string, string>> = {
  'decision.decidedOn': 'decidedOn',
  'decision.paidCents': 'paid',
  'decision.patientCents': 'patient',
  'decision.adjustments': 'adjustments',
};

/** Where in the form stands what is wrong with a decision. */
function fieldOf(path: string, { content }: Claim): string {
  const place = /^lines\.(\d+)\./.exec(path)?.[1];
  const line = content.lines[Number(place ?? Number.NaN)];
  return line ? lineFields(line.id).adjustments : (decisionFields[path] ?? 'paid');
}

function decisionIn(entry: NextEntry, claim: Claim, problems: Problems): PayerDecision {
  return {
    decidedOn: entry['decidedOn'] ?? '',
    paidCents: moneyIn(entry, 'paid', problems),
    patientCents: moneyIn(entry, 'patient', problems),
    adjustments: listIn(entry, 'adjustments', problems),
    lines: linesIn(entry, claim, problems),
  };
}

/** Reads the form and holds it against the claim; else what is wrong, by field. `today` is the site's day. */
export function readNext(
  entry: NextEntry,
  claim: Claim,
  today: string,
): TypedReading<typeof nextInsuranceFields> {
  const problems: Problems = {};
  const { coverageId = '', decidedOn = '' } = entry;
  if (coverageId === '') problems['coverageId'] = 'Choose the insurance';
  if (decidedOn === '') problems['decidedOn'] = 'Enter the day of the remittance';
  const reason = medicareSecondaryReason.safeParse(entry['reason']);
  if (isForMedicare(entry, claim) && !reason.success) problems['reason'] = 'Choose the reason';
  const decision = decisionIn(entry, claim, problems);
  if (Object.keys(problems).length === 0)
    for (const { field, message } of decisionProblems(claim.content, decision, today))
      problems[fieldOf(field, claim)] ??= message;
  if (Object.keys(problems).length > 0) return { ok: false, problems };
  const medicareReason = isForMedicare(entry, claim) && reason.success ? reason.data : null;
  return { ok: true, value: { coverageId, medicareSecondaryReason: medicareReason, decision } };
}
