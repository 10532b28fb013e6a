import { z } from 'zod';
import type { Actor } from '../../shared/base/permission.ts';
import { fail, ok } from '../../shared/base/result.ts';
import { coverageFields } from '../../shared/payers/coverage.ts';
import type { CommandContext } from '../platform/context.ts';
import { checkedCoverage } from './coverage-check.ts';
import { selectCoverage, updateCoverage } from './coverage-store.ts';

type SettlingContext = Pick<CommandContext, 'tx' | 'now'> & { readonly actor: Actor };

/** What somebody wrote of a patient's insurance without having seen what stands. */
export type UnseenCoverage = {
  readonly id: string;
  /** The fields that its author changed, by the names of the contract. */
  readonly said: Readonly<Record<string, unknown>>;
  /** Why it is taken up now, and whose it was. */
  readonly reason: string;
};

const typedCoverage = z.object(coverageFields);

/** Corrects, ends or strikes out, by the rules of insurances; what stood before is kept. */
export async function takeOverCoverage(
  { tx, now, actor }: SettlingContext,
  { id, said, reason }: UnseenCoverage,
) {
  const current = await selectCoverage(tx, id);
  if (!current) return fail('UnknownCoverage', 'There is no such insurance here.');
  if (current.voidedAt !== null)
    return fail('AlreadyVoided', 'This insurance was struck out. Enter it anew if it is right.');
  const change = { replacedBy: actor.userId, now };
  if (typeof said['voidedAt'] === 'string') {
    const to = { voidedAt: now.toISOString(), voidedBy: actor.userId, voidReason: reason };
    await updateCoverage(tx, current, { to, ...change });
    return ok(null);
  }
  const read = typedCoverage.safeParse({ ...current, ...said });
  if (!read.success)
    return fail('NotReadable', 'It says something that no insurance can say. Correct it by hand.');
  const { patientId } = current;
  const kept = await checkedCoverage(tx, read.data, { patientId, current, now });
  if (!kept.ok) return kept;
  await updateCoverage(tx, current, { to: kept.value, ...change });
  return ok(null);
}
