import { expect, test } from 'vitest';
import { attestationOf, attestations } from './attestation.ts';

test.for(['author', 'cosigner', 'amender'] as const)(
  'who signs as %s signs under the newest wording, which asserts nothing of the care',
  (meaning) => {
    const words = attestationOf(meaning);
    expect(words).toBe(attestations[meaning].at(-1));
    expect(words.length).toBeLessThan(300);
    expect(words).not.toMatch(/consent|tolerat|waste|discard|necess|explained/i);
  },
);

test('each meaning has words of its own', () => {
  const all = Object.values(attestations).flat();
  expect(new Set(all).size).toBe(all.length);
});

test('the first wordings are what people signed under, and are never edited', () => {
  expect(attestations.author[0]).toBe(
    'I recorded this or did what it describes. I have read it, and to the best of my knowledge it is complete and correct.',
  );
  expect(attestations.cosigner[0]).toBe(
    'I have reviewed this record, which somebody else signed, together with its amendments, and I take responsibility for it as co-signer.',
  );
  expect(attestations.amender[0]).toBe(
    'I add this amendment under my own name. To the best of my knowledge it is correct, and what it amends stays readable.',
  );
});
