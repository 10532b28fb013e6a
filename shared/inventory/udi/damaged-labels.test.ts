import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  anyGtin,
  built,
  DIGITS,
  gs1Content,
  HIBC_43,
  hibcContent,
  SET_82,
  textOf,
} from '../../../test/udi-labels.ts';
import { isCivilDate } from '../../base/civil-date.ts';
import { buildGs1 } from './build-gs1.ts';
import { buildHibc } from './build-hibc.ts';
import { mod43CheckCharacter, normalizeGtin } from './check-digits.ts';
import { parseScan } from './parse-scan.ts';
import { readingAttributes } from './reading.ts';

const NOW = { nowYear: 2026 };
const KEPT = { ...NOW, keepsSeparators: true };
const GS = '\u001D';

describe('one wrong character is not read as another pack', { timeout: 60_000 }, () => {
  const replaced = (text: string, at: number, character: string) =>
    text.slice(0, at) + character + text.slice(at + 1);

  test('where the check character of HIBC stands behind it', () => {
    fc.assert(
      fc.property(hibcContent, fc.nat(), textOf(HIBC_43, 1), (content, where, wrong) => {
        const label = built(buildHibc(content, NOW));
        for (const text of [label.combined, label.primary, label.secondary ?? label.primary]) {
          const at = 1 + (where % (text.length - 1));
          fc.pre(text[at] !== wrong);
          expect(parseScan(replaced(text, at, wrong), NOW).state).toBe('unreadable');
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('where the check digit of GS1 stands behind it', () => {
    fc.assert(
      fc.property(gs1Content, fc.nat(13), textOf(DIGITS, 1), (content, at, wrong) => {
        const gtin = content.deviceIdentifier ?? '';
        fc.pre(gtin[at] !== wrong);
        const label = built(buildGs1(content, NOW));
        const other = replaced(gtin, at, wrong);
        for (const text of [
          label.elementString,
          `]d2${label.elementString}`,
          label.humanReadable,
        ]) {
          expect(parseScan(text.replace(gtin, other), KEPT).state).toBe('unreadable');
        }
        const plain = parseScan(other, NOW);
        const readings = 'readings' in plain ? plain.readings : [];
        expect(plain.state).not.toBe('read');
        expect(readings.every((each) => each.deviceIdentifier === null)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test('where two neighbours of a product number change places', () => {
    fc.assert(
      fc.property(anyGtin, fc.nat(12), (gtin, at) => {
        const [one = '', other = ''] = [gtin[at], gtin[at + 1]];
        fc.pre(one !== other && Math.abs(Number(one) - Number(other)) !== 5);
        const swapped = gtin.slice(0, at) + other + one + gtin.slice(at + 2);
        expect(parseScan(`(01)${swapped}`, NOW).state).toBe('unreadable');
        expect(parseScan(`]I1${swapped}`, NOW).state).toBe('unreadable');
      }),
      { numRuns: 1000 },
    );
  });
});

describe('whatever is scanned is answered', { timeout: 60_000 }, () => {
  const tokens = fc.constantFrom(
    ...'01 08806388269617 (01) (10) 10 17 280213 281301 21 240 30 + $ $$ A123BJC5D6E71 G'.split(
      ' ',
    ),
    ...'/ 16D 20230214 =/ =, => =} &,1 = 014032 ]d2 ^] _ * A99971312345600 000025'.split(' '),
    ...[GS, ' ', '😀', '\uD800', '\u0000', 'A9999XYZ100T0944'].values(),
  );
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 600 }),
    fc.string({ unit: 'grapheme' }),
    fc.array(tokens, { maxLength: 12 }).map((parts) => parts.join('')),
    textOf(DIGITS, 0, 120),
    textOf(HIBC_43, 0, 60)
      .map((text) => `+${text}`)
      .map((text) => text + mod43CheckCharacter(text)),
    textOf(SET_82, 0, 80).map((text) => `]d2${text}`),
  );

  test('with the raw text, and with readings that hold only what can be', () => {
    fc.assert(
      fc.property(anything, fc.boolean(), (raw, keepsSeparators) => {
        const scan = parseScan(raw, { ...NOW, keepsSeparators });
        expect(scan.raw).toBe(raw);
        const readings = scan.state === 'read' ? [scan] : 'readings' in scan ? scan.readings : [];
        expect(readings.length > 0).toBe(scan.state !== 'unreadable');
        for (const each of readings) {
          const days = [each.expiresOn, each.manufacturedOn].filter((day) => day !== null);
          const isProduct = each.issuer !== 'gs1' || each.deviceIdentifier === null;
          expect(days.every(isCivilDate)).toBe(true);
          expect(isProduct || normalizeGtin(each.deviceIdentifier ?? '') !== null).toBe(true);
          expect(readingAttributes.some((attribute) => each[attribute] !== null)).toBe(true);
          expect(each.lot === null || raw.includes(each.lot)).toBe(true);
        }
      }),
      { numRuns: 20_000 },
    );
  });
});
