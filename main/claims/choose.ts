import type { z } from 'zod';
import type { FailuresOf } from '../../shared/base/contract.ts';
import { fail, failWith, ok, type Result } from '../../shared/base/result.ts';
import type { ClaimDraft } from '../../shared/claims/claim-shapes.ts';
import type { claimOperations } from '../../shared/claims/contract.ts';
import type { CommandContext } from '../platform/context.ts';
import type { Actor } from '../../shared/base/permission.ts';
import { lockChoices, selectHeld, upsertChoices } from './choice-store.ts';
import { readDraft, unknownTreatment } from './draft.ts';

type Choose = (typeof claimOperations)['claims.choose'];
type Chosen = z.output<Choose['input']>;

export const alreadyBilled = fail(
  'AlreadyBilled',
  'It is in a batch that went out: what the claim says stays. Replace, void or withdraw the claim instead.',
);

/** Keeps what a biller chose for a treatment's claim; nothing can be chosen that the chart does not have. */
export async function choose(
  { seen, ...chosen }: Chosen,
  { tx, now, actor }: CommandContext & { readonly actor: Actor },
): Promise<Result<{ version: number }, FailuresOf<Choose>>> {
  const { treatmentRecordId } = chosen;
  const [held] = await selectHeld(tx, [treatmentRecordId]);
  if (!held) return unknownTreatment;
  if (!held.isFree) return alreadyBilled;
  const version = await lockChoices(tx, treatmentRecordId);
  if (version !== seen)
    return fail('Stale', 'Somebody else chose for this claim meanwhile. Look at it again.');
  const draft = await readDraft(tx, treatmentRecordId, now);
  if (!draft.ok) return draft;
  const undocumented = (chosen.diagnoses ?? []).filter(
    (code) => !draft.value.documented.includes(code),
  );
  if (undocumented.length > 0)
    return failWith('NotDocumented', NOT_DOCUMENTED, { field: 'diagnoses', codes: undocumented });
  const field = unchoosable(chosen, draft.value);
  if (field !== null)
    return failWith('NotChoosable', 'It cannot be chosen for this claim any more.', { field });
  await upsertChoices(tx, { ...chosen, recordedBy: actor.userId }, version + 1);
  return ok({ version: version + 1 });
}

const NOT_DOCUMENTED =
  'A claim names only diagnoses that the chart documents. Add it to the problem list first, where a clinician has made it.';

function unchoosable(chosen: Omit<Chosen, 'seen'>, draft: ClaimDraft): string | null {
  const among = (id: string | null, list: readonly { readonly id: string }[]) =>
    id === null || list.some((each) => each.id === id);
  if (!among(chosen.coverageId, draft.coverages)) return 'coverageId';
  if (!among(chosen.facilityId, draft.facilities)) return 'facilityId';
  if (!among(chosen.renderingUserId, draft.providers)) return 'renderingUserId';
  if (!among(chosen.supervisingUserId, draft.providers)) return 'supervisingUserId';
  return among(chosen.referringUserId, draft.providers) ? null : 'referringUserId';
}
