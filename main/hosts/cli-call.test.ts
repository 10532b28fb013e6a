import { describe, expect, test } from 'vitest';
import { jobOf, needsSignIn, parseInput } from './cli-call.ts';
import { CommandLineFailure } from './cli-failure.ts';

function failureOf(work: () => unknown): CommandLineFailure {
  try {
    work();
  } catch (error) {
    if (error instanceof CommandLineFailure) return error;
    throw error;
  }
  throw new Error('Nothing was thrown');
}

describe('parseInput', () => {
  test('takes any JSON', () => {
    expect(parseInput('{"a": "\\ud83e\\ude79"}')).toEqual({ a: '🩹' });
    expect(parseInput('null')).toBeNull();
  });

  test.for([
    ['{"lastName": Smith}', 'look at its quotes, commas and brackets'],
    ['{"a": 1', 'look at its quotes, commas and brackets'],
    [' ', 'it is empty'],
  ] as const)('refuses %j and quotes nothing of it', ([text, why]) => {
    const failure = failureOf(() => parseInput(text));
    expect(failure.exitCode).toBe(2);
    expect(failure.message).toBe(`The input is not valid JSON: ${why}.`);
  });
});

test('only what needs a permission needs a sign-in', () => {
  expect(needsSignIn('site.status')).toBe(false);
  expect(needsSignIn('patients.create')).toBe(true);
  expect(needsSignIn('session.signOut')).toBe(true);
  expect(needsSignIn('no.such')).toBe(false);
  expect(needsSignIn('constructor')).toBe(false);
});

test('a job is waited for when it is started and when it is resumed', () => {
  const jobId = '01980000-0000-7000-8000-000000000001';
  expect(jobOf('billing.export', { jobId }, {})).toBe(jobId);
  expect(jobOf('jobs.resume', {}, { jobId })).toBe(jobId);
  expect(jobOf('jobs.get', { jobId }, { jobId })).toBeNull();
});
