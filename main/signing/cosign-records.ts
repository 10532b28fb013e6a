import type { Actor } from '../../shared/base/permission.ts';
import { type RecordKind, recordKinds } from '../../shared/signing/record-state.ts';
import type { CommandContext } from '../platform/context.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { addSignatures } from './actions.ts';
import { selectShownAmendments } from './correction-store.ts';
import { findAsked } from './sign-records.ts';
import { updateSigning } from './signature-store.ts';
import type { AskedToCosign } from './signing-problem.ts';

type Asked = {
  readonly kind: RecordKind;
  readonly id: string;
  readonly seen: number;
  readonly amendmentCount: number;
};
type SigningContext = Pick<CommandContext, 'tx' | 'now' | 'newId'> & { readonly actor: Actor };

const notAmended = { count: 0, correction: null };

/** The records asked for, each once, as they are here, with the corrections by which they are shown. */
export async function findAskedToCosign(
  db: ReadonlyDb,
  asked: readonly Asked[],
): Promise<readonly AskedToCosign[]> {
  const found = await findAsked(db, asked);
  const idsOf = (kind: RecordKind) =>
    asked.filter((each) => each.kind === kind).map(({ id }) => id);
  const amended = {
    treatment: await selectShownAmendments(db, 'treatment', idsOf('treatment')),
    assessment: await selectShownAmendments(db, 'assessment', idsOf('assessment')),
  } as const;
  return found.map((each) => {
    const { kind, id, amendmentCount } = each.asked;
    return { ...each, amendmentCount, amended: amended[kind].get(id) ?? notAmended };
  });
}

/**
 * Adds a second signature, an event of its own, over what the author signed and over the correction by which
 * it is shown; what was co-signed before needs it over the correction alone.
 */
export async function signAsCosigner(
  context: SigningContext,
  asked: readonly AskedToCosign[],
): Promise<void> {
  const { tx, now, actor } = context;
  const first = asked.flatMap(({ found }) => (found && found.cosignedAt === null ? [found] : []));
  await addSignatures(context, [
    ...first.map((record) => ({
      kind: record.kind,
      recordId: record.id,
      meaning: 'cosigner' as const,
      amendmentId: null,
      text: record.textWith(record.needsCosignature),
    })),
    ...asked.flatMap((each) => correctionToSign(each, actor.userId)),
  ]);
  for (const kind of recordKinds) {
    const ids = first.filter((record) => record.kind === kind).map(({ id }) => id);
    const to = { cosignedAt: now.toISOString(), cosignedBy: actor.userId };
    await updateSigning(tx, kind, { ids, to });
  }
}

/** Nobody signs a correction of their own twice. */
function correctionToSign({ found, amended: { correction } }: AskedToCosign, userId: string) {
  if (!found || !correction || correction.isCosigned || correction.amendedBy === userId) return [];
  const { kind, id: recordId } = found;
  const { id: amendmentId, text } = correction;
  return [{ kind, recordId, meaning: 'cosigner' as const, amendmentId, text }];
}
