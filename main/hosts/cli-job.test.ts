import { expect, test } from 'vitest';
import { progressText, replyOf } from './cli-job.ts';

const id = '01980000-0000-7000-8000-000000000001';

test('progress names the operation, how far it is and what it is at', () => {
  const step = { operation: 'imports.synthea', done: 120, total: 400, label: 'Patients' };
  expect(progressText(step)).toBe('imports.synthea, 120 of 400, Patients');
  expect(progressText({ ...step, done: 0, total: 0 })).toBe('imports.synthea, Patients');
});

test('a job that ended answers its own reply', () => {
  const result = { ok: true, value: { notes: [] } };
  expect(replyOf({ id, state: 'done', result, done: 1, total: 1 })).toEqual(result);
});

test('a stopped job says how far it came and how to go on', () => {
  const reply = replyOf({ id, state: 'cancelled', result: null, done: 120, total: 400 });
  expect(reply).toMatchObject({ ok: false, failure: { code: 'Cancelled' } });
  expect(reply).toHaveProperty(
    'failure.message',
    `Stopped after 120 of 400; what is in stays. Go on with: call jobs.resume '{"jobId":"${id}"}'`,
  );
});
