import { z } from 'zod';
import type { Actor } from '../../shared/base/permission.ts';
import { fail, ok } from '../../shared/base/result.ts';
import { conditionFields } from '../../shared/conditions/condition.ts';
import type { CommandContext } from '../platform/context.ts';
import { conditionProblem } from './condition-problem.ts';
import { selectCondition, updateCondition } from './store.ts';

type SettlingContext = Pick<CommandContext, 'tx' | 'now'> & { readonly actor: Actor };

/** What somebody wrote of a condition without having seen what stands. */
export type UnseenCondition = {
  readonly id: string;
  /** The fields that its author changed, by the names of the contract. */
  readonly said: Readonly<Record<string, unknown>>;
  /** Why it is taken up now, and whose it was. */
  readonly reason: string;
};

const typedCondition = z.object(conditionFields);

/** Corrects, ends or strikes out, by the rules of the problem list; what stood before is kept. */
export async function takeOverCondition(
  { tx, now, actor }: SettlingContext,
  { id, said, reason }: UnseenCondition,
) {
  const current = await selectCondition(tx, id);
  if (!current) return fail('UnknownCondition', 'There is no such condition here.');
  if (current.voidedAt !== null)
    return fail('AlreadyVoided', 'This condition was struck out. Add it anew if it is right.');
  const change = { replacedBy: actor.userId, now };
  if (typeof said['voidedAt'] === 'string') {
    const to = { voidedAt: now.toISOString(), voidedBy: actor.userId, voidReason: reason };
    await updateCondition(tx, current, { to, ...change });
    return ok(null);
  }
  const read = typedCondition.safeParse({ ...current, ...said });
  if (!read.success)
    return fail('NotReadable', 'It says something that no condition can say. Correct it by hand.');
  const { patientId } = current;
  const problem = await conditionProblem(tx, read.data, { patientId, current, now });
  if (problem) return problem;
  await updateCondition(tx, current, { to: read.data, ...change });
  return ok(null);
}
