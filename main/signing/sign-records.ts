import type { Actor } from '../../shared/base/permission.ts';
import { needsCosignature } from '../../shared/signing/cosignature.ts';
import type { RecordKind } from '../../shared/signing/record-state.ts';
import type { CommandContext } from '../platform/context.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { addSignatures } from './actions.ts';
import {
  selectAssessmentsToSign,
  selectTreatmentsToSign,
  type SignableRecord,
} from './record-store.ts';
import { selectSettings } from './settings-store.ts';
import { updateSigning } from './signature-store.ts';
import type { AskedRecord } from './signing-problem.ts';

type Asked = { readonly kind: RecordKind; readonly id: string; readonly seen: number };
type SigningContext = Pick<CommandContext, 'tx' | 'now' | 'newId'> & { readonly actor: Actor };

/** The records asked for, each once, as they are here. */
export async function findAsked<Each extends Asked>(
  db: ReadonlyDb,
  asked: readonly Each[],
): Promise<readonly (AskedRecord & { readonly asked: Each })[]> {
  const idsOf = (kind: RecordKind) =>
    asked.filter((each) => each.kind === kind).map(({ id }) => id);
  const found = [
    ...(await selectTreatmentsToSign(db, idsOf('treatment'))),
    ...(await selectAssessmentsToSign(db, idsOf('assessment'))),
  ];
  const byKey = new Map(found.map((record) => [`${record.kind} ${record.id}`, record]));
  const once = new Map(asked.map((each) => [`${each.kind} ${each.id}`, each]));
  return [...once].map(([key, each]) => ({ asked: each, seen: each.seen, found: byKey.get(key) }));
}

/** Signs records as their author; each is locked by it. */
export async function signAsAuthor(
  context: SigningContext,
  records: readonly SignableRecord[],
): Promise<void> {
  const { tx, now, actor } = context;
  const { nurseCosignature } = await selectSettings(tx);
  const judged = records.map((record) => ({
    record,
    needsAnother: needsCosignature({ ...record, signerRole: actor.role }, nurseCosignature),
  }));
  await addSignatures(
    context,
    judged.map(({ record, needsAnother }) => ({
      kind: record.kind,
      recordId: record.id,
      meaning: 'author',
      amendmentId: null,
      text: record.textWith(needsAnother),
    })),
  );
  for (const kind of ['treatment', 'assessment'] as const)
    for (const needed of [false, true]) {
      const of = judged.filter(
        ({ record, needsAnother }) => record.kind === kind && needsAnother === needed,
      );
      const ids = of.map(({ record }) => record.id);
      const signed = { signedAt: now.toISOString(), signedBy: actor.userId };
      await updateSigning(tx, kind, { ids, to: { ...signed, needsCosignature: needed } });
    }
}
