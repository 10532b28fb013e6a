import type { SampleRule } from '../../shared/quality/contract.ts';
import type { ReadonlyDb } from '../platform/database.ts';

export type Candidate = { readonly id: string; readonly recordedBy: string };

/** Signed, not voided, and recorded here: everything that may be reviewed, of some days. */
function selectReviewable(db: ReadonlyDb, fromOn: string, toOn: string) {
  return db
    .selectFrom('currentTreatments as record')
    .select(['record.id', 'record.recordedBy'])
    .where('record.dateApplied', '>=', fromOn)
    .where('record.dateApplied', '<=', toOn)
    .where('record.signedAt', 'is not', null)
    .where('record.voidedAt', 'is', null)
    .where('record.isImported', '=', false);
}

export function selectOfDays(
  db: ReadonlyDb,
  { fromOn, toOn }: { readonly fromOn: string; readonly toOn: string },
): Promise<Candidate[]> {
  return selectReviewable(db, fromOn, toOn).execute();
}

export function selectFiltered(
  db: ReadonlyDb,
  rule: Extract<SampleRule, { kind: 'filter' }>,
): Promise<Candidate[]> {
  const { recordedBy, productId, etiology } = rule;
  return selectReviewable(db, rule.fromOn, rule.toOn)
    .$if(recordedBy !== null, (query) => query.where('record.recordedBy', '=', recordedBy))
    .$if(productId !== null, (query) => query.where('record.productId', '=', productId ?? ''))
    .$if(rule.onlyLateEntries, (query) => query.where('record.isLateEntry', '=', true))
    .$if(etiology !== null, (query) =>
      query.where((row) =>
        row.exists(
          row
            .selectFrom('wounds')
            .select('wounds.id')
            .whereRef('wounds.id', '=', 'record.woundId')
            .where('wounds.etiology', '=', etiology ?? 'other'),
        ),
      ),
    )
    .execute();
}
