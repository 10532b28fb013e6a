import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Held, planTakings, type Taking } from './takings.ts';

const at = (
  locationId: string,
  pieces: number,
  locationKind: Held['locationKind'] = 'shelf',
): Held => ({ stockUnitId: 'u', locationId, locationKind, pieces });
const taking = (pieces: number, locationId: string | null = null): Taking => ({
  stockUnitId: 'u',
  locationId,
  pieces,
});

function planOf(lines: readonly Taking[], held: readonly Held[]) {
  const { planned, shortages } = planTakings(lines, held, 'elsewhere');
  return { parts: planned.map(({ parts }) => parts), shortages };
}

describe('pieces are taken', () => {
  test.for<[string, readonly Taking[], readonly Held[], readonly (readonly object[])[]]>([
    [
      'from the shelf that holds most',
      [taking(2)],
      [at('a', 2), at('b', 5), at('q', 9, 'quarantine')],
      [[{ locationId: 'b', pieces: 2 }]],
    ],
    [
      'from one shelf after the other, and from quarantine last',
      [taking(8)],
      [at('q', 2, 'quarantine'), at('a', 2), at('b', 5)],
      [
        [
          { locationId: 'b', pieces: 5 },
          { locationId: 'a', pieces: 2 },
          { locationId: 'q', pieces: 1 },
        ],
      ],
    ],
    [
      'from the place that was named, before what names none',
      [taking(3), taking(2, 'b')],
      [at('a', 2), at('b', 3)],
      [
        [
          { locationId: 'a', pieces: 2 },
          { locationId: 'b', pieces: 1 },
        ],
        [{ locationId: 'b', pieces: 2 }],
      ],
    ],
    [
      'from elsewhere where there is none',
      [taking(1)],
      [],
      [[{ locationId: 'elsewhere', pieces: 1 }]],
    ],
  ])('%s', ([, lines, held, parts]) => {
    expect(planOf(lines, held).parts).toEqual(parts);
  });
});

describe('more than there is', () => {
  test('of two lines of one unit is found by their sum', () => {
    const { parts, shortages } = planOf([taking(2), taking(2)], [at('a', 3)]);
    expect(shortages).toEqual([
      { stockUnitId: 'u', locationId: null, heldPieces: 3, askedPieces: 4 },
    ]);
    expect(parts).toEqual([[{ locationId: 'a', pieces: 2 }], [{ locationId: 'a', pieces: 2 }]]);
  });

  test('at the place that was named is found though another holds enough', () => {
    const lines = [taking(1, 'a'), taking(2, 'a'), taking(2, 'b')];
    const { parts, shortages } = planOf(lines, [at('a', 2), at('b', 9)]);
    expect(shortages).toEqual([
      { stockUnitId: 'u', locationId: 'a', heldPieces: 2, askedPieces: 3 },
    ]);
    expect(parts[1]).toEqual([{ locationId: 'a', pieces: 2 }]);
  });

  test('than a place holds that is below zero already', () => {
    expect(planOf([taking(1, 'a')], [at('a', -2)]).shortages).toEqual([
      { stockUnitId: 'u', locationId: 'a', heldPieces: -2, askedPieces: 1 },
    ]);
  });
});

const anyPlace = fc.constantFrom('a', 'b', 'c');
const anyUnit = fc.constantFrom('u', 'v');
const anyHeld = fc.uniqueArray(
  fc.record({
    stockUnitId: anyUnit,
    locationId: anyPlace,
    locationKind: fc.constantFrom('shelf' as const, 'quarantine' as const),
    pieces: fc.integer({ min: -3, max: 9 }),
  }),
  { selector: ({ stockUnitId, locationId }) => `${stockUnitId}${locationId}` },
);
const anyLines = fc.array(
  fc.record({
    stockUnitId: anyUnit,
    locationId: fc.option(anyPlace),
    pieces: fc.integer({ min: 1, max: 9 }),
  }),
  { maxLength: 6 },
);

test('each line gets exactly its pieces, from its place, and no place goes further below zero without a shortage', () => {
  fc.assert(
    fc.property(anyLines, anyHeld, (lines, held) => {
      const { planned, shortages } = planTakings(lines, held, 'c');
      expect(planned.map(({ line }) => line)).toEqual(lines);
      for (const { line, parts } of planned) {
        expect(parts.reduce((sum, { pieces }) => sum + pieces, 0)).toBe(line.pieces);
        expect(parts.every(({ pieces }) => pieces > 0)).toBe(true);
        expect(
          parts.every(({ locationId }) => locationId === (line.locationId ?? locationId)),
        ).toBe(true);
      }
      const short = new Set(shortages.map(({ stockUnitId }) => stockUnitId));
      const overdrawn = held.filter((each) => {
        const taken = planned
          .filter(({ line }) => line.stockUnitId === each.stockUnitId)
          .flatMap(({ parts }) => parts)
          .filter(({ locationId }) => locationId === each.locationId)
          .reduce((sum, { pieces }) => sum + pieces, 0);
        return taken > Math.max(0, each.pieces) && !short.has(each.stockUnitId);
      });
      expect(overdrawn).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});
