import { expect, test } from 'vitest';
import type { Claim, ClaimLine } from '../claim.ts';
import {
  exampleClaim,
  exampleCommercialClaim as commercial,
  exampleDependent as child,
  exampleEnvelope,
} from './example-claim.ts';
import { readX12 } from './read-x12.ts';
import { write837P } from './write-837p.ts';
import { elementOf, type X12Segment } from './x12-file.ts';

const [firstLine] = exampleClaim.lines as readonly [ClaimLine, ...ClaimLine[]];

async function fileOf(claims: Iterable<Claim>) {
  const chunks = write837P(claims, exampleEnvelope);
  let text = '';
  for (;;) {
    const { done, value } = await chunks.next();
    if (done === true) return { text, written: value };
    text += value;
  }
}

async function linesOf(...claims: readonly Claim[]): Promise<readonly string[]> {
  const { text } = await fileOf(claims);
  return text.split('~');
}

function transactionsOf(text: string): readonly (readonly X12Segment[])[] {
  const read = readX12(text);
  if (!read.ok) throw new Error(read.failure.message);
  return read.value.flatMap(({ groups }) =>
    groups.flatMap(({ transactions }) => transactions.map(({ segments }) => segments)),
  );
}

const levels = (segments: readonly string[]) =>
  segments
    .filter((segment) => /^(?:HL|CLM)\*/.test(segment))
    .map((segment) => segment.replace(/^(CLM\*[^*]*).*/, '$1'));

test('claims that share a subscriber share the level; a dependent hangs below another one', async () => {
  const other = { ...commercial.subscriber, memberId: 'W987654321' };
  const segments = await linesOf(
    { ...commercial, controlNumber: 'A' },
    { ...commercial, controlNumber: 'B' },
    { ...commercial, controlNumber: 'C', dependent: child },
    { ...commercial, controlNumber: 'D', dependent: child },
    { ...commercial, controlNumber: 'E', dependent: { ...child, first: 'Sam' } },
    { ...commercial, controlNumber: 'F', subscriber: other },
    {
      ...commercial,
      controlNumber: 'G',
      subscriber: other,
      billing: { ...commercial.billing, ein: '987654321' },
    },
  );
  expect(levels(segments)).toEqual([
    'HL*1**20*1',
    'HL*2*1*22*0',
    'CLM*A',
    'CLM*B',
    'HL*3*1*22*1',
    'HL*4*3*23*0',
    'CLM*C',
    'CLM*D',
    'HL*5*3*23*0',
    'CLM*E',
    'HL*6*1*22*0',
    'CLM*F',
    'HL*7**20*1',
    'HL*8*7*22*0',
    'CLM*G',
  ]);
});

test.each([null, child])('a patient has at most 100 claims under one level', async (dependent) => {
  const claims = Array.from({ length: 201 }, (_, index) => ({
    ...commercial,
    dependent,
    controlNumber: `C${index}`,
  }));
  const patientLevel = dependent ? /^HL\*\d+\*\d+\*23/ : /^HL\*\d+\*1\*22/;
  const kinds = (await linesOf(...claims)).map((segment) =>
    patientLevel.test(segment) ? 'level' : segment.slice(0, 4),
  );
  const runs = kinds
    .filter((kind) => kind === 'level' || kind === 'CLM*')
    .join(' ')
    .split('level');
  expect(runs.map((run) => run.split('CLM').length - 1)).toEqual([0, 100, 100, 1]);
});

test('a transaction set holds 5000 claims, and a new one starts its levels anew', async () => {
  function* claims() {
    for (let number = 1; number <= 10_001; number += 1) {
      yield { ...exampleClaim, controlNumber: `C${number}`, lines: [firstLine] };
    }
  }
  const { text, written } = await fileOf(claims());
  const transactions = transactionsOf(text);
  expect(
    transactions.map((segments) => segments.filter(({ tag }) => tag === 'CLM').length),
  ).toEqual([5000, 5000, 1]);
  expect(
    transactions.map((segments) =>
      segments
        .filter(({ tag }) => tag === 'HL')
        .slice(0, 2)
        .map((hl) => elementOf(hl, 1)),
    ),
  ).toEqual([
    ['1', '2'],
    ['1', '2'],
    ['1', '2'],
  ]);
  expect(written.transactions).toEqual([
    { controlNumber: '0001', batchReference: '000000007-0001', claims: 5000 },
    { controlNumber: '0002', batchReference: '000000007-0002', claims: 5000 },
    { controlNumber: '0003', batchReference: '000000007-0003', claims: 1 },
  ]);
  expect(text.endsWith('~SE*28*0003~GE*3*7~IEA*1*000000007~')).toBe(true);
});
