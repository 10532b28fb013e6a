import { type NumberBlock, takeNumbers } from '../../shared/billing/number-block.ts';
import type { ChunkContext } from '../platform/context.ts';

type Kind = 'claim' | 'interchange';

/** Numbers of one block: what a computer without a network can give out alone. */
const BLOCK_LENGTH = { claim: 100_000, interchange: 10_000 } as const;

/**
 * Takes the next control numbers from this computer's blocks, and a further block when they are used up:
 * a site on one computer is its own authority for blocks.
 */
export async function takeControlNumbers(
  { tx, newId }: Pick<ChunkContext, 'tx' | 'newId'>,
  kind: Kind,
  count: number,
): Promise<readonly number[]> {
  const blocks: NumberBlock[] = await tx
    .selectFrom('controlNumberBlocks')
    .select(['id', 'firstNumber', 'lastNumber', 'nextNumber'])
    .where('kind', '=', kind)
    .orderBy('firstNumber')
    .forUpdate()
    .execute();
  let taken = takeNumbers(blocks, count);
  while (taken === null) {
    const firstNumber = (blocks.at(-1)?.lastNumber ?? 0) + 1;
    const block = {
      id: newId(),
      firstNumber,
      lastNumber: firstNumber + BLOCK_LENGTH[kind] - 1,
      nextNumber: firstNumber,
    };
    await tx
      .insertInto('controlNumberBlocks')
      .values({ ...block, kind })
      .execute();
    blocks.push(block);
    taken = takeNumbers(blocks, count);
  }
  for (const { id, nextNumber } of taken.changed)
    await tx.updateTable('controlNumberBlocks').set({ nextNumber }).where('id', '=', id).execute();
  return taken.numbers;
}
