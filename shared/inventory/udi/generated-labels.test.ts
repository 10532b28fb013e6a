import { toSVG } from 'bwip-js/node';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  anyExtras,
  built,
  gs1Content,
  hibcContent,
  tissueContent,
} from '../../../test/udi-labels.ts';
import { buildGs1 } from './build-gs1.ts';
import { buildHibc } from './build-hibc.ts';
import { buildIccbba } from './build-iccbba.ts';
import { mergeScans, type LabelReading, type PackReading } from './merge-scans.ts';
import { parseScan } from './parse-scan.ts';
import { readingAttributes } from './reading.ts';

const NOW = { nowYear: 2026 };
const KEPT = { ...NOW, keepsSeparators: true };
const GS = '\u001D';

function read(raw: string): LabelReading {
  const scan = parseScan(raw, KEPT);
  if (scan.state !== 'read') throw new Error(`${raw} is ${scan.state}`);
  return scan;
}

describe('what a label is built of is what is read of it', { timeout: 60_000 }, () => {
  const arriving = fc.record({
    before: fc.constantFrom('', ']d2', ']C1', ']Q3', GS, `]d2${GS}`),
    separator: fc.constantFrom(GS, '^]', '{GS}', '<GS>', '[FNC1]', 'Ctrl+]', 'Alt+029', '|', '␝'),
  });

  test('in GS1 with separators, however they arrive, and in brackets', () => {
    fc.assert(
      fc.property(
        fc.record({ content: gs1Content, extras: anyExtras, arriving }),
        ({ content, extras, arriving: { before, separator } }) => {
          const label = built(buildGs1(content, NOW, extras));
          const raw = before + label.elementString.replaceAll(GS, separator);
          const kept = extras.map(({ ai, value }) => expect.objectContaining({ code: ai, value }));
          const said = { state: 'read', ...content, fields: expect.arrayContaining(kept) };
          expect(parseScan(raw, KEPT)).toMatchObject(said);
          expect(parseScan(label.humanReadable, NOW)).toMatchObject(said);
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('in HIBC, in one symbol, in print, and in two symbols in either order', () => {
    fc.assert(
      fc.property(hibcContent, (content) => {
        const label = built(buildHibc(content, NOW));
        expect(parseScan(label.combined, NOW)).toMatchObject({ state: 'read', ...content });
        expect(parseScan(label.humanReadable, NOW)).toMatchObject({ state: 'read', ...content });
        const symbols = [label.primary, label.secondary].filter((each) => each !== null);
        for (const raws of [symbols, symbols.toReversed()]) {
          const pack = raws.reduce<PackReading | null>((known, raw) => {
            const result = mergeScans(known, read(raw));
            return result.state === 'merged' ? result.pack : null;
          }, null);
          expect(pack).toMatchObject(content);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('in ISBT 128', () => {
    fc.assert(
      fc.property(tissueContent, (content) => {
        expect(parseScan(built(buildIccbba(content, NOW)), NOW)).toMatchObject({
          state: 'read',
          ...content,
        });
      }),
      { numRuns: 1000 },
    );
  });

  test('in whatever year it is read, within the window of two-digit years', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2000, max: 2150 }),
        fc.integer({ min: -49, max: 50 }),
        (nowYear, gap) => {
          const expiresOn = `${nowYear + gap}-06-30`;
          const year = String(nowYear + gap).slice(2);
          const said = { state: 'read', expiresOn };
          expect(parseScan(`(17)${year}0630`, { nowYear })).toMatchObject(said);
          expect(parseScan(`(17)${year}0600`, { nowYear })).toMatchObject(said);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

const checking: object = { validatecheck: true };

test('what is built passes the rules of the encoder that prints it', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(gs1Content, anyExtras, hibcContent, (content, extras, other) => {
      const gs1 = built(buildGs1(content, NOW, extras)).humanReadable;
      const hibc = built(buildHibc(other, NOW)).combined.slice(1);
      // The encoder takes every bracket for the beginning of an identifier.
      fc.pre(!/[()]/.test(gs1.replaceAll(/\(\d{2,4}\)/g, '')));
      expect(() => toSVG({ bcid: 'gs1datamatrix', text: gs1 })).not.toThrow();
      expect(() => toSVG({ bcid: 'hibcdatamatrix', text: hibc, ...checking })).not.toThrow();
    }),
    { numRuns: 100 },
  );
});

test('a label that lost its separators is never read as another', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(gs1Content, anyExtras, (content, extras) => {
      const label = built(buildGs1(content, NOW, extras));
      const scan = parseScan(label.elementString.replaceAll(GS, ''), NOW);
      const readings = scan.state === 'read' ? [scan] : 'readings' in scan ? scan.readings : [];
      const isComplete = scan.state === 'read' || ('isComplete' in scan && scan.isComplete);
      expect(scan.state).not.toBe('unreadable');
      const isThere = readings.some((each) =>
        readingAttributes.every((attribute) => each[attribute] === content[attribute]),
      );
      expect(isThere || !isComplete).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test('a second label never takes away what the first said, and stops where it says otherwise', {
  timeout: 60_000,
}, () => {
  fc.assert(
    fc.property(gs1Content, fc.subarray([...readingAttributes]), (content, hidden) => {
      const whole = read(built(buildGs1(content, NOW)).humanReadable);
      const less = Object.fromEntries(hidden.map((attribute) => [attribute, null]));
      const known = mergeScans(null, whole);
      const after = mergeScans(known.state === 'merged' ? known.pack : null, { ...whole, ...less });
      expect(after).toMatchObject({ state: 'merged', pack: content, added: [] });
      const other = mergeScans(known.state === 'merged' ? known.pack : null, {
        ...whole,
        ...less,
        deviceIdentifier: 'another',
      });
      expect(other).toMatchObject({ state: 'mismatch', field: 'deviceIdentifier' });
    }),
    { numRuns: 500 },
  );
});
