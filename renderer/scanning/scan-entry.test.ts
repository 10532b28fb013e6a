import { describe, expect, test } from 'vitest';
import type { ArrivedScan } from '../scans.ts';
import {
  beginAnew,
  beginWith,
  chooseReading,
  dropQuestion,
  isWhole,
  NOTHING_SCANNED,
  type ScanEntryState,
  takeScan,
} from './scan-entry.ts';
import { contentLines, inOneLine, missingWords, packLines, visibleRaw } from './scan-words.ts';

const PRODUCT = ']d20109501101530003';
const LOT = ']d21727033110ABC';
const NOW_YEAR = 2026;

const arrived = (raw: string, keepsSeparators = true): ArrivedScan => ({
  raw,
  source: 'scanner',
  keepsSeparators,
});

function after(...raws: readonly string[]): ScanEntryState {
  let state = NOTHING_SCANNED;
  for (const raw of raws) state = takeScan(state, arrived(raw), NOW_YEAR);
  return state;
}

function packAfter(...raws: readonly string[]) {
  const { pack } = after(...raws);
  if (pack === null) throw new Error('Nothing was scanned');
  return pack;
}

describe('labels of a pack', () => {
  test('add up until product and lot are known', () => {
    const one = packAfter(PRODUCT);
    const both = packAfter(PRODUCT, LOT);
    expect([isWhole(one), isWhole(both), isWhole(packAfter(LOT))]).toEqual([false, true, false]);
    expect(missingWords(one)).toMatch(/no lot or serial/);
    expect(missingWords(packAfter(LOT))).toMatch(/no product/);
    expect(missingWords(both)).toBe('');
  });

  test('are told in words, and what is missing is left out', () => {
    expect(inOneLine(packLines(packAfter(PRODUCT, LOT)))).toBe(
      'Product number (GS1) 09501101530003, Lot ABC, Expires 31 Mar 2027',
    );
    expect(inOneLine(packLines(packAfter('CT1/FOAM-6X6/SS1')))).toBe(
      'SKU FOAM-6X6, Serial number S1',
    );
    expect(visibleRaw(`]d210A B\u001D21C`)).toBe(']d210A·B <GS> 21C');
  });
});

test('labels that came before anybody listened are of one pack, as if it had listened', () => {
  const scans = [arrived(PRODUCT), arrived(LOT)];
  expect(beginWith(scans, NOW_YEAR)).toEqual(after(PRODUCT, LOT));
  expect(beginWith([], NOW_YEAR)).toEqual(NOTHING_SCANNED);
});

describe('a label that cannot just be added', () => {
  test('is said to be unreadable, and what was known stays', () => {
    const state = after(PRODUCT, LOT, ']d20109501101530004');
    expect(state.question).toMatchObject({ kind: 'unreadable' });
    expect(state.pack?.lot).toBe('ABC');
    expect(dropQuestion(state).question).toBeNull();
  });

  test('that can be read in several ways counts as the one that somebody chooses', () => {
    const raw = '010950110153000310AB1721ZZ';
    const state = takeScan(NOTHING_SCANNED, arrived(raw, false), NOW_YEAR);
    const readings = state.question?.kind === 'ambiguous' ? state.question.scan.readings : [];
    const lots = readings.map((reading) => contentLines(reading).find(({ key }) => key === 'lot'));
    expect(lots.map((line) => line?.value)).toEqual(['AB1721ZZ', 'AB17']);
    const [, second] = readings;
    if (second === undefined) throw new Error('There is one reading only');
    expect(chooseReading(state, second)).toMatchObject({
      question: null,
      pack: { lot: 'AB17', serial: 'ZZ', scans: [{ raw, parserVersion: 1 }] },
    });
  });

  test('of another pack stops, and begins it only when asked', () => {
    const state = after(PRODUCT, LOT, ']d21727033110OTHER');
    expect(state).toMatchObject({
      pack: { lot: 'ABC' },
      question: { kind: 'mismatch', mismatch: { field: 'lot', known: 'ABC', scanned: 'OTHER' } },
    });
    expect(beginAnew(state)).toMatchObject({
      question: null,
      pack: { lot: 'OTHER', deviceIdentifier: null },
    });
    expect(dropQuestion(state)).toMatchObject({ question: null, pack: { lot: 'ABC' } });
  });
});
