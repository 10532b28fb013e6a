import { describe, expect, test } from 'vitest';
import { bodySites } from '../../shared/wounds/body-site-list.ts';
import { mirrored } from './body-drawing.ts';
import { BODY_PLACES, DRAWINGS, PLACES_BY_LAYER } from './body-places.ts';
import { middleOf } from './BodyFigure.tsx';
import { placesMatching } from './site-search.ts';

/** Facing the patient, or the soles of somebody lying down, the left is on the right; from behind it is not. */
const RIGHT_OF_PICTURE = { front: 'left', sole: 'left', top: 'left', back: 'right' } as const;

const LEFT_OF_PICTURE = { front: 'right', sole: 'right', top: 'right', back: 'left' } as const;

function sideIn(drawing: keyof typeof RIGHT_OF_PICTURE, fromMiddle: number) {
  if (Math.abs(fromMiddle) < 1) return 'midline';
  return fromMiddle > 0 ? RIGHT_OF_PICTURE[drawing] : LEFT_OF_PICTURE[drawing];
}

const named = BODY_PLACES.map((place) => [place.key, place] as const);

describe('the places of the list', () => {
  test('are every site on every side in every view, but for the middle seen from the side', () => {
    const expected = bodySites.flatMap(({ code, sides, views }) =>
      sides.flatMap((side) =>
        views
          .filter((view) => side !== 'midline' || view !== 'side')
          .map((view) => `${code} ${side} ${view}`),
      ),
    );
    expect(BODY_PLACES.map(({ key }) => key).toSorted()).toEqual(expected.toSorted());
  });

  test.for(named)('%s is in a drawing, on the side of the patient that it names', ([, place]) => {
    expect(place.shapes.length).toBeGreaterThan(0);
    for (const { drawing, path } of place.shapes) {
      const { width, height } = DRAWINGS[drawing];
      const { x, y } = middleOf(path);
      expect(y).toBeGreaterThan(0);
      expect(y).toBeLessThan(height);
      expect(sideIn(drawing, x - width / 2)).toBe(place.laterality);
    }
  });

  test('are drawn in one order of layers, none left out', () => {
    expect(PLACES_BY_LAYER.length).toBe(BODY_PLACES.length);
    const keys = PLACES_BY_LAYER.map(({ key }) => key);
    expect(keys.indexOf('sacrum midline back')).toBeGreaterThan(keys.indexOf('buttock left back'));
  });
});

test('a mirrored path mirrored again is the path', () => {
  for (const { shapes } of BODY_PLACES)
    for (const { drawing, path } of shapes) {
      const { width } = DRAWINGS[drawing];
      const twice = mirrored(mirrored(path, width), width);
      expect(middleOf(twice).x).toBeCloseTo(middleOf(path).x, 1);
    }
});

describe('a search', () => {
  test.for([
    [
      'left heel',
      [
        'Left heel, posterior',
        'Left heel, plantar',
        'Left heel, at the side',
        'Left Achilles tendon',
      ],
    ],
    ['HEEL sole left', ['Left heel, plantar']],
    ['tailbone', ['Coccyx']],
    ['big toe right sole', ['Right hallux, plantar']],
    ['outer ankle left front', ['Left lateral malleolus']],
    ['unicorn', []],
  ] as const)('for "%s" finds %s', ([typed, words]) => {
    expect(placesMatching(typed, BODY_PLACES).map((place) => place.words)).toEqual(words);
  });

  test('for nothing finds all', () => {
    expect(placesMatching('  ', BODY_PLACES)).toBe(BODY_PLACES);
  });
});
