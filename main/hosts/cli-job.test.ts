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
  const job = { id, operation: 'imports.synthea', result, done: 1, total: 1 };
  expect(replyOf({ ...job, state: 'done' })).toEqual(result);
});

test('a stopped job says how far it came and how to go on', () => {
  const job = { id, operation: 'imports.synthea', result: null, done: 120, total: 400 };
  const reply = replyOf({ ...job, state: 'cancelled' });
  expect(reply).toMatchObject({ ok: false, failure: { code: 'Cancelled' } });
  expect(reply).toHaveProperty(
    'failure.message',
    `Stopped after 120 of 400; what is in stays. Go on with: call jobs.resume '{"jobId":"${id}"}'`,
  );
});

test('a stopped job that writes one file left none, and is begun anew', () => {
  const job = { id, operation: 'storage.backUpTo', result: null, done: 120, total: 400 };
  expect(replyOf({ ...job, state: 'cancelled' })).toEqual({
    ok: false,
    failure: {
      code: 'Cancelled',
      message: 'Stopped; no file was written. The same command begins anew.',
    },
  });
});
