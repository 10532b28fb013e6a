import { keyOfPacks, type RecalledPacks } from '../../shared/recalls/recalled-packs.ts';
import type { Recall } from '../../shared/safety/contract.ts';
import type { CommandContext } from '../platform/context.ts';
import { insertRecalls, selectRecallsOf } from './store.ts';

/** Packs of one product that are recalled together. */
export type EnteredRecall = {
  readonly productId: string;
  readonly packs: readonly RecalledPacks[];
  readonly reason: string;
  readonly source: string;
  readonly sinceOn: string;
};

/** The recalls in force for exactly these packs, entering those that are missing, and how many were. */
export async function enterRecalls(
  { tx, newId }: Pick<CommandContext, 'tx' | 'newId'>,
  { packs, ...about }: EnteredRecall,
): Promise<{ readonly recalls: Recall[]; readonly enteredCount: number }> {
  const asked = new Map(packs.map((each) => [keyOfPacks(each), each]));
  const before = (await selectRecallsOf(tx, about.productId)).map(keyOfPacks);
  const missing = [...asked].filter(([key]) => !before.includes(key));
  await insertRecalls(
    tx,
    missing.map(([, each]) => ({ ...about, ...each, id: newId() })),
  );
  const inForce = await selectRecallsOf(tx, about.productId);
  return {
    recalls: inForce.filter((each) => asked.has(keyOfPacks(each))),
    enteredCount: missing.length,
  };
}
