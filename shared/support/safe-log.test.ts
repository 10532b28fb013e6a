import { expect, test } from 'vitest';
import { safeLog } from './safe-log.ts';

const HEAD = '2026-03-10T15:00:00.000Z 1a2b3c4d SqliteError SQLITE_FULL on treatment_records';

test.for([
  [HEAD, HEAD],
  ['2026-03-10T15:00:00.000Z 1a2b3c4d not an Error', null],
  [
    '    at async Turns.take (file:///home/ada.lovelace/app/dist/main/worker.js:10:5)',
    '    at async Turns.take (worker.js:10:5)',
  ],
  [
    '    at Object.<anonymous> (C:\\Users\\Ada Lovelace\\Caretrail\\worker.js:10:5)',
    '    at Object.<anonymous> (worker.js:10:5)',
  ],
  ['    at /home/Ada Lovelace/dist/main/worker.js:1:2', '    at worker.js:1:2'],
  ['    at Maria Núñez (/home/ada/worker.js:1:2)', '    at worker.js:1:2'],
  ['    at new Promise (<anonymous>)', '    at new Promise (<anonymous>)'],
] as const)('of %j %j is kept', ([line, kept]) => {
  expect(safeLog(line, 10).lines).toEqual([kept ?? line]);
});

test.for([
  'relation "Maria Núñez" does not exist',
  '2026-03-10T15:00:00.000Z 1a2b3c4d Error: patient "Maria" in /home/ada',
  '2026-03-10T15:00:00.000Z 1a2b3c4d Maria Núñez',
  '    at read (/home/ada/Maria-Nunez)',
  '    at /home/ada',
  'DETAIL: Key (mrn)=(T-1) already exists.',
])('%j is left out', (line) => {
  expect(safeLog(line, 10)).toEqual({ lines: [], leftOut: 1 });
});

test('only the newest lines are looked at', () => {
  const text = `${HEAD}\n${HEAD.replace('1a2b3c4d', '5e6f7a8b')}\n`;
  expect(safeLog(text, 1).lines).toEqual([HEAD.replace('1a2b3c4d', '5e6f7a8b')]);
});
