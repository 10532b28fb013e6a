import { createHash } from 'node:crypto';

/** Chance that can be run again: the same seed gives the same choices in the same order. */
export type Chance = {
  /** A whole number from 0 up to but not including `end`. */
  readonly below: (end: number) => number;
  /** True in that share (0 to 1) of the cases. */
  readonly happens: (share: number) => boolean;
  readonly pick: <T>(choices: readonly T[]) => T;
  readonly uuid: () => string;
};

/** The words name what the chance is for, so that two uses of one seed do not choose alike. */
export function chanceOf(...words: readonly (string | number)[]): Chance {
  const digest = createHash('sha256').update(words.join(' ')).digest();
  const next = sfc32(digest);
  const below = (end: number): number => Math.floor((next() / 2 ** 32) * end);
  return {
    below,
    happens: (share) => next() / 2 ** 32 < share,
    pick(choices) {
      const choice = choices[below(choices.length)];
      if (choice === undefined) throw new Error('There is nothing to pick from');
      return choice;
    },
    uuid: () => uuidFrom(Buffer.from(Uint32Array.from([next(), next(), next(), next()]).buffer)),
  };
}

/** A UUID (version 8: of our own making) that is always the same for the same words. */
export function uuidOf(...words: readonly (string | number)[]): string {
  return uuidFrom(createHash('sha256').update(words.join(' ')).digest());
}

function uuidFrom(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Small fast counting generator (sfc32): passes the usual test batteries, and 128 bits of seed. */
function sfc32(seed: Buffer): () => number {
  let [a, b, c, counter] = [seed.readInt32LE(0), seed.readInt32LE(4), seed.readInt32LE(8), 1];
  return () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return sum >>> 0;
  };
}
