import type { CivilDate } from '../base/civil-date.ts';
import type { BillingProvider, Claim, ClaimLine } from '../billing/claim.ts';
import type { BillingRule } from '../billing/rules/billing-rule.ts';
import { type DayLines, linesOfDay, type PointedLine } from '../billing/rules/day-lines.ts';
import { type LineProblem, lineProblems } from '../billing/rules/service-day.ts';
import { problemsOf } from '../billing/x12/check-claim.ts';
import type { BillingOrganisation } from '../payers/billing-organisation.ts';
import {
  addressOf,
  type ClaimParties,
  claimPayerOf,
  HOME,
  insuredOf,
  isRenderedForAnother,
} from './claim-parties.ts';
import { type DeskProblem, deskProblemOf, type FixPlace } from './desk-problem.ts';
import { diagnosesFor } from './documented-diagnoses.ts';
import type { TreatmentFacts } from './treatment-facts.ts';

/** Stands on a draft until a number is taken for it. */
export const DRAFT_NUMBER = 'CT000000000';

/** Treatments that share a claim, with the parties that they share. */
export type ClaimGroup = {
  readonly parties: ClaimParties;
  readonly treatments: readonly [TreatmentFacts, ...TreatmentFacts[]];
};

export type DraftTerms = {
  readonly organisation: BillingOrganisation;
  /** In force for this payer on this day. */
  readonly rules: readonly BillingRule[];
  readonly unitCentsOf: (code: string) => number | null;
  /** What is wrong with a code on that day, in words; null where nothing is. */
  readonly faultOfCode: (code: string) => string | null;
  readonly today: CivilDate;
};

export type DraftClaim = {
  readonly claim: Claim;
  readonly problems: readonly DeskProblem[];
  readonly advice: readonly string[];
};

/** The organisation as a claim names it. */
export function billingProviderOf(organisation: BillingOrganisation): BillingProvider {
  const { name, npi, ein, taxonomy, phone } = organisation;
  return { name, npi, ein, taxonomy, phone, address: addressOf(organisation) };
}

/** Makes the claim of a group as it would go out today, with all that keeps it from going. */
export function draftClaim(group: ClaimGroup, terms: DraftTerms): DraftClaim {
  const { treatments } = group;
  const [first] = treatments;
  const day = linesOfDay(
    {
      servedOn: first.servedOn,
      patientBirthOn: first.patient.birthOn,
      wounds: woundsOf(treatments),
      uses: treatments.map((facts) => ({
        ...facts.use,
        diagnoses: diagnosesFor(facts, terms.rules),
      })),
      usesElsewhere: elsewhereOf(treatments),
    },
    terms,
  );
  const claim = claimOf(group, day, terms.organisation);
  return {
    claim,
    problems: allProblems(group, day, { claim, terms }),
    advice: [...day.advice, ...adviceOnRendering(group)],
  };
}

function adviceOnRendering({ parties, treatments }: ClaimGroup): readonly string[] {
  if (!treatments.some((facts) => isRenderedForAnother(facts, parties))) return [];
  const { last, first } = parties.rendering;
  return [
    `Performed by somebody who does not bill. The claim names ${last}, ${first}, who answers for it: check that the payer’s incident-to rules are met, or choose another provider`,
  ];
}

function elsewhereOf(treatments: ClaimGroup['treatments']) {
  const uses = treatments.flatMap(({ usesElsewhere }) => usesElsewhere);
  const byRecord = new Map(uses.map((use) => [use.treatmentRecordId, { ...use, diagnoses: [] }]));
  return [...byRecord.values()];
}

function woundsOf(treatments: ClaimGroup['treatments']) {
  const wounds = treatments.flatMap(({ wound }) => (wound === null ? [] : [wound]));
  return [...new Map(wounds.map((wound) => [wound.id, wound])).values()];
}

function claimOf(
  { parties, treatments }: ClaimGroup,
  { diagnoses, lines }: DayLines,
  organisation: BillingOrganisation,
): Claim {
  const [{ patient, servedOn }] = treatments;
  const items = new Map(treatments.map(({ treatmentRecordId, item }) => [treatmentRecordId, item]));
  return {
    controlNumber: DRAFT_NUMBER,
    frequency: '1',
    originalReference: null,
    payer: claimPayerOf(parties.payer),
    billing: billingProviderOf(organisation),
    ...insuredOf(patient, parties.coverage),
    otherInsurances: parties.laterInsurances,
    mrn: patient.mrn,
    placeOfService: parties.placeOfService,
    facility: parties.facility,
    rendering: parties.rendering,
    supervising: parties.supervising,
    referring: parties.referring,
    priorAuthorization: parties.priorAuthorization,
    diagnoses,
    lines: lines.map((line, index) =>
      claimLineOf(line, {
        servedOn,
        index,
        // Behind a line stand the add-ons to it.
        firstIndex: lines.findLastIndex(({ isAddOn }, at) => at < index && !isAddOn),
        parties,
        items,
      }),
    ),
  };
}

type LineOf = {
  readonly servedOn: CivilDate;
  readonly index: number;
  /** Where the nearest line before it stands that is no add-on; -1 for none. */
  readonly firstIndex: number;
  readonly parties: ClaimParties;
  readonly items: ReadonlyMap<string, TreatmentFacts['item']>;
};

const draftLineId = (index: number): string => `${DRAFT_NUMBER}-${index + 1}`;

function claimLineOf(line: PointedLine, of: LineOf): ClaimLine {
  const { servedOn, index, firstIndex, parties, items } = of;
  const { code, modifiers, units, unitCents, pointers, narrative, explanation } = line;
  const [recordId] = line.treatmentRecordIds;
  const isProduct = /^[A-Z]/.test(code) && line.treatmentRecordIds.length === 1;
  const item = isProduct && parties.payer.wantsItemIdentifier ? items.get(recordId ?? '') : null;
  return {
    id: draftLineId(index),
    procedureCode: code,
    modifiers,
    chargeCents: units * unitCents,
    units,
    addsTo: line.isAddOn && firstIndex >= 0 ? draftLineId(firstIndex) : null,
    servedOn,
    pointers,
    narrative,
    item: item ? { ...item, quantity: units } : null,
    ordering: null,
    decisions: [],
    explanation,
    treatmentRecordIds: line.treatmentRecordIds,
  };
}

function allProblems(
  group: ClaimGroup,
  day: DayLines,
  { claim, terms }: { readonly claim: Claim; readonly terms: DraftTerms },
): readonly DeskProblem[] {
  const ofRules = day.problems.map((problem) => lineProblem(problem, group));
  const ofCodes = [
    ...claim.diagnoses.map((code) => [code, 'choices'] as const),
    ...claim.lines.map(({ procedureCode }) => [procedureCode, 'product'] as const),
  ].flatMap(([code, place]) => {
    const fault = terms.faultOfCode(code);
    return fault === null ? [] : [deskProblemOf('BadCode', fault, { place, about: code })];
  });
  // What the rules found missing would only be said again in other words.
  const isWhole = day.problems.length === 0;
  const ofClaim = problemsOf(claim, terms.today)
    .filter(({ field }) => isWhole || !/^(?:lines|diagnoses)/.test(field))
    .map(({ field, code, message }) =>
      deskProblemOf(code, message, {
        place: placeOfField(field, group),
        id: idOfField(field, group),
      }),
    );
  return distinctProblems([...ofRules, ...ofCodes, ...ofClaim]);
}

/** Each of some problems once. */
export function distinctProblems(problems: readonly DeskProblem[]): readonly DeskProblem[] {
  return [...new Map(problems.map((each) => [JSON.stringify(each), each])).values()];
}

const placesOfLineProblems: Readonly<Record<LineProblem['code'], FixPlace>> = {
  NoCode: 'product',
  NoUnitsRule: 'rules',
  AmountNotSaid: 'treatment',
  NothingApplied: 'treatment',
  NarrativeIncomplete: 'treatment',
  NoWound: 'treatment',
  WoundNotMeasured: 'wound',
  NoBodyGroup: 'rules',
  NoFee: 'payers',
  TooManyModifiers: 'rules',
  AboveDailyLimit: 'rules',
  CompanionMissing: 'patient',
  NoDiagnosis: 'treatment',
  TooManyDiagnoses: 'choices',
};

function lineProblem(problem: LineProblem, { treatments }: ClaimGroup): DeskProblem {
  const place = placesOfLineProblems[problem.code];
  const [first] = treatments;
  const about = problem.treatmentRecordIds[0];
  const of = treatments.find((each) => each.treatmentRecordId === about) ?? first;
  const ids: Partial<Readonly<Record<FixPlace, string | null>>> = {
    treatment: of.treatmentRecordId,
    choices: of.treatmentRecordId,
    wound: of.use.woundId,
    product: of.productId,
    patient: of.patient.id,
  };
  return deskProblemOf(problem.code, lineProblems[problem.code], {
    place,
    id: ids[place] ?? null,
    about: problem.about,
  });
}

const placesOfFields: readonly (readonly [start: string, place: FixPlace])[] = [
  ['billing', 'organisation'],
  ['payer', 'payers'],
  ['subscriber', 'patient'],
  ['dependent', 'patient'],
  ['otherInsurances', 'patient'],
  ['mrn', 'patient'],
  ['facility', 'facility'],
  ['placeOfService', 'facility'],
  ['rendering', 'staff'],
  ['supervising', 'staff'],
  ['referring', 'staff'],
];

/** Where care was given at home the facility's address is the patient's own. */
function placeOfField(field: string, { parties }: ClaimGroup): FixPlace {
  if (field.startsWith('facility') && parties.placeOfService === HOME) return 'patient';
  return placesOfFields.find(([start]) => field.startsWith(start))?.[1] ?? 'choices';
}

function idOfField(field: string, group: ClaimGroup): string | null {
  const [{ patient, treatmentRecordId, facility }] = group.treatments;
  const place = placeOfField(field, group);
  if (place === 'patient') return patient.id;
  if (place === 'facility') return facility?.id ?? null;
  return place === 'choices' ? treatmentRecordId : null;
}
