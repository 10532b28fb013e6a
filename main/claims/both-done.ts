import type { z } from 'zod';
import type { FailuresOf } from '../../shared/base/contract.ts';
import type { Actor } from '../../shared/base/permission.ts';
import { fail, ok, type Result } from '../../shared/base/result.ts';
import type { claimOperations } from '../../shared/claims/contract.ts';
import type { CommandContext } from '../platform/context.ts';
import { heldBackOf } from './twice-recorded.ts';
import { insertBothDone } from './twice-store.ts';

type Op = (typeof claimOperations)['claims.bothDone'];

/** Keeps that treatments which wait for those of another chart were done as well: they wait no longer. */
export async function sayBothDone(
  { treatmentRecordIds, reason }: z.output<Op['input']>,
  { tx, now, newId, actor }: CommandContext & { readonly actor: Actor },
): Promise<Result<{ saidCount: number }, FailuresOf<Op>>> {
  const held = await heldBackOf(tx, treatmentRecordIds);
  const said = { reason, saidBy: actor.userId, saidAt: now.toISOString() };
  const rows = [...held].flatMap(([id, twins]) =>
    twins.map(({ treatmentRecordId: other }) => ({
      id: newId(),
      treatmentRecordId: id < other ? id : other,
      otherTreatmentRecordId: id < other ? other : id,
      ...said,
    })),
  );
  if (rows.length === 0)
    return fail('NothingWaits', 'None of these waits for a record of another chart any more.');
  await insertBothDone(tx, rows);
  return ok({ saidCount: rows.length });
}
