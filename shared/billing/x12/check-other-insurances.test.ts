import { describe, expect, test } from 'vitest';
import type { Claim, ClaimLine, OtherInsurance } from '../claim.ts';
import type { Adjustment, ClaimDecision } from '../payer-decision.ts';
import { problemsOf } from './check-claim.ts';
import type { ClaimProblemCode } from './claim-problem.ts';
import { exampleClaim } from './example-claim.ts';
import { exampleSecondClaim, exampleSecondClaimAsWhole } from './example-second-claim.ts';

const TODAY = '2026-02-10';
const said = (claim: Claim) => problemsOf(claim, TODAY).map(({ field, code }) => [field, code]);

const withOther = (claim: Claim, over: Partial<OtherInsurance>): Claim => ({
  ...claim,
  otherInsurances: claim.otherInsurances.map((other) => ({ ...other, ...over })),
});
const withDecision = (over: Partial<ClaimDecision>, claim = exampleSecondClaim): Claim => ({
  ...claim,
  otherInsurances: claim.otherInsurances.map((other) => ({
    ...other,
    decision: other.decision && { ...other.decision, ...over },
  })),
});
const withLine = (change: (line: ClaimLine) => Partial<ClaimLine>): Claim => ({
  ...exampleSecondClaim,
  lines: exampleSecondClaim.lines.map((line, index) =>
    index === 0 ? { ...line, ...change(line) } : line,
  ),
});
const withAdjustments = (adjustments: readonly Adjustment[]): Claim =>
  withLine(({ decisions }) => ({
    decisions: decisions.map((decision) => ({ ...decision, adjustments })),
  }));

const [other] = exampleSecondClaim.otherInsurances as readonly [OtherInsurance];
const { subscriber } = exampleSecondClaim;
const of = (group: Adjustment['group'], reasonCode: string, amountCents: number): Adjustment => ({
  group,
  reasonCode,
  amountCents,
});

test.for([
  ['by line', exampleSecondClaim],
  ['as a whole', exampleSecondClaimAsWhole],
  ['to the first payer', exampleClaim],
  [
    'with an adjustment that was taken back',
    withAdjustments([of('CO', '45', 12_000), of('OA', '23', -2000), of('PR', '2', 5000)]),
  ],
] as const)('a claim that says what was decided has no problems: %s', ([, claim]) => {
  expect(said(claim)).toEqual([]);
});

const refused: readonly (readonly [string, Claim, string, ClaimProblemCode])[] = [
  [
    'nobody before the second',
    { ...exampleSecondClaim, otherInsurances: [] },
    'subscriber.responsibility',
    'otherPayerMissing',
  ],
  [
    'the first has decided nothing',
    withOther(exampleSecondClaim, { decision: null }),
    'subscriber.responsibility',
    'otherPayerMissing',
  ],
  [
    'two have the second turn',
    {
      ...exampleSecondClaim,
      otherInsurances: [
        other,
        { ...other, decision: null, subscriber: { ...subscriber, responsibility: 'S' } },
      ],
    },
    'otherInsurances',
    'repeatedTurn',
  ],
  [
    'two that decided have one payer id',
    {
      ...exampleSecondClaim,
      subscriber: { ...subscriber, responsibility: 'T' },
      otherInsurances: [
        other,
        {
          ...other,
          subscriber: { ...other.subscriber, responsibility: 'S', medicareSecondaryReason: '12' },
        },
      ],
    },
    'otherInsurances',
    'repeatedPayer',
  ],
  [
    'Medicare is second and nothing says why',
    {
      ...exampleSecondClaim,
      payer: { ...exampleClaim.payer, payerId: '99999' },
      subscriber: { ...exampleClaim.subscriber, responsibility: 'S' },
    },
    'subscriber.medicareSecondaryReason',
    'medicareReasonMissing',
  ],
  [
    'a reason, and another payer than Medicare',
    { ...exampleSecondClaim, subscriber: { ...subscriber, medicareSecondaryReason: '43' } },
    'subscriber.medicareSecondaryReason',
    'unexpectedMedicareReason',
  ],
  [
    'the other payer has no name',
    withOther(exampleSecondClaim, { payer: { ...other.payer, name: '' } }),
    'otherInsurances.0.payer.name',
    'missing',
  ],
  [
    'the other insurance has no member id',
    withOther(exampleSecondClaim, { subscriber: { ...other.subscriber, memberId: '' } }),
    'otherInsurances.0.memberId',
    'missing',
  ],
  [
    'the decision is older than the service',
    withDecision({ decidedOn: '2026-01-13' }),
    'otherInsurances.0.decision.decidedOn',
    'badDate',
  ],
  [
    'the decision is of tomorrow',
    withDecision({ decidedOn: '2026-02-11' }),
    'otherInsurances.0.decision.decidedOn',
    'badDate',
  ],
  [
    'less than nothing was paid',
    withDecision({ paidCents: -1 }),
    'otherInsurances.0.decision.paidCents',
    'badPaid',
  ],
  [
    'the claim does not come to its charge',
    withDecision({ paidCents: 159_999 }),
    'otherInsurances.0.decision.paidCents',
    'unbalanced',
  ],
  [
    'the claim as a whole does not come to its charge',
    withDecision({ paidCents: 160_001 }, exampleSecondClaimAsWhole),
    'otherInsurances.0.decision.paidCents',
    'unbalanced',
  ],
  [
    'the patient owes something else than the adjustments say',
    withDecision({ patientCents: 44_999 }),
    'otherInsurances.0.decision.patientCents',
    'unbalanced',
  ],
  [
    'a line does not come to its charge',
    withAdjustments([of('CO', '45', 9999), of('PR', '2', 5000)]),
    'lines.0.decisions',
    'unbalanced',
  ],
  [
    'a line is left out where others are decided',
    withLine(() => ({ decisions: [] })),
    'lines.0.decisions',
    'unbalanced',
  ],
  [
    'a reason that is no code',
    withAdjustments([of('CO', '45 OR SO', 10_000), of('PR', '2', 5000)]),
    'lines.0.decisions',
    'badAdjustment',
  ],
  [
    'an adjustment of nothing',
    withAdjustments([of('CO', '45', 10_000), of('PR', '2', 5000), of('OA', '23', 0)]),
    'lines.0.decisions',
    'badAdjustment',
  ],
  [
    'one reason twice',
    withAdjustments([of('CO', '45', 5000), of('CO', '45', 5000), of('PR', '2', 5000)]),
    'lines.0.decisions',
    'repeatedAdjustment',
  ],
  [
    'seven reasons of one group',
    withAdjustments([
      ...['45', '97', '59', '151', '197', '18', '29'].map((code) => of('CO', code, 1000)),
      of('OA', '23', 3000),
      of('PR', '2', 5000),
    ]),
    'lines.0.decisions',
    'tooManyAdjustments',
  ],
];

describe('a claim to a later payer is refused where', () => {
  test.for(refused)('%s', ([, claim, field, code]) => {
    expect(said(claim)).toContainEqual([field, code]);
  });

  test.for(refused)(
    '%s, in a sentence that says what to do and nothing of the chart',
    ([, claim]) => {
      const messages = problemsOf(claim, TODAY).map(({ message }) => message);
      const isSentence = (text: string) =>
        /^[A-Z].*[.]$/.test(text) && !/EXAMPLE|W1234/i.test(text);
      expect(messages.filter((message) => !isSentence(message))).toEqual([]);
    },
  );
});
