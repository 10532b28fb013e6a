import { describe, expect, test } from 'vitest';
import { suggestedEffectiveFrom } from './code-set.ts';
import { inForceFrom, readCount } from './code-list.ts';
import { hcpcsRecordReader } from './hcpcs-records.ts';
import { hcpcsSelectionReader } from './hcpcs-selection.ts';
import { icd10cmReader, readIcd10cmLine } from './icd10cm-list.ts';

const icdLine = (parts: { number?: string; code?: string; mark?: string; long?: string } = {}) => {
  const { number = '00042', code = 'L97512', mark = '1', long = 'Ulcer of foot with fat' } = parts;
  return `${number} ${code.padEnd(7)} ${mark} ${'Ulcer of foot'.padEnd(60)} ${long}`;
};

test('a line of the order file is read by its columns', () => {
  expect(readIcd10cmLine(icdLine())).toEqual({
    code: 'L97512',
    description: 'Ulcer of foot with fat',
    isBillable: true,
    billingUnit: null,
    addedOn: null,
    lastOn: null,
  });
  expect(readIcd10cmLine(icdLine({ code: 'L97', mark: '0' }))).toMatchObject({ isBillable: false });
});

test.for([
  ['is cut off before its long description', icdLine().slice(0, 70), 'too short'],
  ['is shorter than its short description', icdLine({ long: 'Ulcer' }), 'cut off'],
  ['has no long description', icdLine({ long: '   ' }), 'no long description'],
  ['has no order number', icdLine({ number: 'abcde' }), 'order number'],
  ['has a code of another form', icdLine({ code: '97512' }), 'no ICD-10-CM code'],
  ['has a code with a dot', icdLine({ code: 'L97.512' }), 'no ICD-10-CM code'],
  ['has another mark', icdLine({ mark: 'x' }), 'neither 0 nor 1'],
  ['has its columns one place off', icdLine().replace('00042 ', '00042  '), 'neither 0 nor 1'],
] as const)('a line is refused that %s', ([, text, reason]) => {
  expect(readIcd10cmLine(text)).toContain(reason);
});

test('every line of the order file is accepted or refused with its number', () => {
  const reader = icd10cmReader();
  for (const line of [icdLine(), '', icdLine(), 'nothing', icdLine({ code: 'L97' })])
    reader.take(line);
  const list = reader.end();
  expect(list.codes.map(({ code }) => code)).toEqual(['L97512', 'L97']);
  expect(list.refused).toEqual([
    { line: 3, reason: 'repeats an earlier code' },
    { line: 4, reason: 'is too short: the long description is missing' },
  ]);
  expect(readCount(list)).toBe(4);
});

type RecordParts = { kind?: string; long: string; added?: string; last?: string };
function hcpcsRecord(id: string, { kind = '3', long, added = '20250101', last = '' }: RecordParts) {
  const start = `${id.padStart(5)}00100${kind}${long.padEnd(80)}`;
  if (kind === '4' || kind === '8') return start;
  return `${start.padEnd(268)}${added}${added}${last.padEnd(8)}N`.padEnd(320);
}

describe('the HCPCS contractor file', () => {
  test('a description goes on over its lines, and modifiers and dental codes are counted', () => {
    const reader = hcpcsRecordReader();
    for (const line of [
      hcpcsRecord('A2', { kind: '7', long: 'Dressing for two wounds' }),
      hcpcsRecord('A2', { kind: '8', long: 'and more' }),
      hcpcsRecord('Q4101', { long: 'Apligraf, per square' }),
      hcpcsRecord('Q4101', { kind: '4', long: 'centimeter' }),
      hcpcsRecord('D0120', { long: 'Licensed words' }),
      hcpcsRecord('D0120', { kind: '4', long: 'more of them' }),
      hcpcsRecord('A6010', { long: 'Collagen', last: '20250630' }),
    ])
      reader.take(line);
    const list = reader.end();
    expect(list.refused).toEqual([]);
    expect(list.skipped).toEqual({ modifier: 1, dental: 1, endedBefore: 0 });
    expect(list.codes).toMatchObject([
      { code: 'Q4101', description: 'Apligraf, per square centimeter', addedOn: '2025-01-01' },
      { code: 'A6010', lastOn: '2025-06-30' },
    ]);
    const later = inForceFrom(list, '2025-07-01');
    expect(later.codes.map(({ code }) => code)).toEqual(['Q4101']);
    expect(later.skipped.endedBefore).toBe(1);
    expect(readCount(later)).toBe(readCount(list));
  });

  test.for([
    ['a CPT code, whose words are not taken in', hcpcsRecord('15271', { long: 'Secret' }), 'CPT'],
    ['a CPT code with a letter', hcpcsRecord('0001F', { long: 'Secret' }), 'CPT'],
    ['a first line without its dates', hcpcsRecord('Q4101', { long: 'A' }).slice(0, 200), 'short'],
    ['no day', hcpcsRecord('Q4101', { long: 'A', added: '20251340' }), 'no day'],
    ['a line that goes on with nothing', hcpcsRecord('Q4101', { kind: '4', long: 'A' }), 'goes on'],
    ['any other text', 'code;description', 'no HCPCS record'],
    ['no description', hcpcsRecord('Q4101', { long: '' }), 'no description'],
  ] as const)('a line is refused that is or has %s', ([, line, reason]) => {
    const reader = hcpcsRecordReader();
    reader.take(line);
    const list = reader.end();
    expect(list.codes).toEqual([]);
    expect(list.refused).toMatchObject([{ line: 1 }]);
    expect(list.refused[0]?.reason).toContain(reason);
    expect(JSON.stringify(list)).not.toContain('Secret');
  });
});

test('a list of some codes is read under its header', () => {
  const reader = hcpcsSelectionReader(['code', 'long_description', 'billing_unit']);
  reader.take(2, ['q4101', 'Apligraf', 'cm2']);
  reader.take(3, ['D0120', 'Licensed', 'each']);
  reader.take(4, ['15271', 'Licensed', 'each']);
  reader.take(5, ['A6010', '', 'each']);
  reader.take(6, ['A6010', 'Collagen']);
  const list = reader.end();
  expect(list.isWholeSet).toBe(false);
  expect(list.codes).toMatchObject([{ code: 'Q4101', billingUnit: 'cm2', isBillable: null }]);
  expect(list.refused.map(({ line }) => line)).toEqual([4, 5, 6]);
  expect(JSON.stringify(list)).not.toContain('Licensed');
});

test.for([
  ['icd10cm', 'icd10cm-order-2021.txt.gz', '2020-10-01'],
  ['icd10cm', 'icd10cm_order_2026.txt', '2025-10-01'],
  ['icd10cm', 'C:\\codes\\icd10cm-order-April-2025.txt', '2025-04-01'],
  ['hcpcs', 'HCPC2025_OCT_ANWEB.txt', '2025-10-01'],
  ['hcpcs', 'HCPC2016_CONTR_ANWEB.txt', '2016-01-01'],
  ['hcpcs', 'hcpcs-wound-2025-10.csv', '2025-10-01'],
  ['hcpcs', 'list 2025-10-15.csv', '2025-10-15'],
  ['icd10cm', 'codes.txt', null],
] as const)('an edition of %s in %s is suggested to count from %s', ([set, name, day]) => {
  expect(suggestedEffectiveFrom(set, name)).toBe(day);
});
