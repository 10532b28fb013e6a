import { expect, test } from 'vitest';
import { jobName, jobProgressWords, jobReply } from './job-words.ts';

test('progress tells what is done of how much', () => {
  expect(jobProgressWords({ done: 1200, total: 5000 })).toBe('1,200 of 5,000');
});

test('progress says nothing while the total is unknown', () => {
  expect(jobProgressWords({ done: 0, total: 0 })).toBe('');
});

test('a job without a name of its own keeps its wire name', () => {
  expect(jobName('billing.export')).toBe('Billing export');
  expect(jobName('future.job')).toBe('future.job');
});

test('the reply of an ended job is read, and of a running one there is none', () => {
  expect(jobReply({ ok: true, value: 3 })).toEqual({ ok: true, value: 3 });
  expect(jobReply({ ok: false, failure: { code: 'MissingFile', message: 'No.' } })).toEqual({
    ok: false,
    failure: { code: 'MissingFile', message: 'No.', details: undefined },
  });
  expect(jobReply(null)).toBeNull();
  expect(jobReply({ ok: false })).toBeNull();
});
