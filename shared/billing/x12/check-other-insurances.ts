import { type CivilDate, isCivilDate } from '../../base/civil-date.ts';
import { type Claim, type OtherInsurance, totalCentsOf } from '../claim.ts';
import { type Adjustment, MAX_REASONS, patientCentsOf, sumOf } from '../payer-decision.ts';
import { MAX_AMOUNT_CENTS } from './amount.ts';
import { checkAddress, checkIdentifier, checkNames, checkText } from './check-party.ts';
import { MEDICARE_FILING_CODES } from './claim-loops.ts';
import type { Place, Report } from './claim-problem.ts';
import { decisionOf } from './other-insurance-loops.ts';

const TURNS = ['P', 'S', 'T'] as const;

function checkReason(
  report: Report,
  { payer, subscriber }: Pick<OtherInsurance, 'payer' | 'subscriber'>,
  { field, what }: Place,
): void {
  const isLaterMedicare =
    MEDICARE_FILING_CODES.includes(payer.filingCode) && subscriber.responsibility !== 'P';
  const at = `${field}.medicareSecondaryReason`;
  if (isLaterMedicare && subscriber.medicareSecondaryReason === null)
    report(
      at,
      'medicareReasonMissing',
      `Medicare is not the first to pay as ${what}, and the claim does not say why: choose the reason.`,
    );
  if (!isLaterMedicare && subscriber.medicareSecondaryReason !== null)
    report(
      at,
      'unexpectedMedicareReason',
      `The claim says why Medicare is not the first to pay, but ${what} is not that: take the reason out.`,
    );
}

/** An amount that a payer paid: nothing or more, never less. */
function checkPaid(report: Report, cents: number, { field, what }: Place): void {
  if (Number.isSafeInteger(cents) && cents >= 0 && cents <= MAX_AMOUNT_CENTS) return;
  report(
    field,
    'badPaid',
    `What was paid for the ${what} is no amount of nothing or more: correct it.`,
  );
}

function checkAdjustments(
  report: Report,
  adjustments: readonly Adjustment[],
  { field, what }: Place,
): void {
  const named = adjustments.map(({ group, reasonCode }) => `${group}-${reasonCode}`);
  const isRight = ({ reasonCode, amountCents }: Adjustment) =>
    /^(?:\d{1,3}|[A-Z]\d{1,2})$/.test(reasonCode) &&
    Number.isSafeInteger(amountCents) &&
    amountCents !== 0 &&
    Math.abs(amountCents) <= MAX_AMOUNT_CENTS;
  if (!adjustments.every(isRight))
    report(
      field,
      'badAdjustment',
      `An adjustment of the ${what} has no reason code as the remittance gives it, or no amount: correct it.`,
    );
  if (new Set(named).size < named.length)
    report(
      field,
      'repeatedAdjustment',
      `The ${what} has one reason twice: write one adjustment with their sum.`,
    );
  const groups = Map.groupBy(adjustments, ({ group }) => group);
  if ([...groups.values()].some((each) => each.length > MAX_REASONS))
    report(
      field,
      'tooManyAdjustments',
      `The ${what} has more than ${MAX_REASONS} reasons of one group, more than a claim holds: bill it by the payer’s portal.`,
    );
}

function checkDecidedOn(
  report: Report,
  decidedOn: CivilDate,
  {
    claim,
    today,
    field,
  }: { readonly claim: Claim; readonly today: CivilDate; readonly field: string },
): void {
  const first = claim.lines[0]?.servedOn ?? decidedOn;
  if (isCivilDate(decidedOn) && decidedOn <= today && decidedOn >= first) return;
  report(
    `${field}.decidedOn`,
    'badDate',
    'The day of the payer’s decision is no day from the service until today: enter the one of its remittance.',
  );
}

/** What one payer decided of a claim: every line by itself, or the claim alone, and nothing that is not accounted for. */
export function checkDecision(
  report: Report,
  other: OtherInsurance,
  of: { readonly claim: Claim; readonly today: CivilDate; readonly field: string },
): void {
  const { decision } = other;
  const { claim, field } = of;
  if (decision === null) return;
  const at = `${field}.decision`;
  checkDecidedOn(report, decision.decidedOn, { ...of, field: at });
  checkPaid(report, decision.paidCents, { field: `${at}.paidCents`, what: 'claim' });
  checkAdjustments(report, decision.adjustments, { field: `${at}.adjustments`, what: 'claim' });
  const decided = claim.lines.map((line) => decisionOf(line, other));
  const isByLine = decided.some((each) => each !== undefined);
  for (const [index, line] of claim.lines.entries()) {
    const ofLine = decided[index];
    const place = { field: `lines.${index}.decisions`, what: `service line ${index + 1}` };
    if (ofLine) {
      checkPaid(report, ofLine.paidCents, place);
      checkAdjustments(report, ofLine.adjustments, place);
    }
    if (!isByLine) continue;
    const accounted = (ofLine?.paidCents ?? 0) + sumOf(ofLine?.adjustments ?? []);
    if (accounted !== line.chargeCents)
      report(
        place.field,
        'unbalanced',
        `What was paid for ${place.what} and its adjustments do not come to its charge: compare them with the remittance.`,
      );
  }
  const ofLines = decided.flatMap((each) => each?.adjustments ?? []);
  const all = [...decision.adjustments, ...ofLines];
  if (decision.paidCents + sumOf(all) !== totalCentsOf(claim))
    report(
      `${at}.paidCents`,
      'unbalanced',
      'What was paid for the claim and all adjustments do not come to its charge: compare them with the remittance.',
    );
  if (decision.patientCents !== patientCentsOf(all))
    report(
      `${at}.patientCents`,
      'unbalanced',
      'What the patient owes is not what the adjustments of group PR come to: compare them with the remittance.',
    );
}

/** Whoever is to pay before has decided, each in a turn of its own. */
function checkTurns(report: Report, { subscriber, otherInsurances }: Claim): void {
  const own = TURNS.indexOf(subscriber.responsibility);
  const before = otherInsurances.filter(
    (other) => TURNS.indexOf(other.subscriber.responsibility) < own,
  );
  if (before.length < own || before.some(({ decision }) => decision === null))
    report(
      'subscriber.responsibility',
      'otherPayerMissing',
      'The payer is not the first to pay, and the claim cannot say what the one before it paid. Bill that one first: once it has decided, its claim leads to the next insurance.',
    );
  const turns = [subscriber, ...otherInsurances.map((other) => other.subscriber)].map(
    ({ responsibility }) => responsibility,
  );
  if (new Set(turns).size < turns.length)
    report(
      'otherInsurances',
      'repeatedTurn',
      'Two insurances of the patient have the same turn: say on the chart which of them pays first.',
    );
  const payers = otherInsurances.flatMap(({ payer, decision }) =>
    decision === null ? [] : payer.payerId,
  );
  if (new Set(payers).size < payers.length)
    report(
      'otherInsurances',
      'repeatedPayer',
      'Two other insurances have the same payer id, so that a claim cannot say which of them paid: correct the payers.',
    );
}

/** What is wrong with what a claim says of other insurances than the one that is billed. */
export function checkOtherInsurances(report: Report, claim: Claim, today: CivilDate): void {
  checkTurns(report, claim);
  checkReason(report, claim, { field: 'subscriber', what: 'the payer' });
  for (const [index, other] of claim.otherInsurances.entries()) {
    const field = `otherInsurances.${index}`;
    const { payer, subscriber } = other;
    checkText(report, payer.name, { field: `${field}.payer.name`, what: "other payer's name" });
    const payerId = { field: `${field}.payer.payerId`, what: 'other payer’s id', max: 80 };
    checkIdentifier(report, payer.payerId, payerId);
    const memberId = {
      field: `${field}.memberId`,
      what: 'member id of the other insurance',
      max: 80,
    };
    checkIdentifier(report, subscriber.memberId, memberId);
    const person = { field: `${field}.subscriber`, what: 'subscriber of the other insurance' };
    checkNames(report, subscriber, person);
    checkAddress(report, subscriber.address, {
      ...person,
      field: `${person.field}.address`,
      needsPlusFour: false,
    });
    checkReason(report, other, { ...person, what: 'the other insurance' });
    checkDecision(report, other, { claim, today, field });
  }
}
