import { expect, test } from 'vitest';
import type { ChangeLine } from './line.ts';
import { type Upcast, upcastChange, upcastLine } from './upcast.ts';

/** As a migration 320 that fills a column from another would need it, and a 330 that goes on from there. */
const UPCASTS: readonly Upcast[] = [
  {
    to: 320,
    of: (line) =>
      line.k === 'wounds' && 'depth_cm' in line.v
        ? { ...line, v: { ...line.v, depth_mm: Number(line.v['depth_cm']) * 10 } }
        : line,
  },
  {
    to: 330,
    of: (line) =>
      line.k === 'wounds' && 'depth_mm' in line.v
        ? { ...line, v: { ...line.v, is_deep: Number(line.v['depth_mm']) > 30 } }
        : line,
  },
];

function woundLine(m: number, v: ChangeLine['v'] = { depth_cm: 4 }): ChangeLine {
  return { n: 1, t: 1, s: '1', k: 'wounds', r: '["a"]', o: 'u', b: {}, v, u: null, m };
}

const change = (of: ChangeLine) => ({ number: 1, line: 'as it came', change: of, stamp: 1n });

test('a line of an earlier release is brought up step by step, as far as this one is', () => {
  expect(upcastLine(woundLine(310), 330, UPCASTS)).toEqual(
    woundLine(330, { depth_cm: 4, depth_mm: 40, is_deep: true }),
  );
  expect(upcastLine(woundLine(310), 325, UPCASTS)).toEqual(
    woundLine(320, { depth_cm: 4, depth_mm: 40 }),
  );
  expect(upcastLine(woundLine(320, { depth_mm: 5 }), 330, UPCASTS)).toEqual(
    woundLine(330, { depth_mm: 5, is_deep: false }),
  );
});

test('what is of this release or a later one stays the very same', () => {
  for (const m of [330, 999]) {
    const own = change(woundLine(m));
    expect(upcastChange(own, 330, UPCASTS)).toBe(own);
  }
  const unread = { ...change(woundLine(310)), change: null };
  expect(upcastChange(unread, 330, UPCASTS)).toBe(unread);
});

test('the database reads the values of a line that was brought up from its new text', () => {
  const brought = upcastChange(change(woundLine(310)), 330, UPCASTS);
  expect(JSON.parse(brought.line)).toEqual(brought.change);
});

test('without an upcast the text of a change is the one that came', () => {
  const own = change(woundLine(310));
  expect(upcastChange(own, 330)).toBe(own);
});
