import { sql } from 'kysely';
import { fail } from '../../shared/base/result.ts';
import { type NumberBlock, takeNumbers } from '../../shared/billing/number-block.ts';
import type { ChunkContext, JobContext } from '../platform/context.ts';
import type { Tx } from '../platform/database.ts';
import { deviceOfSite } from '../sync/actions.ts';

type Kind = 'claim' | 'interchange';

/** Numbers of one block of a computer that is alone. */
const BLOCK_LENGTH = { claim: 100_000, interchange: 10_000 } as const;

/** A device of a site has given out all numbers that the server gave it. */
export class NumbersUsedUp extends Error {
  override name = 'NumbersUsedUp';
  readonly kind: Kind;
  readonly wanted: number;
  constructor(kind: Kind, wanted: number) {
    super('This device has no control numbers left');
    this.kind = kind;
    this.wanted = wanted;
  }
}

const numbersUsedUp = fail(
  'NumbersUsedUp',
  'This computer has used up its numbers for claims. Let it reach the server: it gets new ones by itself, within a minute. Then bill again. Nothing is lost, and nothing was billed.',
);

/**
 * Takes the next control numbers from this computer's own blocks. A computer that is alone takes a further
 * block when they are used up; a device of a site gets its blocks from the server, while there is a network.
 * Throws NumbersUsedUp.
 */
export async function takeControlNumbers(
  { tx, newId }: Pick<ChunkContext, 'tx' | 'newId'>,
  kind: Kind,
  count: number,
): Promise<readonly number[]> {
  const deviceId = await deviceOfSite(tx);
  const blocks = await selectBlocks(tx, kind, deviceId);
  let taken = takeNumbers(blocks, count);
  if (taken === null && (deviceId !== null || (await hasLeftSite(tx))))
    throw new NumbersUsedUp(kind, count);
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

async function selectBlocks(tx: Tx, kind: Kind, deviceId: string | null): Promise<NumberBlock[]> {
  return tx
    .selectFrom('controlNumberBlocks')
    .select(['id', 'firstNumber', 'lastNumber', 'nextNumber'])
    .where('kind', '=', kind)
    .where('deviceId', 'is not distinct from', deviceId)
    .orderBy('firstNumber')
    .forUpdate()
    .execute();
}

/** Whoever was of a site must not go on counting by itself: the others do. */
async function hasLeftSite(tx: Tx): Promise<boolean> {
  const { rows } = await sql`SELECT FROM control_number_leases LIMIT 1`.execute(tx);
  return rows.length > 0;
}

/**
 * Bills, or says that the numbers are used up. Then the next lease is as great as what was lacking; `most` says
 * how many the whole work may take, and `clear` takes back what of it was written.
 */
export async function billOrUsedUp<T>(
  job: Pick<JobContext, 'chunk'>,
  bill: () => Promise<T>,
  { most = () => 0, clear = async () => undefined }: GivenUp = {},
): Promise<T | typeof numbersUsedUp> {
  try {
    return await bill();
  } catch (error) {
    if (!(error instanceof NumbersUsedUp)) throw error;
    await clear();
    await wishForNumbers(job, { kind: error.kind, wanted: Math.max(error.wanted, most()) });
    return numbersUsedUp;
  }
}

type GivenUp = { readonly most?: () => number; readonly clear?: () => Promise<void> };

async function wishForNumbers(
  job: Pick<JobContext, 'chunk'>,
  { kind, wanted }: { readonly kind: Kind; readonly wanted: number },
): Promise<void> {
  await job.chunk(async ({ tx }) => {
    await sql`INSERT INTO control_number_wishes (kind, wanted) VALUES (${kind}, ${wanted})
      ON CONFLICT (kind) DO UPDATE
        SET wanted = greatest(control_number_wishes.wanted, excluded.wanted)`.execute(tx);
    return { cursor: null, done: 0, total: 0, label: 'Numbers' };
  });
}
