import { expect, test } from 'vitest';
import { matchingTiles } from './tiles.ts';
import { secondsLeft } from '../use-countdown.ts';

const people = [
  { displayName: 'Zoë Marchetti', signInName: 'zoe.marchetti' },
  { displayName: 'Sam Zoellner', signInName: 'sam.zoellner' },
  { displayName: 'Ann Lee', signInName: 'ann.lee' },
];

test('people are found by the beginning of any word of their name, accents or not', () => {
  expect(matchingTiles(people, 'zoe')).toHaveLength(2);
  expect(matchingTiles(people, 'zoe mar')).toEqual([people[0]]);
  expect(matchingTiles(people, 'ellner')).toEqual([]);
  expect(matchingTiles(people, ' ')).toHaveLength(3);
});

test('a wait counts down in whole seconds and ends at 0', () => {
  expect(secondsLeft(10_000, 5001)).toBe(5);
  expect(secondsLeft(10_000, 9999)).toBe(1);
  expect(secondsLeft(10_000, 12_000)).toBe(0);
});
