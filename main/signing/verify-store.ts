import type { ReadonlyDb } from '../platform/database.ts';

export type StoredSignature = Awaited<ReturnType<typeof selectSignaturesAfter>>[number];

/** Signatures by id, from after `afterId`; an empty one is the beginning. */
export function selectSignaturesAfter(db: ReadonlyDb, afterId: string, limit: number) {
  return db
    .selectFrom('recordSignatures')
    .select([
      'id',
      'treatmentRecordId',
      'woundAssessmentId',
      'amendmentId',
      'meaning',
      'signedBy',
      'signedAt',
      'contentDigest',
    ])
    .$if(afterId !== '', (query) => query.where('id', '>', afterId))
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** Amendments as their signatures cover them. */
export async function selectAmendmentsById(db: ReadonlyDb, ids: readonly string[]) {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('recordAmendments')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute();
  return rows.map(({ treatmentRecordId, woundAssessmentId, ...amendment }) => ({
    ...amendment,
    recordId: treatmentRecordId ?? woundAssessmentId ?? '',
  }));
}
