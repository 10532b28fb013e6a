import { expect, test } from 'vitest';
import { durationWords, isLastGroup, ownPassphraseProblems } from './passphrase-words.ts';

const suggested = '7K2QP-9XH4M-0DVWT-3RJ6C-Z10A8';

test('the last group confirms that the passphrase was kept, however it is written', () => {
  for (const typed of ['Z10A8', 'z10a8', ' zIOa8 ', 'Z10 A8', suggested, suggested.toLowerCase()])
    expect(isLastGroup(typed, suggested), typed).toBe(true);
});

test('another group, a part of the last one or nothing does not confirm it', () => {
  for (const typed of ['3RJ6C', 'Z10A', 'Z10A88', '', '-', '7K2QP-9XH4M-0DVWT-3RJ6C'])
    expect(isLastGroup(typed, suggested), typed).toBe(false);
});

test('a passphrase of one’s own needs 12 characters and the same a second time', () => {
  expect(ownPassphraseProblems('', '')).toEqual({ own: 'is missing' });
  expect(ownPassphraseProblems('eleven char', 'eleven char').own).toMatch(/at least 12/);
  expect(ownPassphraseProblems('twelve chars', '').again).toBeDefined();
  expect(ownPassphraseProblems('twelve chars', 'Twelve chars').again).toMatch(/differ/);
  expect(ownPassphraseProblems('twelve chars', 'twelve  chars ')).toEqual({});
});

test('a long wait is told in minutes', () => {
  expect(durationWords(1)).toBe('1 second');
  expect(durationWords(80)).toBe('80 seconds');
  expect(durationWords(900)).toBe('15 minutes');
});
