import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  everyPack,
  isSamePacks,
  type LabelledPack,
  lotKey,
  packMatcher,
  packsInWords,
  packsProblems,
  type PackStanding,
  type RecalledPacks,
} from './recalled-packs.ts';

const rule = (packs: Partial<RecalledPacks>): RecalledPacks => ({ ...everyPack, ...packs });
const pack = (lotNumber: string | null, serialNumber: string | null = null): LabelledPack => ({
  lotNumber,
  serialNumber,
});

describe('a pack stands to a recall', () => {
  test.for<[string, Partial<RecalledPacks>, LabelledPack, PackStanding]>([
    ['of every lot', {}, pack(null), 'recalled'],
    ['of its lot', { lotNumber: 'A1' }, pack('A1'), 'recalled'],
    ['of its lot, spelt otherwise', { lotNumber: 'AB-12 3' }, pack('ab 123'), 'recalled'],
    ['of another lot', { lotNumber: 'A1' }, pack('A11'), 'other'],
    ['of a lot, its own not said', { lotNumber: 'A1' }, pack(null, '7'), 'unsaid'],
    ['of a lot, its own empty', { lotNumber: 'A1' }, pack(''), 'unsaid'],
    ['of its serial', { serialNumber: '007' }, pack('A1', '007'), 'recalled'],
    ['of a serial, its own not said', { serialNumber: '007' }, pack('A1'), 'unsaid'],
    ['of another serial', { serialNumber: '007' }, pack('A1', '7'), 'other'],
    ['first of a range', { lotNumber: 'L0010', lastLotNumber: 'L0020' }, pack('L0010'), 'recalled'],
    ['last of a range', { lotNumber: 'L0010', lastLotNumber: 'L0020' }, pack('l-0020'), 'recalled'],
    ['before a range', { lotNumber: 'L0010', lastLotNumber: 'L0020' }, pack('L0009'), 'other'],
    ['after a range', { lotNumber: 'L0010', lastLotNumber: 'L0020' }, pack('L0021'), 'other'],
    ['shorter than a range', { lotNumber: 'L0010', lastLotNumber: 'L0020' }, pack('L15'), 'other'],
    ['longer than a range', { lotNumber: '10', lastLotNumber: '20' }, pack('150'), 'other'],
    ['in a range, not said', { serialNumber: '1', lastSerialNumber: '9' }, pack('A'), 'unsaid'],
    ['of its lot and serial', { lotNumber: 'A', serialNumber: '1' }, pack('A', '1'), 'recalled'],
    ['of its lot only', { lotNumber: 'A', serialNumber: '1' }, pack('A', '2'), 'other'],
    ['of its lot, serial not said', { lotNumber: 'A', serialNumber: '1' }, pack('A'), 'unsaid'],
    ['of its serial, lot another', { lotNumber: 'A', serialNumber: '1' }, pack('B', null), 'other'],
  ])('%s', ([, packs, label, standing]) => {
    expect(packMatcher([rule(packs)])(label)).toBe(standing);
  });

  test('of several, one of which names it', () => {
    const match = packMatcher([rule({ lotNumber: 'A' }), rule({ serialNumber: '9' })]);
    expect([
      match(pack('A')),
      match(pack('B', '9')),
      match(pack('B')),
      match(pack('B', '8')),
    ]).toEqual(['recalled', 'recalled', 'unsaid', 'other']);
  });
});

/** PostgreSQL compares text in the collation C byte by byte; so does Buffer.compare over UTF-8. */
const bytes = (text: string) => Buffer.from(lotKey(text));
const lengthOf = (text: string) => Array.from(lotKey(text)).length;

function isInRange(told: string | null, first: string | null, last: string | null): PackStanding {
  if (first === null) return 'recalled';
  if (told === null || lotKey(told) === '') return 'unsaid';
  const isWithin =
    lengthOf(told) === lengthOf(first) &&
    Buffer.compare(bytes(told), bytes(first)) >= 0 &&
    Buffer.compare(bytes(told), bytes(last ?? first)) <= 0;
  return isWithin ? 'recalled' : 'other';
}

/** The slow way, rule by rule. */
function naive(rules: readonly RecalledPacks[], told: LabelledPack): PackStanding {
  const standings = rules.map((each) => {
    const parts = [
      isInRange(told.lotNumber, each.lotNumber, each.lastLotNumber),
      isInRange(told.serialNumber, each.serialNumber, each.lastSerialNumber),
    ];
    return parts.find((part) => part === 'other') ?? parts.find((part) => part === 'unsaid');
  });
  if (standings.includes(undefined)) return 'recalled';
  return standings.includes('unsaid') ? 'unsaid' : 'other';
}

// Few characters, so that numbers meet; one beyond the 16 bits of a JavaScript character.
const number = fc.oneof(
  fc.string({ unit: fc.constantFrom('0', '1', 'a', 'B', '-', 'é', '𝟙', '𐐨', 'ﬀ'), maxLength: 3 }),
  fc.string({ maxLength: 3 }),
);
const said = fc.option(number.filter((text) => lotKey(text) !== ''));
const rules = fc.array(
  fc
    .record({
      lotNumber: said,
      lastLotNumber: said,
      serialNumber: said,
      lastSerialNumber: said,
    })
    .filter((packs) => packsProblems(packs).length === 0),
  { maxLength: 5 },
);
const label = fc.record({ lotNumber: fc.option(number), serialNumber: fc.option(number) });

test('whatever is recalled, a pack stands to it as it does rule by rule', () => {
  fc.assert(
    fc.property(rules, label, (some, told) => {
      expect(packMatcher(some)(told)).toBe(naive(some, told));
    }),
    { numRuns: 3000 },
  );
});

test('spelling makes no other recall, and each is the same as itself', () => {
  fc.assert(
    fc.property(rules, (some) => {
      for (const each of some) {
        const shouted = rule({ ...each, lotNumber: each.lotNumber && ` ${each.lotNumber} ` });
        expect(isSamePacks(each, shouted)).toBe(true);
        expect(isSamePacks(each, { ...each, serialNumber: `${each.serialNumber ?? ''}x` })).toBe(
          false,
        );
      }
    }),
  );
  const one = rule({ lotNumber: 'A' });
  expect(isSamePacks(one, rule({ lotNumber: 'a', lastLotNumber: 'A' }))).toBe(true);
  expect(isSamePacks(one, rule({ serialNumber: 'A' }))).toBe(false);
  expect(isSamePacks(one, everyPack)).toBe(false);
});

describe('a range that cannot be is named by its field', () => {
  test.for<[string, Partial<RecalledPacks>, readonly string[]]>([
    ['nothing said', {}, []],
    ['a range of one', { lotNumber: 'A', lastLotNumber: 'a' }, []],
    ['an end without a beginning', { lastLotNumber: 'A' }, ['lastLotNumber']],
    ['of two lengths', { serialNumber: '9', lastSerialNumber: '10' }, ['lastSerialNumber']],
    ['backwards', { lotNumber: 'B', lastLotNumber: 'A' }, ['lastLotNumber']],
    ['of dashes', { lotNumber: '--' }, ['lotNumber']],
    ['from dashes on', { lotNumber: '--', lastLotNumber: 'A' }, ['lotNumber']],
  ])('%s', ([, packs, fields]) => {
    expect(packsProblems(rule(packs)).map(({ field }) => field)).toEqual(fields);
  });
});

test.for<[Partial<RecalledPacks>, string]>([
  [{}, 'every lot'],
  [{ lotNumber: 'A1' }, 'lot A1'],
  [{ lotNumber: 'A1', lastLotNumber: 'A9', serialNumber: '7' }, 'lots A1 to A9, serial 7'],
])('%j is said as "%s"', ([packs, words]) => {
  expect(packsInWords(rule(packs))).toBe(words);
});
