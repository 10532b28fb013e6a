import type { CivilDate } from '../../base/civil-date.ts';
import { type Claim, claimFrequencies, MAX_DIAGNOSES } from '../claim.ts';
import { mbiOf } from '../mbi.ts';
import { checkLines } from './check-lines.ts';
import { checkOtherInsurances } from './check-other-insurances.ts';
import {
  checkAddress,
  checkCareProvider,
  checkIdentifier,
  checkNpi,
  checkPerson,
  checkStreet,
  checkTaxonomy,
  checkText,
} from './check-party.ts';
import { MEDICARE_FILING_CODES } from './claim-loops.ts';
import type { ClaimProblem, Report } from './claim-problem.ts';

/** Claim filing indicators of SBR09 in 005010X222A1. */
const FILING_CODES = new Set(
  '11 12 13 14 15 16 17 AM BL CH CI DS FI HM LM MA MB MC OF TV VA WC ZZ'.split(' '),
);

/** Relationships of PAT01 in 005010X222A1. */
const RELATIONSHIPS = new Set('01 19 20 21 39 40 53 G8'.split(' '));

const HOME = '12';

function checkBilling(report: Report, { billing }: Claim): void {
  const place = { field: 'billing', what: 'billing provider' };
  checkText(report, billing.name, { field: 'billing.name', what: "billing provider's name" });
  checkNpi(report, billing.npi, place);
  checkTaxonomy(report, billing.taxonomy, place);
  if (!/^\d{9}$/.test(billing.ein)) {
    report('billing.ein', 'badEin', "The billing provider's EIN is not nine digits: correct it.");
  }
  if (!/^\d{10}$/.test(billing.phone)) {
    report(
      'billing.phone',
      'badPhone',
      "The billing provider's phone is not ten digits: correct it.",
    );
  }
  const address = { field: 'billing.address', what: 'billing provider' };
  checkAddress(report, billing.address, { ...address, needsPlusFour: true });
  checkStreet(report, billing.address, address);
}

function checkPayer(report: Report, { payer }: Claim): void {
  checkText(report, payer.name, { field: 'payer.name', what: "payer's name" });
  checkIdentifier(report, payer.payerId, { field: 'payer.payerId', what: 'payer id', max: 80 });
  if (!FILING_CODES.has(payer.filingCode)) {
    report(
      'payer.filingCode',
      'badCode',
      "The payer's claim filing code is not one of the standard's: choose one.",
    );
  }
}

function checkMemberId(report: Report, { subscriber, payer }: Claim): void {
  const field = 'subscriber.memberId';
  checkIdentifier(report, subscriber.memberId, { field, what: 'member id', max: 80 });
  if (MEDICARE_FILING_CODES.includes(payer.filingCode) && mbiOf(subscriber.memberId) === null) {
    report(
      field,
      'badMbi',
      'The member id is not a Medicare number (MBI, eleven characters): compare it with the Medicare card.',
    );
  }
}

function checkPatient(report: Report, claim: Claim, today: CivilDate): void {
  const { subscriber, dependent, payer } = claim;
  checkMemberId(report, claim);
  checkPerson(report, subscriber, { field: 'subscriber', what: 'subscriber', today });
  if (subscriber.groupNumber !== null) {
    checkIdentifier(report, subscriber.groupNumber, {
      field: 'subscriber.groupNumber',
      what: 'group number',
      max: 50,
    });
  }
  if (dependent === null) return;
  checkPerson(report, dependent, { field: 'dependent', what: 'patient', today });
  if (!RELATIONSHIPS.has(dependent.relationshipCode)) {
    report(
      'dependent.relationshipCode',
      'badCode',
      "The patient's relationship to the subscriber is not one of the standard's: choose one.",
    );
  }
  if (MEDICARE_FILING_CODES.includes(payer.filingCode)) {
    report(
      'dependent',
      'medicareDependent',
      'Medicare insures each person alone: make the patient the subscriber.',
    );
  }
}

function checkNumbers(report: Report, claim: Claim): void {
  const { controlNumber, frequency, originalReference, priorAuthorization, mrn } = claim;
  if (!/^[0-9A-Z][0-9A-Z.\-_/]{0,19}$/.test(controlNumber)) {
    report(
      'controlNumber',
      'badIdentifier',
      "The claim's control number is not 1 to 20 capital letters, digits, dots and dashes: make the claim anew.",
    );
  }
  if (!claimFrequencies.includes(frequency)) {
    report(
      'frequency',
      'badFrequency',
      'The claim is neither an original, a replacement nor a void: choose one.',
    );
  }
  if (frequency !== '1' && (originalReference === null || originalReference === '')) {
    report(
      'originalReference',
      'missingOriginal',
      "The claim replaces or voids another but lacks the payer's number of that one: enter it from the payer's answer.",
    );
  } else if (frequency === '1' && originalReference !== null) {
    report(
      'originalReference',
      'unexpectedOriginal',
      'The claim is an original but names an earlier one: make it a replacement, or take the number out.',
    );
  }
  const references = [
    ['originalReference', "payer's number of the original claim", originalReference],
    ['priorAuthorization', 'prior authorization number', priorAuthorization],
    ['mrn', 'medical record number', mrn],
  ] as const;
  for (const [field, what, text] of references) {
    if (text !== null && text !== '') checkIdentifier(report, text, { field, what, max: 50 });
  }
}

function checkPlace(report: Report, { facility, placeOfService }: Claim): void {
  if (!/^\d{2}$/.test(placeOfService)) {
    report(
      'placeOfService',
      'badCode',
      'The place of service is not a code of two digits: choose one.',
    );
  }
  if (facility === null) {
    if (placeOfService === HOME) {
      report(
        'facility',
        'facilityMissing',
        'Care was given at home, but the claim has no address of it: add the address.',
      );
    }
    return;
  }
  const place = { field: 'facility', what: 'service facility' };
  checkText(report, facility.name, { field: 'facility.name', what: "service facility's name" });
  if (facility.npi !== null) checkNpi(report, facility.npi, place);
  checkAddress(report, facility.address, {
    field: 'facility.address',
    what: place.what,
    needsPlusFour: true,
  });
}

function checkDiagnoses(report: Report, { diagnoses }: Claim): void {
  if (diagnoses.length === 0) {
    report('diagnoses', 'noDiagnoses', 'The claim has no diagnosis: choose one from the chart.');
  }
  if (diagnoses.length > MAX_DIAGNOSES) {
    report(
      'diagnoses',
      'tooManyDiagnoses',
      `The claim has more than ${MAX_DIAGNOSES} diagnoses: take out those that no line needs.`,
    );
  }
  const seen = new Set<string>();
  for (const [index, diagnosis] of diagnoses.entries()) {
    const field = `diagnoses.${index}`;
    if (!/^[A-Z]\d[0-9A-Z](?:\.?[0-9A-Z]{1,4})?$/.test(diagnosis)) {
      report(field, 'badCode', `Diagnosis ${index + 1} is not an ICD-10-CM code: choose it again.`);
    }
    const bare = diagnosis.replaceAll('.', '');
    if (seen.has(bare)) {
      report(field, 'repeatedDiagnosis', `Diagnosis ${index + 1} is there twice: take one out.`);
    }
    seen.add(bare);
  }
}

/**
 * All that makes it impossible to send a claim as an 837P; empty when it can go. What a payer's own
 * rules ask beyond the standard is not looked at. `today` is the site's day.
 */
export function problemsOf(claim: Claim, today: CivilDate): readonly ClaimProblem[] {
  const problems: ClaimProblem[] = [];
  const report: Report = (field, code, message) => problems.push({ field, code, message });
  checkNumbers(report, claim);
  checkPayer(report, claim);
  checkBilling(report, claim);
  checkPatient(report, claim, today);
  checkOtherInsurances(report, claim, today);
  checkPlace(report, claim);
  checkCareProvider(report, claim.rendering, { field: 'rendering', what: 'rendering provider' });
  checkCareProvider(report, claim.supervising, {
    field: 'supervising',
    what: 'supervising provider',
  });
  checkCareProvider(report, claim.referring, { field: 'referring', what: 'referring provider' });
  checkDiagnoses(report, claim);
  checkLines(report, claim, today);
  return problems;
}
