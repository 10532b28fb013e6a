import { expect, test } from 'vitest';
import type { Claim } from '../billing/claim.ts';
import { cms1500Of } from '../billing/cms1500/claim-pages.ts';
import { PLAIN_PAPER_CLAIM } from '../billing/cms1500/paper-claim.ts';
import { splitClaim } from '../billing/x12/split-claim.ts';
import { assembleClaims, type AssemblyTerms } from './assemble-claims.ts';
import { byThePiece, clinicTerms, treatment } from './example-facts.ts';
import { numberedClaim } from './numbered-claim.ts';
import type { TreatmentFacts } from './treatment-facts.ts';

const applicationCodes = {
  kind: 'applicationCodes',
  parameters: {
    productClasses: ['skinSubstitute'],
    billingUnits: ['each'],
    groups: [
      {
        name: 'feet',
        sites: ['heel'],
        small: { first: '15275', addOn: '15276' },
        large: { first: '15277', addOn: '15278' },
      },
      {
        name: 'trunk, arms and legs',
        sites: null,
        small: { first: '15271', addOn: '15272' },
        large: { first: '15273', addOn: '15274' },
      },
    ],
    largeFromCm2: 100,
    smallStepCm2: 25,
    largeStepCm2: 100,
    coderBelowYears: null,
  },
  examples: [],
} as const;

const [ruleOfTerms] = clinicTerms.rules;
const terms: AssemblyTerms = {
  ...clinicTerms,
  rules: [byThePiece, applicationCodes].flatMap((content, index) =>
    ruleOfTerms ? [{ ...ruleOfTerms, id: `rule ${index}`, content }] : [],
  ),
  // Three of these are more dollars than a sheet's total holds.
  unitCentsOf: () => () => 4_000_000,
};

function applied(id: string, bodySite: string): TreatmentFacts {
  const plain = treatment(id);
  return {
    ...plain,
    wound: { id: `wound ${id}`, bodySite, side: 'left', areaMm2: 4100 },
    use: {
      ...plain.use,
      woundId: `wound ${id}`,
      productClass: 'skinSubstitute',
      hcpcsCode: 'Q4186',
      applicationNumber: 1,
    },
  };
}

/** One claim of two body groups, as it goes out. */
function claimOfTwoGroups(): Claim {
  const [only] = assembleClaims([applied('a', 'lowerLeg'), applied('b', 'heel')], terms);
  if (!only?.claim) throw new Error('There is no claim');
  return numberedClaim(only.claim, 'CT1');
}

const codesOf = (claim: Claim, ids: readonly string[]) =>
  ids.map((id) => claim.lines.find((line) => line.id === id)?.procedureCode);

test('an add-on code names the line that it adds to, also once the claim has its number', () => {
  const { lines } = claimOfTwoGroups();
  expect(lines.map(({ id, procedureCode, addsTo }) => [id, procedureCode, addsTo])).toEqual([
    ['CT1-1', '15271', null],
    ['CT1-2', '15272', 'CT1-1'],
    ['CT1-3', '15275', null],
    ['CT1-4', '15276', 'CT1-3'],
    ['CT1-5', 'Q4186', null],
    ['CT1-6', 'Q4186', null],
  ]);
});

test('an add-on code is on the sheet of the line it adds to, where a total turns the page between them', () => {
  const { lines, ...claim } = claimOfTwoGroups();
  const [leg, , ...others] = lines;
  const printed = { ...claim, lines: [leg, ...others].flatMap((line) => line ?? []) };
  const made = cms1500Of(printed, PLAIN_PAPER_CLAIM, '2026-03-10');
  const sheets = made.ok ? made.value.map(({ lineIds }) => codesOf(printed, lineIds)) : made;
  expect(sheets).toEqual([['15271'], ['15275', '15276'], ['Q4186', 'Q4186']]);
});

test('an add-on code is on the claim of the line it adds to, where fifty lines end between them', () => {
  const { lines, ...claim } = claimOfTwoGroups();
  const products = lines.filter(({ procedureCode }) => procedureCode === 'Q4186');
  const before = Array.from({ length: 49 }, (_, index) =>
    products.slice(0, 1).map((line) => ({ ...line, id: `P-${index}` })),
  ).flat();
  const pair = lines.filter(({ id, addsTo }) => id === 'CT1-3' || addsTo === 'CT1-3');
  const split = splitClaim({ ...claim, lines: [...before, ...pair] }, (number) => number);
  const parts = split.ok ? split.value.map((part) => part.lines.length) : split;
  expect(parts).toEqual([49, 2]);
});
