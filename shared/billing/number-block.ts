/**
 * Numbers that one computer may give out alone. No two computers of a site hold overlapping blocks, so
 * that computers without a network never give the same number twice.
 */
export type NumberBlock = {
  readonly id: string;
  readonly firstNumber: number;
  readonly lastNumber: number;
  /** The number that is given out next; above `lastNumber` when the block is used up. */
  readonly nextNumber: number;
};

/** How many numbers of the blocks are left. */
export const numbersLeft = (blocks: readonly NumberBlock[]): number =>
  blocks.reduce((sum, { lastNumber, nextNumber }) => sum + (lastNumber - nextNumber + 1), 0);

export type Taken = {
  readonly numbers: readonly number[];
  /** The blocks as they are afterwards, those alone that gave some. */
  readonly changed: readonly NumberBlock[];
};

/**
 * The next `count` numbers, the lowest first. Null where the blocks have too few: then nothing is taken,
 * and the site's authority has to give this computer a further block.
 */
export function takeNumbers(blocks: readonly NumberBlock[], count: number): Taken | null {
  if (numbersLeft(blocks) < count) return null;
  const numbers: number[] = [];
  const changed: NumberBlock[] = [];
  for (const block of blocks.toSorted((one, other) => one.firstNumber - other.firstNumber)) {
    const wanted = Math.min(count - numbers.length, block.lastNumber - block.nextNumber + 1);
    if (wanted <= 0) continue;
    for (let step = 0; step < wanted; step += 1) numbers.push(block.nextNumber + step);
    changed.push({ ...block, nextNumber: block.nextNumber + wanted });
  }
  return { numbers, changed };
}

/** A claim's control number (CLM01, box 26): letters and digits alone, which every payer gives back whole. */
export const claimControlNumber = (number: number): string =>
  `CT${String(number).padStart(9, '0')}`;

/** An interchange's control number (ISA13), nine digits. */
export const interchangeControlNumber = (number: number): string => String(number).padStart(9, '0');
