import { describe, expect, test } from 'vitest';
import { type Acknowledgement999, verdictOf999 } from './acknowledgement-999.ts';
import { read999 } from './read-999.ts';

/** A file of one interchange and group around the segments of each transaction set. */
function fileOf(kind: string, ...sets: readonly (readonly string[])[]): string {
  const body = sets.flatMap((segments, index) => [
    `ST*${kind}*000${index + 1}*005010X231A1`,
    ...segments,
    `SE*${segments.length + 2}*000${index + 1}`,
  ]);
  return [
    'ISA*00*          *00*          *ZZ*PAYER          *ZZ*CLINIC         *260116*0800*^*00501*000000042*0*T*:',
    'GS*FA*PAYER*CLINIC*20260116*0800*9*X*005010X231A1',
    ...body,
    `GE*${sets.length}*9`,
    'IEA*1*000000042',
    '',
  ].join('~');
}

function answersOf(file: string): readonly Acknowledgement999[] {
  const read = read999(file);
  if (!read.ok) throw new Error(read.failure.message);
  return read.value;
}

const accepted = ['AK1*HC*7*005010X222A1', 'AK2*837*0001*005010X222A1', 'IK5*A', 'AK9*A*1*1*1'];
const mixed = [
  'AK1*HC*8*005010X222A1',
  'AK2*837*0001*005010X222A1',
  'IK3*CLM*22**8',
  'CTX*CLM01:WC-2026-000123',
  'IK4*2*782*1',
  'IK3*N4*14*2010AA*8',
  'CTX*SITUATIONAL TRIGGER*N4*14**3',
  'IK4*3*116*I12*95616',
  'IK3*REF*33**3',
  'IK5*R*5*I5',
  'AK2*837*0002*005010X222A1',
  'IK3*NTE*40*2400*8',
  'IK4*2:1:1*352*5*SECRET',
  'IK5*E*5',
  'AK9*P*3*3*2',
];

test('an accepted group says so of each transaction set', () => {
  expect(answersOf(fileOf('999', accepted))).toEqual([
    {
      groupControlNumber: '7',
      groupKind: 'HC',
      verdict: 'accepted',
      reasons: [],
      counts: { included: 1, received: 1, accepted: 1 },
      transactions: [
        { controlNumber: '0001', kind: '837', verdict: 'accepted', reasons: [], errors: [] },
      ],
    },
  ]);
});

describe('a group that is accepted in part', () => {
  const [answer] = answersOf(fileOf('999', mixed)) as readonly [Acknowledgement999];

  test('has a verdict for each transaction set, also for one that is not named', () => {
    expect(['0001', '0002', '0003'].map((number) => verdictOf999(answer, number))).toEqual([
      'rejected',
      'acceptedWithErrors',
      'accepted',
    ]);
    expect(answer.transactions[0]?.reasons).toEqual([
      'One or more segments are wrong.',
      'One or more segments are wrong.',
    ]);
  });

  test('says what is wrong in words', () => {
    expect(answer.transactions.flatMap(({ errors }) => errors.map(({ words }) => words))).toEqual([
      'In the claim (CLM), the total charge (CLM02) is missing.',
      'In the city, state and ZIP code of the billing provider (N4 in loop 2010AA), the ZIP code (N403) does not have the form asked for.',
      'The reference number (REF) is missing.',
      'In the note of the service line (NTE in loop 2400), the text (NTE02) is too long.',
    ]);
  });

  test('names the claim and the place, and never the bad value', () => {
    expect(answer.transactions[0]?.errors[0]).toEqual({
      segment: 'CLM',
      segmentPosition: 22,
      loop: '',
      elementPosition: 2,
      code: '1',
      claimControlNumber: 'WC-2026-000123',
      words: 'In the claim (CLM), the total charge (CLM02) is missing.',
    });
    expect(JSON.stringify(answer)).not.toContain('SECRET');
  });
});

test('a rejected group without details rejects all that was in it', () => {
  const [answer] = answersOf(fileOf('999', ['AK1*HC*7', 'AK9*R*2*2*0*2*19*77'])) as readonly [
    Acknowledgement999,
  ];
  expect(answer.reasons).toEqual([
    'The receiver does not take this version.',
    'The control number was used twice.',
    'Error 77.',
  ]);
  expect(verdictOf999(answer, '0002')).toBe('rejected');
});

test('one file may answer several groups', () => {
  expect(
    answersOf(fileOf('999', accepted, mixed)).map(({ groupControlNumber }) => groupControlNumber),
  ).toEqual(['7', '8']);
});

test('codes that nobody knows stand as they are', () => {
  const strange = [
    'AK1*HC*7',
    'AK2*837*0001',
    'IK3*ZZZ*x*constructor*toString',
    'IK5*R*constructor',
    'AK9*R*1*1*0',
  ];
  const [answer] = answersOf(fileOf('999', strange)) as readonly [Acknowledgement999];
  expect(answer.transactions).toMatchObject([
    {
      reasons: ['Error constructor.'],
      errors: [
        {
          segmentPosition: null,
          words: 'The segment (ZZZ in loop constructor) has error toString.',
        },
      ],
    },
  ]);
});

test.for([
  ['a file cut off', fileOf('999', accepted).slice(0, -20), 'cutOff'],
  ['a 997', fileOf('997', ['AK1*HC*7', 'AK9*A*1*1*1']), 'otherKind'],
  ['a 277', fileOf('277', accepted), 'otherKind'],
  [
    'a 999 with something else behind it',
    fileOf('999', accepted).replace('GE*1*9', 'ST*835*0002~SE*2*0002~GE*2*9'),
    'otherKind',
  ],
  [
    'a file of interchange acknowledgements only',
    fileOf('999', accepted).replace(/~GS.*~IEA\*1/, '~TA1*000000007*260115*0930*R*024~IEA*0'),
    'otherKind',
  ],
  ['no AK1', fileOf('999', ['AK9*A*1*1*1']), 'outOfPlace'],
  ['no AK9', fileOf('999', ['AK1*HC*7']), 'outOfPlace'],
  [
    'an IK4 without its IK3',
    fileOf('999', ['AK1*HC*7', 'AK2*837*0001', 'IK4*1*2*3', 'IK5*R', 'AK9*R*1*1*0']),
    'outOfPlace',
  ],
  [
    'an AK2 without its IK5',
    fileOf('999', ['AK1*HC*7', 'AK2*837*0001', 'AK9*R*1*1*0']),
    'outOfPlace',
  ],
  [
    'a verdict that does not exist',
    fileOf('999', ['AK1*HC*7', 'AK9*constructor*1*1*1']),
    'outOfPlace',
  ],
  ['counts that are missing', fileOf('999', ['AK1*HC*7', 'AK9*A']), 'outOfPlace'],
  ['a segment of another kind', fileOf('999', ['AK1*HC*7', 'CLM*1', 'AK9*A*1*1*1']), 'outOfPlace'],
] as const)('%s is refused whole', ([, file, code]) => {
  expect(read999(file)).toMatchObject({ ok: false, failure: { code } });
});
