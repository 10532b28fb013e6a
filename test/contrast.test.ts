import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const css = readFileSync(new URL('../renderer/ui/tokens.css', import.meta.url), 'utf8');

type Theme = 'light' | 'dark';
type Pairs = readonly (readonly [string, string])[];

function colorOf(name: string, theme: Theme): string {
  const match = new RegExp(`--color-${name}: light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(css);
  const color = match?.[theme === 'light' ? 1 : 2];
  if (color === undefined) throw new Error(`tokens.css has no pair of colours named ${name}`);
  return color;
}

function luminance(color: string): number {
  const [red, green, blue] = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(color.slice(start, start + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG 2 contrast ratio of two colours, 1 to 21. */
function contrast(one: string, other: string): number {
  const [first, second] = [luminance(one), luminance(other)];
  return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
}

const SURFACES = ['canvas', 'surface', 'sunken', 'raised', 'hover'];
const SOFT = [
  'success',
  'info',
  'caution',
  'danger',
  'allergy',
  'demonstration',
  'carried',
  'accent',
];

const TEXT_PAIRS: Pairs = [
  ...SURFACES.flatMap((surface) => [
    ['text', surface] as const,
    ['muted', surface] as const,
    ['accent-text', surface] as const,
    ['danger-text', surface] as const,
    ['success-text', surface] as const,
    ['info-text', surface] as const,
  ]),
  ...SOFT.flatMap((tone) => [
    [`${tone}-text`, `${tone}-soft`] as const,
    ['text', `${tone}-soft`] as const,
  ]),
  ['muted', 'accent-soft'],
  ['muted', 'caution-soft'],
  ['muted', 'danger-soft'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['on-accent', 'accent-pressed'],
  ['on-danger', 'danger'],
  ['on-danger', 'danger-hover'],
  ['on-allergy', 'allergy'],
  ['on-demonstration', 'demonstration'],
  ['rail-text', 'rail'],
  ['rail-text', 'rail-current'],
  ['rail-text', 'rail-hover'],
  ['rail-muted', 'rail'],
];

const MARK_PAIRS: Pairs = [
  ...SURFACES.flatMap((surface) => [
    ['border-control', surface] as const,
    ['focus', surface] as const,
    ['accent', surface] as const,
    ['danger', surface] as const,
    ['carried-border', surface] as const,
  ]),
  ['carried-border', 'carried-soft'],
  ['accent', 'accent-soft'],
  ['focus-rail', 'rail'],
  ['focus-rail', 'rail-current'],
  ['rail-mark', 'rail-current'],
];

function pairsBelow(least: number, pairs: Pairs, theme: Theme): readonly string[] {
  return pairs
    .map(([front, back]) => ({
      name: `${front} on ${back}`,
      ratio: contrast(colorOf(front, theme), colorOf(back, theme)),
    }))
    .filter(({ ratio }) => ratio < least)
    .map(({ name, ratio }) => `${name}: ${ratio.toFixed(2)}`);
}

test.each(['light', 'dark'] as const)('in the %s theme every text reads at 4.5 to 1', (theme) => {
  expect(pairsBelow(4.5, TEXT_PAIRS, theme)).toEqual([]);
});

test.each(['light', 'dark'] as const)(
  'in the %s theme every mark stands out at 3 to 1',
  (theme) => {
    expect(pairsBelow(3, MARK_PAIRS, theme)).toEqual([]);
  },
);

test('the contrast of black on white is 21 to 1', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
});
