import { expect, test } from 'vitest';
import { areaLeftAtHealing } from './healed-look.ts';

const measured = (assessedOn: string, areaMm2: number | null, over: object = {}) => ({
  episodeId: 'now',
  assessedOn,
  areaMm2,
  voidedAt: null,
  ...over,
});
const voided = { voidedAt: '2026-03-09T10:00:00.000Z' };

test.each([
  {
    what: 'an area that was measured last',
    assessments: [measured('2026-03-08', 340), measured('2026-03-01', 900)],
    left: { areaMm2: 340, assessedOn: '2026-03-08' },
  },
  {
    what: 'the area before an assessment at which nobody measured',
    assessments: [measured('2026-03-08', null), measured('2026-03-01', 900)],
    left: { areaMm2: 900, assessedOn: '2026-03-01' },
  },
  {
    what: 'the area before one that was struck out',
    assessments: [measured('2026-03-08', 0, voided), measured('2026-03-01', 1)],
    left: { areaMm2: 1, assessedOn: '2026-03-01' },
  },
  {
    what: 'nothing, where the last area was 0',
    assessments: [measured('2026-03-08', 0), measured('2026-03-01', 900)],
    left: null,
  },
  { what: 'nothing, where nobody ever measured', assessments: [], left: null },
  {
    what: 'nothing of the episode before',
    assessments: [measured('2026-01-01', 900, { episodeId: 'before' })],
    left: null,
  },
])('a wound said to be healed has $what', ({ assessments, left }) => {
  expect(areaLeftAtHealing('healed', 'now', assessments)).toEqual(left);
});

test.each(['transferred', 'lost', 'deceased', 'other', null] as const)(
  'care that ends as %s needs no second look',
  (endReason) => {
    expect(areaLeftAtHealing(endReason, 'now', [measured('2026-03-08', 340)])).toBeNull();
  },
);
