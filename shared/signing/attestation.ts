import type { Signature } from './contract.ts';

export type SignatureMeaning = Signature['meaning'];

/**
 * What a signature says, by its meaning; the newest wording last. A signature keeps its words, so a
 * wording that was used is never edited: another is added. None asserts anything of the care itself.
 */
export const attestations: Readonly<Record<SignatureMeaning, readonly [string, ...string[]]>> = {
  author: [
    'I recorded this or did what it describes. I have read it, and to the best of my knowledge it is complete and correct.',
  ],
  cosigner: [
    'I have reviewed this record, which somebody else signed, together with its amendments, and I take responsibility for it as co-signer.',
  ],
  amender: [
    'I add this amendment under my own name. To the best of my knowledge it is correct, and what it amends stays readable.',
  ],
};

/** The words that somebody signs under from now on. */
export function attestationOf(meaning: SignatureMeaning): string {
  const [first, ...later] = attestations[meaning];
  return later.at(-1) ?? first;
}
