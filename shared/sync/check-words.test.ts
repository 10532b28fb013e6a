import { expect, test } from 'vitest';
import { checkWords, needsLookAt } from './check-words.ts';

const state = { isRunning: false, done: 0, total: 0, wasStopped: false };

function last(counts: { fetched?: number; setAside?: number; left?: number }) {
  const none = { fetched: 0, setAside: 0, left: 0 };
  return {
    ...state,
    last: { finishedAt: '2026-03-01T10:00:00.000Z', compared: 1200, ...none, ...counts },
  };
}

test.for([
  [{}, 'All 1,200 records are the same on the server.', false],
  [
    { fetched: 3 },
    '3 records differed from the server and were fetched again; nothing was lost.',
    false,
  ],
  [
    { fetched: 1 },
    '1 record differed from the server and was fetched again; nothing was lost.',
    false,
  ],
  [
    { setAside: 1 },
    '1 record stood on this computer alone and was set aside; what was in it is kept here and in backups. Tell whoever looks after Caretrail.',
    true,
  ],
  [
    { left: 2 },
    '2 records differ from the server and need attention: nothing was changed. Tell whoever looks after Caretrail.',
    true,
  ],
] as const)('%o is said as it is', ([counts, words, isForSomebody]) => {
  expect(checkWords(last(counts))).toBe(words);
  expect(needsLookAt(last(counts))).toBe(isForSomebody);
});

test('before the first comparison there is nothing to say', () => {
  expect(checkWords({ ...state, last: null })).toBeNull();
});
