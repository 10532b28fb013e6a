import { describe, expect, test } from 'vitest';
import type { ClaimAcknowledgement277 } from './acknowledgement-277ca.ts';
import { read277CA } from './read-277ca.ts';

function fileOf(
  segments: readonly string[],
  { kind = '277', version = '005010X214' } = {},
): string {
  return [
    'ISA*00*          *00*          *ZZ*PAYER          *ZZ*CLINIC         *260116*0800*^*00501*000000042*0*T*:',
    `GS*HN*PAYER*CLINIC*20260116*0800*9*X*${version}`,
    `ST*${kind}*0001*${version}`,
    ...segments,
    `SE*${segments.length + 2}*0001`,
    'GE*1*9',
    'IEA*1*000000042',
    '',
  ].join('~');
}

function answerOf(segments: readonly string[]): ClaimAcknowledgement277 | undefined {
  const read = read277CA(fileOf(segments));
  if (!read.ok) throw new Error(read.failure.message);
  return read.value[0];
}

const head = [
  'BHT*0085*08*277X214*20260116*0800*TH',
  'HL*1**20*1',
  'NM1*PR*2*EXAMPLE PAYER*****PI*12345',
  'TRN*1*ABC0001',
  'DTP*050*D8*20260115',
  'DTP*009*D8*20260116',
  'HL*2*1*21*1',
  'NM1*41*2*EXAMPLE WOUND CLINIC*****46*EX0001',
  'TRN*2*000000007-0001',
];
const provider = ['HL*3*2*19*1', 'NM1*85*2*EXAMPLE WOUND CLINIC*****XX*1234567893', 'TRN*1*0'];
const acceptedClaim = [
  'HL*4*3*PT',
  'NM1*QC*1*EXAMPLE*ZOE****MI*1EG4TE5MK73',
  'TRN*2*WC-2026-000123',
  'STC*A2:20:PR*20260116*WQ*2720.5',
  'REF*1K*2126012345600',
  'REF*D9*CH777',
  'DTP*472*D8*20260114',
];
const rejectedClaim = [
  'HL*5*3*PT',
  'NM1*QC*1*EXAMPLE*ROBIN',
  'TRN*2*WC-2026-000124',
  'STC*A7:562:85*20260116*U*350******A6:145:82',
  'DTP*472*D8*20260114',
  'SVC*HC:15275*350*****1',
  'STC*A8:453*20260116*U',
  'REF*FJ*WC-2026-000124-1',
  'DTP*472*D8*20260114',
];
const whole = [
  ...head,
  'STC*A1:19:PR*20260116*WQ*3070.5',
  'QTY*90*1',
  'QTY*AA*1',
  'AMT*YU*2720.5',
  'AMT*YY*350',
  ...provider,
  'STC*A1:19:PR*20260116*WQ*3070.5',
  'QTY*QA*1',
  ...acceptedClaim,
  ...rejectedClaim,
];

describe('a 277CA', () => {
  const answer = answerOf(whole);

  test('names the batch, and says what became of it and of the provider', () => {
    const received = {
      verdict: 'accepted',
      statuses: [
        { category: 'A1', status: '19', entity: 'PR', words: 'Received: received (payer)' },
      ],
    };
    expect(answer).toMatchObject({
      batchReference: '000000007-0001',
      batch: received,
      providers: [{ id: '1234567893', ...received }],
    });
  });

  test("names an accepted claim by our number and gives the payer's", () => {
    expect(answer?.claims[0]).toEqual({
      controlNumber: 'WC-2026-000123',
      payerClaimNumber: '2126012345600',
      clearinghouseNumber: 'CH777',
      verdict: 'accepted',
      statuses: [
        {
          category: 'A2',
          status: '20',
          entity: 'PR',
          words: 'Accepted for processing: accepted for processing (payer)',
        },
      ],
      lines: [],
    });
  });

  test('says why a claim was rejected, by claim and by line', () => {
    expect(answer?.claims[1]).toMatchObject({
      controlNumber: 'WC-2026-000124',
      payerClaimNumber: null,
      verdict: 'rejected',
    });
    expect(answer?.claims[1]?.statuses.map(({ words }) => words)).toEqual([
      'Rejected: something is not valid: NPI (billing provider)',
      'Rejected: something is missing: specialty or taxonomy code (rendering provider)',
    ]);
    expect(answer?.claims[1]?.lines).toMatchObject([
      {
        lineId: 'WC-2026-000124-1',
        verdict: 'rejected',
        statuses: [{ words: 'Rejected: entries contradict each other: modifier' }],
      },
    ]);
  });

  test('says nothing of the patient', () => {
    expect(JSON.stringify(answer)).not.toMatch(/EXAMPLE|ZOE|1EG4/);
  });
});

test('a batch that is rejected as a whole lists no claims', () => {
  expect(answerOf([...head, 'STC*A3:24:41*20260116*U*3070.5', 'QTY*AA*2'])).toMatchObject({
    batch: {
      verdict: 'rejected',
      statuses: [
        {
          words:
            'Sent back, cannot be processed: not approved to send claims electronically (submitter)',
        },
      ],
    },
    claims: [],
  });
});

test.for([
  ['the action says yes and a category no', 'STC*A7:21*20260116*WQ', 'rejected'],
  ['the action says no and the category yes', 'STC*A2:20*20260116*U', 'rejected'],
  ['there is no action and the category says yes', 'STC*A2:20*20260116', 'accepted'],
  ['nobody knows the category', 'STC*constructor:toString:valueOf*20260116*WQ', 'rejected'],
] as const)('when %s, the claim is judged with care', ([, stc, verdict]) => {
  const segments = [...head, ...provider, 'HL*4*3*PT', 'NM1*QC*1*A*B', 'TRN*2*C1', stc];
  expect(answerOf(segments)?.claims[0]?.verdict).toBe(verdict);
});

test('a claim that is rejected at its lines only is rejected', () => {
  const segments = [
    ...head,
    ...provider,
    'HL*4*3*PT',
    'TRN*2*C1',
    'SVC*HC:15275*350',
    'STC*A8:453*20260116*U',
  ];
  expect(answerOf(segments)?.claims[0]).toMatchObject({ verdict: 'rejected', statuses: [] });
});

test.for([
  ['a file cut off', fileOf(whole).slice(0, 400), 'cutOff'],
  [
    'a file with a claim lost on the way',
    fileOf(whole).replace(`${acceptedClaim.join('~')}~`, ''),
    'countsDiffer',
  ],
  ['an answer to a status request', fileOf(whole, { version: '005010X212' }), 'otherKind'],
  [
    'a 999',
    fileOf(['AK1*HC*7', 'AK9*A*1*1*1'], { kind: '999', version: '005010X231A1' }),
    'otherKind',
  ],
  [
    'a claim without a number',
    fileOf([...head, ...provider, 'HL*4*3*PT', 'TRN*2*', 'STC*A2:20']),
    'outOfPlace',
  ],
  [
    'a claim of which nothing is said',
    fileOf([...head, ...provider, 'HL*4*3*PT', 'TRN*2*C1']),
    'outOfPlace',
  ],
  ['a status that belongs to nothing', fileOf(['STC*A2:20', ...head]), 'outOfPlace'],
  ['a service line without a claim', fileOf([...head, 'SVC*HC:1']), 'outOfPlace'],
  ['a level that does not exist', fileOf([...head, 'HL*3*2*99']), 'outOfPlace'],
  ['a segment of another kind', fileOf([...head, 'CLM*1']), 'outOfPlace'],
] as const)('%s is refused whole', ([, file, code]) => {
  expect(read277CA(file)).toMatchObject({ ok: false, failure: { code } });
});
