/** Answers as a clearinghouse sends them, around what each says. */
function interchange(group: readonly [kind: string, version: string], segments: readonly string[]) {
  const [kind, version] = group;
  const set = kind === 'FA' ? '999' : '277';
  return [
    'ISA*00*          *00*          *ZZ*PAYER          *ZZ*CLINIC         *260316*0800*^*00501*000000042*0*T*:',
    `GS*${kind}*PAYER*CLINIC*20260316*0800*9*X*${version}`,
    `ST*${set}*0001*${version}`,
    ...segments,
    `SE*${segments.length + 2}*0001`,
    'GE*1*9',
    'IEA*1*000000042',
    '',
  ].join('~');
}

/** A 999 for one file of ours with one transaction set. */
export function answer999(interchangeNumber: number, verdict: 'A' | 'R'): string {
  const isAccepted = verdict === 'A';
  return interchange(
    ['FA', '005010X231A1'],
    [
      `AK1*HC*${interchangeNumber}*005010X222A1`,
      'AK2*837*0001*005010X222A1',
      ...(isAccepted ? [] : ['IK3*N4*14*2010AA*8', 'IK4*3*116*7']),
      isAccepted ? 'IK5*A' : 'IK5*R*5',
      isAccepted ? 'AK9*A*1*1*1' : 'AK9*R*1*1*0',
    ],
  );
}

export type Said = { readonly controlNumber: string; readonly isAccepted: boolean };

/** A 277CA on claims of ours; the payer's number of the nth is `PAYER-n`. */
export function answer277(claims: readonly Said[]): string {
  const head = [
    'BHT*0085*08*277X214*20260316*0800*TH',
    'HL*1**20*1',
    'NM1*PR*2*EXAMPLE PAYER*****PI*12345',
    'TRN*1*ABC0001',
    'DTP*050*D8*20260315',
    'DTP*009*D8*20260316',
    'HL*2*1*21*1',
    'NM1*41*2*EXAMPLE WOUND CLINIC*****46*EX0001',
    'TRN*2*000000001-0001',
    'STC*A1:19:PR*20260316*WQ*1000',
    'HL*3*2*19*1',
    'NM1*85*2*EXAMPLE WOUND CLINIC*****XX*1234567893',
    'TRN*1*0',
    'STC*A1:19:PR**WQ*1000',
  ];
  const patients = claims.flatMap(({ controlNumber, isAccepted }, index) => [
    `HL*${index + 4}*3*PT`,
    'NM1*QC*1*EXAMPLE*ZOE****MI*M1',
    `TRN*2*${controlNumber}`,
    isAccepted ? 'STC*A2:20:PR*20260316*WQ*2600' : 'STC*A7:562:85*20260316*U*2600',
    ...(isAccepted ? [`REF*1K*PAYER-${index + 1}`] : []),
    'DTP*472*D8*20260309',
  ]);
  return interchange(['HN', '005010X214'], [...head, ...patients]);
}
