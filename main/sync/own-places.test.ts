import { expect, test } from 'vitest';
import { createOwnPlaces } from './own-places.ts';

const run = (firstSeq: number, lastSeq: number) => ({ firstSeq, lastSeq, firstNumber: firstSeq });

test('the next run of own changes is the first one behind the cursor', () => {
  const places = createOwnPlaces();
  places.note(run(30, 34));
  places.note(run(11, 12));
  expect(places.after(5)).toEqual(run(11, 12));
  expect(places.after(12)).toEqual(run(30, 34));
  expect(places.after(34)).toBeNull();
});

test('a run that the cursor stands in is read like any other entries', () => {
  const places = createOwnPlaces();
  places.note(run(11, 20));
  expect(places.after(14)).toBeNull();
});

test('nothing is known of another log', () => {
  const places = createOwnPlaces();
  places.note(run(11, 20));
  places.forget();
  expect(places.after(5)).toBeNull();
});
