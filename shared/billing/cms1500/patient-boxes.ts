import type { Claim, ClaimPerson } from '../claim.ts';
import { mbiOf } from '../mbi.ts';
import { MEDICARE_FILING_CODES } from '../x12/claim-loops.ts';
import type { FormFiller } from './fill-form.ts';
import { type DateSpots, FORM_SPOTS, type FormSpot } from './form-grid.ts';
import type { PaperClaim } from './paper-claim.ts';
import { cityOf, nameOf, placeOf, plainNameOf, streetOf, zipOf } from './paper-text.ts';

export function isMedicare({ payer }: Pick<Claim, 'payer'>): boolean {
  return MEDICARE_FILING_CODES.includes(payer.filingCode);
}

/** Kinds of insurance that are a group health plan where the member has a group number. */
const GROUP_CODES = new Set(['BL', 'CI', 'HM', '12', '13', '14', '15']);

/** Kinds that pay for what an accident or an employment did. */
const ACCIDENT_CODES = new Set(['WC', 'AM', 'LM']);

function coverageSpot({ payer, subscriber }: Claim): FormSpot {
  if (MEDICARE_FILING_CODES.includes(payer.filingCode)) return FORM_SPOTS.medicare;
  if (payer.filingCode === 'MC') return FORM_SPOTS.medicaid;
  if (payer.filingCode === 'CH') return FORM_SPOTS.tricare;
  if (payer.filingCode === 'VA') return FORM_SPOTS.champva;
  const isGroup = GROUP_CODES.has(payer.filingCode) && subscriber.groupNumber !== null;
  return isGroup ? FORM_SPOTS.groupPlan : FORM_SPOTS.otherCoverage;
}

function fillCarrier(form: FormFiller, { payer }: Claim): void {
  form.name(FORM_SPOTS.payerName, plainNameOf(payer.name));
  if (payer.address === null) return;
  form.name(FORM_SPOTS.payerStreet, streetOf(payer.address, FORM_SPOTS.payerStreet.length));
  form.name(FORM_SPOTS.payerPlace, placeOf(payer.address, FORM_SPOTS.payerPlace.length));
}

type SexSpots = { readonly male: FormSpot; readonly female: FormSpot };

/** The form has no place for a sex that is neither. */
function fillBirth(
  form: FormFiller,
  { birthOn, sex }: ClaimPerson,
  { birth, male, female }: SexSpots & { readonly birth: DateSpots },
): void {
  form.date(birth, birthOn);
  if (sex === 'M') form.mark(male);
  if (sex === 'F') form.mark(female);
}

function fillPatient(form: FormFiller, claim: Claim): void {
  const patient = claim.dependent ?? claim.subscriber;
  const field = claim.dependent === null ? 'subscriber' : 'dependent';
  const { address } = patient;
  form.name(FORM_SPOTS.patientName, nameOf(patient));
  fillBirth(form, patient, {
    birth: FORM_SPOTS.patientBirth,
    male: FORM_SPOTS.patientMale,
    female: FORM_SPOTS.patientFemale,
  });
  const spot = FORM_SPOTS.patientStreet;
  const text = streetOf(address, spot.length);
  form.whole({ spot, text, field: `${field}.address.addressLine`, what: "patient's street" });
  form.name(FORM_SPOTS.patientCity, cityOf(address));
  form.name(FORM_SPOTS.patientState, address.state);
  form.name(FORM_SPOTS.patientZip, zipOf(address));
}

function relationshipSpot({ dependent }: Claim): FormSpot {
  if (dependent === null) return FORM_SPOTS.isSelf;
  if (dependent.relationshipCode === '01') return FORM_SPOTS.isSpouse;
  return dependent.relationshipCode === '19' ? FORM_SPOTS.isChild : FORM_SPOTS.isOther;
}

/** Boxes 4, 6, 7 and 11, which Medicare wants empty, but for NONE, where it pays first. */
function fillInsured(form: FormFiller, claim: Claim, paper: PaperClaim): void {
  if (isMedicare(claim)) {
    form.name(FORM_SPOTS.groupNumber, 'NONE');
    return;
  }
  const { subscriber, payer } = claim;
  const { address } = subscriber;
  form.name(FORM_SPOTS.insuredName, nameOf(subscriber));
  form.mark(relationshipSpot(claim));
  const spot = FORM_SPOTS.insuredStreet;
  const text = streetOf(address, spot.length);
  form.whole({ spot, text, field: 'subscriber.address.addressLine', what: "insured's street" });
  form.name(FORM_SPOTS.insuredCity, cityOf(address));
  form.name(FORM_SPOTS.insuredState, address.state);
  form.name(FORM_SPOTS.insuredZip, zipOf(address));
  form.whole({
    spot: FORM_SPOTS.groupNumber,
    text: subscriber.groupNumber ?? '',
    field: 'subscriber.groupNumber',
    what: 'group number',
  });
  fillBirth(form, subscriber, {
    birth: FORM_SPOTS.insuredBirth,
    male: FORM_SPOTS.insuredMale,
    female: FORM_SPOTS.insuredFemale,
  });
  form.name(FORM_SPOTS.planName, plainNameOf(payer.name));
  form.mark(paper.otherInsured === null ? FORM_SPOTS.anotherPlanNo : FORM_SPOTS.anotherPlanYes);
}

function fillOtherInsured(form: FormFiller, { otherInsured }: PaperClaim): void {
  if (otherInsured === null) return;
  form.name(FORM_SPOTS.otherName, nameOf(otherInsured));
  form.whole({
    spot: FORM_SPOTS.otherPolicy,
    text: otherInsured.policyOrGroupNumber,
    field: 'otherInsured.policyOrGroupNumber',
    what: "other insurance's policy number",
  });
  form.name(FORM_SPOTS.otherPlan, plainNameOf(otherInsured.planName));
}

function fillCause(form: FormFiller, { payer }: Claim, { cause }: PaperClaim): void {
  const { isEmployment, autoAccidentState, isOtherAccident } = cause;
  const isAuto = autoAccidentState !== null;
  form.mark(isEmployment ? FORM_SPOTS.employmentYes : FORM_SPOTS.employmentNo);
  form.mark(isAuto ? FORM_SPOTS.autoYes : FORM_SPOTS.autoNo);
  form.whole({
    spot: FORM_SPOTS.autoState,
    text: autoAccidentState ?? '',
    field: 'cause.autoAccidentState',
    what: 'state of the accident',
  });
  form.mark(isOtherAccident ? FORM_SPOTS.accidentYes : FORM_SPOTS.accidentNo);
  if (ACCIDENT_CODES.has(payer.filingCode) && !isEmployment && !isAuto && !isOtherAccident) {
    const message =
      'The payer pays for accidents or employment, but nothing says what the condition came from: say it, or bill another payer.';
    form.report({ field: 'cause', code: 'missing', message });
  }
}

/** The upper half of the form: carrier and boxes 1 to 13. */
export function fillPatientBoxes(form: FormFiller, claim: Claim, paper: PaperClaim): void {
  const { memberId } = claim.subscriber;
  fillCarrier(form, claim);
  form.mark(coverageSpot(claim));
  form.whole({
    spot: FORM_SPOTS.memberId,
    text: (isMedicare(claim) ? mbiOf(memberId) : null) ?? memberId,
    field: 'subscriber.memberId',
    what: 'member id',
  });
  fillPatient(form, claim);
  fillInsured(form, claim, paper);
  fillOtherInsured(form, paper);
  fillCause(form, claim, paper);
  form.name(FORM_SPOTS.patientSignature, plainNameOf(paper.patientSignature));
  form.date(FORM_SPOTS.patientSigned, paper.patientSignedOn);
  // Medicare asks for it only where a Medigap insurer is to be paid as well.
  if (!isMedicare(claim))
    form.name(FORM_SPOTS.insuredSignature, plainNameOf(paper.patientSignature));
}
