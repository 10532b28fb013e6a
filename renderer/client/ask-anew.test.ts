import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { askAnew } from './ask-anew.ts';

/** Queries by name, each answering with how often it was asked, when it is let answer. */
function openQueries() {
  const queries = new QueryClient({ defaultOptions: { queries: { networkMode: 'always' } } });
  const asked = new Map<string, number>();
  const held = new Map<string, (() => void)[]>();
  const isHeld = new Set<string>();
  const show = (name: string) =>
    new QueryObserver(queries, {
      queryKey: [name],
      queryFn: () => {
        const count = (asked.get(name) ?? 0) + 1;
        asked.set(name, count);
        if (!isHeld.has(name)) return count;
        return new Promise<number>((resolve) => {
          held.set(name, [...(held.get(name) ?? []), () => resolve(count)]);
        });
      },
    }).subscribe(() => undefined);
  const answer = (name: string) => held.get(name)?.forEach((resolve) => resolve());
  return {
    queries,
    asked,
    show,
    isHeld,
    answer,
    shown: (name: string) => queries.getQueryData([name]),
  };
}

const settled = () => new Promise<void>((resolve) => setTimeout(resolve));

test('what is on screen is asked anew, and what has left it is asked when it is shown again', async () => {
  const { queries, asked, show } = openQueries();
  const leaveForm = show('form');
  show('menu');
  await settled();
  const done = askAnew(queries);
  leaveForm();
  await done;
  expect(Object.fromEntries(asked)).toEqual({ form: 1, menu: 2 });
  show('form');
  await settled();
  expect(asked.get('form')).toBe(2);
});

test('what was opened after the change is asked once', async () => {
  const { queries, asked, show } = openQueries();
  show('chart')();
  await settled();
  const done = askAnew(queries);
  show('chart');
  await done;
  expect(asked.get('chart')).toBe(2);
});

test('an answer that was on its way before the change is not taken for the newest', async () => {
  const { queries, show, isHeld, answer, shown } = openQueries();
  isHeld.add('chart');
  show('chart');
  const done = askAnew(queries);
  await settled();
  isHeld.delete('chart');
  answer('chart');
  await done;
  expect(shown('chart')).toBe(2);
});
