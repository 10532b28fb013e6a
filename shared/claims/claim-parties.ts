import type {
  CareProvider,
  ClaimPerson,
  Dependent,
  OtherInsurance,
  Payer as ClaimPayer,
  PostalAddress,
  ServiceFacility,
  Subscriber,
} from '../billing/claim.ts';
import { MEDICARE_FILING_CODES } from '../billing/x12/claim-loops.ts';
import type { Facility } from '../facilities/contract.ts';
import { authorizationFor, type Coverage, SELF } from '../payers/coverage.ts';
import type { Payer } from '../payers/payer.ts';
import { type DeskProblem, deskProblemOf } from './desk-problem.ts';
import type { ClaimTerms, PatientFacts, StaffMember, TreatmentFacts } from './treatment-facts.ts';

/** CMS place-of-service code of the patient's home, where the address is the patient's own. */
export const HOME = '12';

/** Who and what a treatment's claim names besides its lines. Treatments that agree in all share a claim. */
export type ClaimParties = {
  readonly coverage: Coverage;
  /** Whose turn comes after: a claim names them though they have decided nothing. */
  readonly laterInsurances: readonly OtherInsurance[];
  readonly payer: Payer;
  readonly placeOfService: string;
  readonly facility: ServiceFacility | null;
  readonly rendering: CareProvider;
  readonly supervising: CareProvider | null;
  readonly referring: CareProvider | null;
  readonly priorAuthorization: string | null;
};

export type FoundParties = {
  /** Null where one of them is missing. */
  readonly parties: ClaimParties | null;
  readonly payer: Payer | null;
  readonly problems: readonly DeskProblem[];
};

type Words = {
  readonly addressLine: string | null;
  readonly city: string | null;
  readonly state: string | null;
  readonly postalCode: string | null;
};

/** An address as a claim writes it: what is missing is empty, and the claim's check names it. */
export function addressOf({ addressLine, city, state, postalCode }: Words): PostalAddress {
  return {
    addressLine: addressLine ?? '',
    city: city ?? '',
    state: (state ?? '').trim().toUpperCase(),
    postalCode: (postalCode ?? '').replaceAll(/[\s-]/g, ''),
  };
}

const sexCodes = { female: 'F', male: 'M', other: 'U', unknown: 'U' } as const;

function personOf({ last, first, birthOn, sex, ...words }: PatientFacts): ClaimPerson {
  return { last, first, birthOn, sex: sexCodes[sex], address: addressOf(words) };
}

const turns = { 1: 'P', 2: 'S', 3: 'T' } as const;

/** Who is insured, and the patient where that is somebody else. */
export function insuredOf(
  patient: PatientFacts,
  coverage: Coverage,
): { readonly subscriber: Subscriber; readonly dependent: Dependent | null } {
  const own = personOf(patient);
  const member = {
    memberId: coverage.memberId,
    groupNumber: coverage.groupNumber,
    responsibility: turns[coverage.priority],
    medicareSecondaryReason: null,
  };
  if (coverage.relationshipCode === SELF)
    return { subscriber: { ...own, ...member }, dependent: null };
  const isElsewhere = coverage.subscriberAddressLine !== null;
  return {
    subscriber: {
      last: coverage.subscriberLastName ?? '',
      first: coverage.subscriberFirstName ?? '',
      birthOn: coverage.subscriberBirthOn ?? '',
      sex: sexCodes[coverage.subscriberSex ?? 'unknown'],
      // Families live together unless the card says otherwise.
      address: isElsewhere
        ? addressOf({
            addressLine: coverage.subscriberAddressLine,
            city: coverage.subscriberCity,
            state: coverage.subscriberState,
            postalCode: coverage.subscriberPostalCode,
          })
        : own.address,
      ...member,
    },
    dependent: { ...own, relationshipCode: coverage.relationshipCode },
  };
}

export const claimPayerOf = ({ name, payerCode, filingCode, ...words }: Payer): ClaimPayer => ({
  name,
  payerId: payerCode,
  filingCode,
  address: words.addressLine === null ? null : addressOf(words),
});

function providerOf(person: StaffMember | null): CareProvider | null {
  if (person === null || person.npi === null) return null;
  const { last, first, npi, taxonomy } = person;
  return { last, first, npi, taxonomy };
}

/**
 * Who rendered the care, as a payer means it: whom the biller chose, else the clinician who performed it,
 * who co-signed or signed it, or who ordered it, the first of them that has an NPI.
 */
function renderingOf(facts: TreatmentFacts): CareProvider | null {
  const { choices, performer, cosigner, signer, orderer } = facts;
  const clinicians = [performer, cosigner, signer, orderer].filter(
    (person) => person?.isClinician === true && person.npi !== null,
  );
  return providerOf(choices.rendering) ?? providerOf(clinicians[0] ?? null);
}

/** True where the claim names somebody else than who performed the care, and no biller said so. */
export function isRenderedForAnother(
  { choices, performer }: TreatmentFacts,
  { rendering }: Pick<ClaimParties, 'rendering'>,
): boolean {
  return choices.rendering === null && performer?.npi !== rendering.npi;
}

function placeOf({ facility, choices }: TreatmentFacts, terms: ClaimTerms): Facility | null {
  const chosen = choices.facilityId === null ? null : terms.facilityOf(choices.facilityId);
  return chosen ?? facility;
}

/** Loop 2310C: the home where care was given there, else the facility; a payer knows the rest. */
function serviceFacilityOf(facility: Facility, patient: PatientFacts): ServiceFacility {
  if (facility.placeOfService === HOME)
    return { name: 'Patient home', npi: null, address: addressOf(patient) };
  return { name: facility.name, npi: facility.npi, address: addressOf(facility) };
}

function coverageOf({ coverages, choices }: TreatmentFacts): Coverage | undefined {
  const chosen = coverages.find(({ id }) => id === choices.coverageId);
  return chosen ?? coverages[0];
}

/**
 * Insurances whose turn is after the one that is billed. Medicare is left out: a claim that names it as a
 * later payer has to say why it is not the first, which is asked when it is billed.
 */
function laterInsurancesOf(
  { patient, coverages }: TreatmentFacts,
  billed: Coverage,
  { payerOf }: ClaimTerms,
): readonly OtherInsurance[] {
  return coverages.flatMap((coverage) => {
    const payer = payerOf(coverage.payerId);
    if (coverage.priority <= billed.priority || payer === undefined) return [];
    if (MEDICARE_FILING_CODES.includes(payer.filingCode)) return [];
    const { subscriber } = insuredOf(patient, coverage);
    const { relationshipCode } = coverage;
    return { payer: claimPayerOf(payer), subscriber, relationshipCode, decision: null };
  });
}

/** Finds the parties of a treatment's claim and says what is missing. */
export function partiesOf(facts: TreatmentFacts, terms: ClaimTerms): FoundParties {
  const { patient, treatmentRecordId, choices, use, servedOn } = facts;
  const coverage = coverageOf(facts);
  const payer = (coverage && terms.payerOf(coverage.payerId)) ?? null;
  const place = placeOf(facts, terms);
  const rendering = renderingOf(facts);
  const problems = [
    ...(coverage ? [] : [missingCoverage(patient.id)]),
    ...(place?.placeOfService ? [] : [missingPlace(place, treatmentRecordId)]),
    ...(rendering ? [] : [missingRendering(treatmentRecordId)]),
  ];
  if (!coverage || !payer || !place?.placeOfService || !rendering)
    return { parties: null, payer, problems };
  const authorization = authorizationFor(coverage.authorizations, {
    woundId: use.woundId,
    on: servedOn,
  });
  return {
    parties: {
      coverage,
      laterInsurances: laterInsurancesOf(facts, coverage, terms),
      payer,
      placeOfService: place.placeOfService,
      facility: serviceFacilityOf(place, patient),
      rendering,
      supervising: providerOf(choices.supervising),
      referring: providerOf(choices.referring),
      priorAuthorization: choices.priorAuthorization ?? authorization?.authorizationNumber ?? null,
    },
    payer,
    problems,
  };
}

const missingCoverage = (patientId: string): DeskProblem =>
  deskProblemOf(
    'NoCoverage',
    'No insurance holds on the day of service. Enter it on the chart, or mark the treatment as billed outside or not billable.',
    { place: 'patient', id: patientId },
  );

const missingPlace = (place: Facility | null, treatmentRecordId: string): DeskProblem =>
  place === null
    ? deskProblemOf('NoFacility', 'The order names no facility. Choose where care was given.', {
        place: 'choices',
        id: treatmentRecordId,
      })
    : deskProblemOf(
        'NoPlaceOfService',
        'The facility has no place of service. Add it to the facility.',
        { place: 'facility', id: place.id },
      );

const missingRendering = (treatmentRecordId: string): DeskProblem =>
  deskProblemOf(
    'NoRendering',
    'No clinician who performed, signed or ordered it has an NPI. Add the NPI to the user, or choose who rendered the care.',
    { place: 'choices', id: treatmentRecordId },
  );

/** Equal for treatments that go on one claim. */
export function claimKeyOf(facts: TreatmentFacts, parties: ClaimParties): string {
  const { coverage, facility, rendering, supervising, referring } = parties;
  return JSON.stringify([
    facts.patient.id,
    facts.servedOn,
    coverage.id,
    parties.placeOfService,
    facility?.npi ?? null,
    facility?.address ?? null,
    rendering.npi,
    supervising?.npi ?? null,
    referring?.npi ?? null,
    parties.priorAuthorization,
  ]);
}
