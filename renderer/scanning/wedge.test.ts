import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GROUP_SEPARATOR } from '../../shared/inventory/udi/carrier.ts';
import { deadlineMs, pause, press } from './wedge.ts';
import {
  type KeyPlace,
  NO_SCAN,
  type WedgeKey,
  type WedgeRules,
  type WedgeScan,
  type WedgeStep,
} from './wedge-state.ts';

const rules: WedgeRules = {
  hasAimPrefix: true,
  usesTiming: true,
  looksLikeLabel: (text) => /^(\]d2)?01\d{14}(1[017]|21)/.test(text),
};

type Stroke = { readonly afterMs: number; readonly key: DistributiveKey };
type DistributiveKey = WedgeKey extends infer Key
  ? Key extends WedgeKey
    ? Omit<Key, 'atMs' | 'isCapsLock'>
    : never
  : never;

/** A page with one field in focus, and a clock that stands still but for the keys. */
function runOf(strokes: readonly Stroke[], given: Partial<WedgeRules> = {}) {
  const now = { ...rules, ...given };
  let state = NO_SCAN;
  let [text, kept] = ['', ''];
  let atMs = 0;
  let enters = 0;
  let worstDelayMs = 0;
  const heldSince: number[] = [];
  const scans: WedgeScan[] = [];
  const take = (step: WedgeStep) => {
    if (step.scan?.isPartlyTyped) text = kept;
    if (step.scan) scans.push(step.scan);
    if (step.released !== '') {
      worstDelayMs = Math.max(worstDelayMs, atMs - (heldSince[0] ?? atMs));
      text += step.released;
    }
    if (step.released !== '' || step.scan) heldSince.length = 0;
    state = step.state;
  };
  const waitUntil = (untilMs: number) => {
    const deadline = deadlineMs(state);
    if (deadline === null || deadline > untilMs) return;
    atMs = deadline;
    take(pause(state, now, deadline));
  };
  for (const { afterMs, key } of strokes) {
    const keyMs = atMs + afterMs;
    waitUntil(keyMs);
    atMs = keyMs;
    const step = press(state, now, { ...key, atMs, isCapsLock: false });
    take(step);
    if (step.isFirst) kept = text;
    if (step.isSwallowed) heldSince.push(atMs);
    else if (key.kind === 'character') text += key.text;
    else if (key.kind === 'end') enters += 1;
  }
  waitUntil(Number.MAX_SAFE_INTEGER);
  return { text, raws: scans.map(({ raw }) => raw), scans, enters, worstDelayMs };
}

const end = (afterMs: number): Stroke => ({ afterMs, key: { kind: 'end' } });
const other = (afterMs: number): Stroke => ({ afterMs, key: { kind: 'other' } });
const character = (text: string, afterMs: number, place: KeyPlace = 'text'): Stroke => ({
  afterMs,
  key: { kind: 'character', text, place },
});

type Sending = {
  readonly gapMs?: number;
  readonly separator?: 'control' | 'alt' | 'lost';
  readonly place?: KeyPlace;
};

/** What a scanner sends for a label, after a rest. */
function scanner(raw: string, { gapMs = 10, separator = 'control', place }: Sending = {}) {
  const strokes = Array.from(raw).flatMap((each): Stroke[] => {
    if (each !== GROUP_SEPARATOR) return [character(each, gapMs, place)];
    if (separator === 'lost') return [];
    if (separator === 'control') return [{ afterMs: gapMs, key: { kind: 'separator' } }];
    const digits = ['0', '2', '9'].map((digit) => ({ kind: 'altDigit', digit }) as const);
    return [{ kind: 'altDown' } as const, ...digits, { kind: 'altUp' } as const].map((key) => ({
      afterMs: gapMs,
      key,
    }));
  });
  return strokes.map((stroke, index) => (index === 0 ? { ...stroke, afterMs: 1000 } : stroke));
}

const LABEL = `]d201095011015300031726033110ABC-12${GROUP_SEPARATOR}21SN7`;
const BARE = LABEL.slice(3);
const gtin = fc.stringMatching(/^\d{14}$/);
const lot = fc.stringMatching(/^[A-Za-z0-9/+=?-]{1,20}$/);
const labels = fc
  .tuple(gtin, lot, lot)
  .map(([code, one, two]) => `]d201${code}10${one}${GROUP_SEPARATOR}21${two}`);
/** Whatever a person types who has never heard of AIM ids, at up to 400 words a minute. */
const typing = fc.array(
  fc.record({
    text: fc.constantFrom(...Array.from('abcXYZ019 ]/+-?.d2Q')),
    afterMs: fc.integer({ min: 36, max: 400 }),
  }),
  { maxLength: 40 },
);
const places = fc.constantFrom<KeyPlace>('text', 'native', 'page');

describe('a scanner with a prefix', () => {
  test('is told from typing by its AIM id; nothing of it stays in the field, and its Enter submits nothing', () => {
    for (const gapMs of [2, 10, 80, 120]) {
      const { text, raws, enters } = runOf([...scanner(LABEL, { gapMs }), end(gapMs)]);
      expect({ text, raws, enters }).toEqual({ text: '', raws: [LABEL], enters: 0 });
    }
  });

  test('may send the separator as Ctrl+], as Alt and its number, or not at all', () => {
    const sent = (separator: 'control' | 'alt' | 'lost') =>
      runOf([...scanner(LABEL, { separator }), end(10)]).raws;
    expect(sent('control')).toEqual([LABEL]);
    expect(sent('alt')).toEqual([LABEL]);
    expect(sent('lost')).toEqual([LABEL.replace(GROUP_SEPARATOR, '')]);
  });

  test('may end with Enter, with Tab and Enter, or with nothing', () => {
    const sent = [
      runOf([...scanner(LABEL), end(10)]),
      runOf([...scanner(LABEL), end(10), end(10)]),
      runOf(scanner(LABEL)),
      runOf([...scanner(LABEL), end(499)]),
    ];
    expect(sent.map(({ raws, enters }) => ({ raws, enters }))).toEqual(
      sent.map(() => ({ raws: [LABEL], enters: 0 })),
    );
  });

  test('has ended at the next key: the Enter after it is one that somebody pressed', () => {
    const run = runOf([...scanner(LABEL), end(10), character('7', 40), end(40)]);
    expect(run).toMatchObject({ raws: [LABEL], text: '7', enters: 1 });
  });

  test('is heard out when the computer is out of breath, so that no label is cut in two', () => {
    const strokes = scanner(LABEL).map((stroke, index) =>
      index === 30 ? { ...stroke, afterMs: 450 } : stroke,
    );
    const { scans, text } = runOf([...strokes, end(10)]);
    expect(scans).toMatchObject([{ raw: LABEL, isEnded: true }]);
    expect(text).toBe('');
  });

  test('says whether its end was heard or only silence', () => {
    expect(runOf(scanner(LABEL)).scans).toMatchObject([{ isEnded: false }]);
  });

  test('with a function key first is told whatever the label begins with', () => {
    const prefix: Stroke = { afterMs: 500, key: { kind: 'prefix' } };
    const [, ...rest] = scanner(`x${BARE}`);
    const run = runOf([prefix, ...rest, end(10)], { hasAimPrefix: false });
    expect(run).toMatchObject({ text: '', raws: [BARE], enters: 0 });
    const unknown = runOf([
      prefix,
      ...Array.from('nolabel').map((each) => character(each, 10)),
      end(10),
    ]);
    expect(unknown).toMatchObject({ text: '', raws: ['nolabel'], enters: 0 });
  });

  test('gives every label whole, whatever was typed before and after it', () => {
    fc.assert(
      fc.property(
        fc.tuple(labels, typing, typing),
        // No slower on average than what is still taken for a scanner.
        fc.array(fc.integer({ min: 1, max: 105 }), { minLength: 80, maxLength: 80 }),
        fc.constantFrom('control' as const, 'alt' as const, 'lost' as const),
        ([label, before, after], gapsMs, separator) => {
          const sent = scanner(label, { separator }).map((stroke, index) => ({
            ...stroke,
            afterMs: index === 0 ? 300 : (gapsMs[index % 80] ?? 10),
          }));
          const run = runOf([
            ...before.map(({ text, afterMs }) => character(text, afterMs)),
            ...sent,
            end(gapsMs[0] ?? 10),
            ...after.map(({ text, afterMs }) => character(text, afterMs + 300)),
          ]);
          const typed = [...before, ...after].map(({ text }) => text).join('');
          const raw = separator === 'lost' ? label.replace(GROUP_SEPARATOR, '') : label;
          expect(run).toMatchObject({ raws: [raw], text: typed, enters: 0 });
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('a scanner without a prefix', () => {
  test('is told by keys that nobody types so fast and that make a label', () => {
    for (const place of ['text', 'native', 'page'] as const) {
      const run = runOf([...scanner(BARE, { place }), end(10)]);
      expect(run, place).toMatchObject({ text: '', raws: [BARE], enters: 0 });
    }
    expect(runOf(scanner(BARE))).toMatchObject({ text: '', raws: [BARE] });
  });

  test('leaves what stood in the field before', () => {
    const before = Array.from('lot 7').map((each) => character(each, 120));
    const run = runOf([...before, ...scanner(BARE), end(10)]);
    expect(run).toMatchObject({ text: 'lot 7', raws: [BARE] });
  });

  test('is not waited for where timing is switched off, and a slow one is typing', () => {
    const off = runOf([...scanner(BARE), end(10)], { usesTiming: false });
    const typed = BARE.replace(GROUP_SEPARATOR, '');
    expect(off).toMatchObject({ text: typed, raws: [], enters: 1 });
    expect(runOf([...scanner(BARE, { gapMs: 80, separator: 'lost' }), end(80)])).toMatchObject({
      text: typed,
      raws: [],
      enters: 1,
    });
  });
});

describe('what a person types', () => {
  test.each([
    { what: 'with brackets', without: 'dQX', withinMs: 150 },
    { what: 'with what may become an AIM id', without: '', withinMs: 260 },
  ])('all arrives $what, in order, soon, and Enter stays Enter', ({ without, withinMs }) => {
    fc.assert(
      fc.property(typing, places, (drawn, place) => {
        const keys = drawn.filter(({ text }) => !without.includes(text));
        const typed = keys.map(({ text }) => text).join('');
        fc.pre(!/\][dQX]\d/.test(typed));
        const strokes = keys.map(({ text, afterMs }) => character(text, afterMs, place));
        const run = runOf([...strokes, end(90)]);
        expect(run).toMatchObject({ text: typed, raws: [], enters: 1 });
        expect(run.worstDelayMs).toBeLessThanOrEqual(withinMs);
      }),
      { numRuns: 2000 },
    );
  });

  test('arrives even where it begins like an AIM id', () => {
    const keys = Array.from(']d2 is the prefix').map((each) => character(each, 140));
    expect(runOf([...keys, end(140)])).toMatchObject({
      text: ']d2 is the prefix',
      raws: [],
      enters: 1,
    });
  });

  test('and what is pasted by keys arrives whole where it is no label', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            text: fc.constantFrom(...Array.from('abc019 ]/.d')),
            afterMs: fc.integer({ min: 0, max: 60 }),
          }),
          { maxLength: 30 },
        ),
        places,
        (keys, place) => {
          const typed = keys.map(({ text }) => text).join('');
          fc.pre(!/\]d\d/.test(typed));
          const run = runOf([
            ...keys.map(({ text, afterMs }) => character(text, afterMs, place)),
            end(20),
          ]);
          expect(run).toMatchObject({ text: typed, raws: [], enters: 1 });
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('is let go before a key that moves or deletes', () => {
    const run = runOf([character(']', 500), character('d', 20), other(20), character('x', 100)]);
    expect(run).toMatchObject({ text: ']dx', raws: [] });
  });
});
