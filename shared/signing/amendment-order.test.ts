import { expect, test } from 'vitest';
import { amendmentGroups, newestCorrection } from './amendment-order.ts';

const correction = (id: string, supersedes: string | null) =>
  ({ id, kind: 'correction', supersedes }) as const;
const finding = (id: string) => ({ id, kind: 'additionalFinding', supersedes: null }) as const;
const ids = (groups: ReturnType<typeof amendmentGroups>) =>
  groups.map((group) => group.map(({ id }) => id));

test('two corrections of the same content stand side by side, in the place of the first', () => {
  const amendments = [
    correction('a', null),
    finding('b'),
    correction('c', null),
    correction('d', 'c'),
  ];
  expect(ids(amendmentGroups(amendments))).toEqual([['a', 'c'], ['b'], ['d']]);
});

test('amendments in words never share a place, though none of them supersedes anything', () => {
  expect(ids(amendmentGroups([finding('a'), finding('b')]))).toEqual([['a'], ['b']]);
});

test('the newest correction is shown, whatever was added in words after it', () => {
  expect(newestCorrection([correction('a', null), finding('b')])?.id).toBe('a');
  expect(newestCorrection([finding('b')])).toBeNull();
});
