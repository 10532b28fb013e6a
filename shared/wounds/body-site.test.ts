import { expect, test } from 'vitest';
import { bodySiteOf, locationOf, placeProblem } from './body-site.ts';
import { bodyRegions, bodySites, regionWords } from './body-site-list.ts';
import { bodyViews } from './wound.ts';

const heel = { bodySite: 'heel', laterality: 'left', bodyView: 'sole', siteDetail: null } as const;

test.each([
  [heel, 'Left heel, plantar'],
  [{ ...heel, bodyView: 'back' }, 'Left heel, posterior'],
  [{ ...heel, siteDetail: 'medial third' }, 'Left heel, plantar, medial third'],
  [{ ...heel, bodySite: 'sacrum', laterality: 'midline', bodyView: 'back' }, 'Sacrum'],
  [{ ...heel, bodySite: 'abdomen', laterality: 'midline', bodyView: 'front' }, 'Abdomen, midline'],
  [{ ...heel, bodySite: 'abdomen', laterality: 'right', bodyView: 'front' }, 'Right abdomen'],
  [{ ...heel, bodySite: 'hallux', laterality: 'right', bodyView: 'top' }, 'Right hallux, dorsal'],
  [{ ...heel, bodySite: 'lowerLegMedial', bodyView: 'front' }, 'Left lower leg, medial'],
  // A site of a newer release stands for itself.
  [{ ...heel, bodySite: 'tail', bodyView: 'back' }, 'Left tail'],
] as const)('the words of %j', (place, words) => {
  expect(locationOf(place)).toBe(words);
});

test('every site has a code that fits its column, a side and a view', () => {
  const codes = bodySites.map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  for (const { code, name, sides, views, viewNames } of bodySites) {
    expect(code).toMatch(/^[a-zA-Z]{3,40}$/);
    expect(name.length).toBeGreaterThan(2);
    expect(new Set(sides).size).toBe(sides.length);
    expect(sides.length).toBeGreaterThan(0);
    expect(views.length).toBeGreaterThan(0);
    expect(bodyViews).toEqual(expect.arrayContaining([...views]));
    expect(views).toEqual(expect.arrayContaining(Object.keys(viewNames)));
  }
});

test('no two places of the list have the same words', () => {
  const words = bodySites.flatMap(({ code, sides, views, viewNames }) =>
    sides.flatMap((laterality) =>
      views
        .filter((view, index) => index === 0 || viewNames[view] !== undefined)
        .map((bodyView) => locationOf({ bodySite: code, laterality, bodyView, siteDetail: null })),
    ),
  );
  expect(words.filter((each, index) => words.indexOf(each) !== index)).toEqual([]);
});

test('every region has sites and a heading', () => {
  for (const region of bodyRegions) {
    expect(bodySites.some((site) => site.region === region)).toBe(true);
    expect(regionWords[region]).not.toBe('');
  }
});

test('the words of any place with the longest detail fit the column of a treatment', () => {
  const detail = { siteDetail: 'x'.repeat(100) };
  for (const { code, views } of bodySites)
    for (const bodyView of views)
      expect(
        locationOf({ bodySite: code, laterality: 'midline', bodyView, ...detail }).length,
      ).toBeLessThanOrEqual(255);
});

test.for([
  ['heel', 'left', 'sole', 'fits'],
  ['heel', 'midline', 'sole', 'Choose a side'],
  ['sacrum', 'midline', 'back', 'fits'],
  ['sacrum', 'left', 'back', 'Choose midline'],
  ['abdomen', 'midline', 'front', 'fits'],
  ['abdomen', 'left', 'front', 'fits'],
  ['abdomen', 'left', 'back', 'not seen in the view'],
  ['hallux', 'left', 'front', 'not seen in the view'],
] as const)('%s, %s, %s', ([code, laterality, bodyView, words]) => {
  const site = bodySiteOf(code);
  const problem = site ? placeProblem(site, { laterality, bodyView }) : 'no such site';
  expect(problem ?? 'fits').toContain(words);
});
