import { X12Parser } from 'node-x12';
import { describe, expect, test } from 'vitest';
import type { Claim } from '../claim.ts';
import { exampleClaim, exampleCommercialClaim, exampleEnvelope } from './example-claim.ts';
import { exampleSecondClaim, exampleSecondClaimAsWhole } from './example-second-claim.ts';
import { write837P } from './write-837p.ts';

const envelope = { ...exampleEnvelope, madeAt: { date: '2026-02-10', time: '09:30' } };

async function textOf(claim: Claim): Promise<string> {
  let text = '';
  for await (const piece of write837P([claim], envelope)) text += piece;
  return text;
}

/** The segments from the claim's diagnoses to the end of its last line. */
async function segmentsOf(claim: Claim): Promise<readonly string[]> {
  const segments = (await textOf(claim)).split('~');
  const from = segments.findIndex((segment) => segment.startsWith('HI*'));
  return segments.slice(
    from + 1,
    segments.findIndex((segment) => segment.startsWith('SE*')),
  );
}

const RENDERING = ['NM1*82*1*CLINICIAN*CASEY****XX*1245319599', 'PRV*PE*PXC*213E00000X'];

describe('a claim to the second payer', () => {
  test('says what the first one decided of each line, and of the claim', async () => {
    expect(await segmentsOf(exampleSecondClaim)).toEqual([
      ...RENDERING,
      // 2320, 2330A, 2330B
      'SBR*P*18*******MB',
      'AMT*D*1600',
      'OI***Y***Y',
      'NM1*IL*1*EXAMPLE*ZOE****MI*1EG4TE5MK73',
      'N3*7 SAMPLE LANE',
      'N4*DAVIS*CA*95616',
      'NM1*PR*2*EXAMPLE MEDICARE CONTRACTOR*****PI*12345',
      'LX*1',
      'SV1*HC:15275:RT*350*UN*1***2:1',
      'DTP*472*D8*20260114',
      'REF*6R*WC-2026-000123-1',
      // 2430
      'SVD*12345*200*HC:15275:RT**1',
      'CAS*CO*45*100',
      'CAS*PR*2*50',
      'DTP*573*D8*20260202',
      'AMT*EAF*50',
      'LX*2',
      'SV1*HC:Q4186*2370.5*UN*15***2:1',
      'DTP*472*D8*20260114',
      'REF*6R*WC-2026-000123-2',
      'NTE*ADD*4 X 4 CM SHEET, 15 CM2 APPLIED, 1 CM2 DISCARDED',
      'SVD*12345*1400*HC:Q4186**15',
      'CAS*CO*45*570.5',
      'CAS*PR*1*50**2*350',
      'DTP*573*D8*20260202',
      'AMT*EAF*400',
    ]);
  });

  test('says it of the claim alone, with its day, where the first one said nothing of the lines', async () => {
    const segments = await segmentsOf(exampleSecondClaimAsWhole);
    expect(segments.slice(2, 11)).toEqual([
      'SBR*P*18*******MB',
      'CAS*CO*45*670.5',
      'CAS*PR*2*450',
      'AMT*D*1600',
      'AMT*EAF*450',
      'OI***Y***Y',
      'NM1*IL*1*EXAMPLE*ZOE****MI*1EG4TE5MK73',
      'N3*7 SAMPLE LANE',
      'N4*DAVIS*CA*95616',
    ]);
    expect(segments.slice(11, 13)).toEqual([
      'NM1*PR*2*EXAMPLE MEDICARE CONTRACTOR*****PI*12345',
      'DTP*573*D8*20260202',
    ]);
    expect(segments.filter((segment) => /^(?:SVD|AMT\*EAF)/.test(segment))).toHaveLength(1);
  });

  test('names the second payer as its destination, and in whose turn', async () => {
    const text = await textOf(exampleSecondClaim);
    expect(text).toContain('SBR*S*18*G-77******CI~');
    expect(text).toContain('~NM1*PR*2*EXAMPLE HEALTH*****PI*54321~CLM*');
  });

  test('says why Medicare is not the first, where Medicare is the second', async () => {
    const { otherInsurances, subscriber, payer } = exampleSecondClaim;
    const [medicare] = otherInsurances;
    const turned: Claim = {
      ...exampleSecondClaimAsWhole,
      payer: medicare?.payer ?? payer,
      subscriber: {
        ...exampleClaim.subscriber,
        responsibility: 'S',
        medicareSecondaryReason: '12',
      },
      otherInsurances: exampleSecondClaimAsWhole.otherInsurances.map((other) => ({
        ...other,
        payer,
        subscriber: { ...subscriber, responsibility: 'P' },
      })),
    };
    expect(await textOf(turned)).toContain('~SBR*S*18***12****MB~');
  });

  test.for([
    ['by line', exampleSecondClaim],
    ['as a whole', exampleSecondClaimAsWhole],
  ] as const)('is read strictly by another library: %s', async ([, claim]) => {
    const text = await textOf(claim);
    expect(new X12Parser(true).parse(text).toString()).toBe(text);
  });
});

test('a claim to the first payer names the second without a decision', async () => {
  const { payer, subscriber } = exampleCommercialClaim;
  const second = {
    payer,
    subscriber: { ...subscriber, responsibility: 'S' },
    relationshipCode: '01',
    decision: null,
  } as const;
  const segments = await segmentsOf({ ...exampleClaim, otherInsurances: [second] });
  expect(segments.slice(2, 8)).toEqual([
    'SBR*S*01*G-77******CI',
    'OI***Y***Y',
    'NM1*IL*1*EXAMPLE*ZOE****MI*W123456789',
    'N3*7 SAMPLE LANE',
    'N4*DAVIS*CA*95616',
    'NM1*PR*2*EXAMPLE HEALTH*****PI*54321',
  ]);
});
