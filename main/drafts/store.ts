import type { Draft } from '../../shared/drafts/contract.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';

type DraftKey = {
  readonly userId: string;
  readonly form: Draft['form'];
  readonly patientId: string;
};

const columns = ['id', 'form', 'patientId', 'content', 'savedAt'] as const;

function asDraft(row: Omit<Draft, 'content'> & { readonly content: string }): Draft {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- drafts.save checked it, and dispatch checks it again
  return { ...row, content: JSON.parse(row.content) as Draft['content'] };
}

/** What a person typed and did not save, for every patient. */
export function selectDraftsOf(db: ReadonlyDb, userId: string) {
  return db
    .selectFrom('formDrafts')
    .innerJoin('patients', 'patients.id', 'formDrafts.patientId')
    .select([
      'formDrafts.form',
      'formDrafts.patientId',
      'patients.firstName as patientFirstName',
      'patients.lastName as patientLastName',
      'patients.birthOn as patientBirthOn',
      'formDrafts.savedAt',
    ])
    .where('formDrafts.userId', '=', userId)
    .orderBy('formDrafts.savedAt', 'desc')
    .execute();
}

export async function selectDraft(db: ReadonlyDb, key: DraftKey): Promise<Draft | null> {
  const row = await db
    .selectFrom('formDrafts')
    .select(columns)
    .where('userId', '=', key.userId)
    .where('form', '=', key.form)
    .where('patientId', '=', key.patientId)
    .executeTakeFirst();
  return row ? asDraft(row) : null;
}

export async function upsertDraft(
  tx: Tx,
  key: DraftKey,
  draft: { readonly id: string; readonly content: Draft['content']; readonly savedAt: string },
): Promise<Draft> {
  const content = JSON.stringify(draft.content);
  const { savedAt } = draft;
  const row = await tx
    .insertInto('formDrafts')
    .values({ id: draft.id, ...key, content, savedAt })
    .onConflict((conflict) =>
      conflict.columns(['userId', 'form', 'patientId']).doUpdateSet({ content, savedAt }),
    )
    .returning(columns)
    .executeTakeFirstOrThrow();
  return asDraft(row);
}

/** True when there was one. */
export async function deleteDraft(tx: Tx, key: DraftKey): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('formDrafts')
    .where('userId', '=', key.userId)
    .where('form', '=', key.form)
    .where('patientId', '=', key.patientId)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
