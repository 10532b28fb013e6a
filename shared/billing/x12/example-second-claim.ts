import type { Claim } from '../claim.ts';
import type { Adjustment } from '../payer-decision.ts';
import { exampleClaim, exampleCommercialClaim } from './example-claim.ts';

const [application, product] = exampleClaim.lines;
if (application === undefined || product === undefined)
  throw new Error('The example has two lines');

/** What Medicare decided of each line of the example: 80 % of what it allows. */
const decided = (paidCents: number, adjustments: readonly Adjustment[]) => [
  { payerId: '12345', decidedOn: '2026-02-02', paidCents, adjustments },
];

/** The example claim to a commercial payer, after Medicare has decided each of its lines. */
export const exampleSecondClaim: Claim = {
  ...exampleCommercialClaim,
  controlNumber: 'WC-2026-000125',
  subscriber: { ...exampleCommercialClaim.subscriber, responsibility: 'S' },
  otherInsurances: [
    {
      payer: exampleClaim.payer,
      subscriber: exampleClaim.subscriber,
      relationshipCode: '18',
      decision: {
        decidedOn: '2026-02-02',
        paidCents: 160_000,
        patientCents: 45_000,
        adjustments: [],
      },
    },
  ],
  lines: [
    {
      ...application,
      decisions: decided(20_000, [
        { group: 'CO', reasonCode: '45', amountCents: 10_000 },
        { group: 'PR', reasonCode: '2', amountCents: 5000 },
      ]),
    },
    {
      ...product,
      decisions: decided(140_000, [
        { group: 'CO', reasonCode: '45', amountCents: 57_050 },
        { group: 'PR', reasonCode: '1', amountCents: 5000 },
        { group: 'PR', reasonCode: '2', amountCents: 35_000 },
      ]),
    },
  ],
};

/** The same where the remittance says nothing of the lines. */
export const exampleSecondClaimAsWhole: Claim = {
  ...exampleSecondClaim,
  otherInsurances: exampleSecondClaim.otherInsurances.map((other) => ({
    ...other,
    decision: other.decision && {
      ...other.decision,
      adjustments: [
        { group: 'CO', reasonCode: '45', amountCents: 67_050 },
        { group: 'PR', reasonCode: '2', amountCents: 45_000 },
      ],
    },
  })),
  lines: exampleClaim.lines,
};
