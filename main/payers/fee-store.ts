import type { Insertable, Updateable } from 'kysely';
import { sql } from 'kysely';
import type { CivilDate } from '../../shared/base/civil-date.ts';
import type { Fee } from '../../shared/payers/fee.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import type { Schema } from '../platform/schema.ts';

function selectFeeRows(db: ReadonlyDb) {
  return db
    .selectFrom('fees')
    .leftJoin('payers', 'payers.id', 'fees.payerId')
    .select([
      'fees.id',
      'fees.payerId',
      'payers.name as payerName',
      'fees.procedureCode',
      'fees.unitCents',
      'fees.effectiveFrom',
      'fees.effectiveTo',
      'fees.source',
      'fees.version',
    ]);
}

export function selectFee(db: ReadonlyDb, id: string): Promise<Fee | undefined> {
  return selectFeeRows(db).where('fees.id', '=', id).executeTakeFirst();
}

type Asked = {
  /** The beginning of a code, in capitals. */
  readonly search: string;
  readonly payerId: string | null;
  readonly on: CivilDate | null;
  readonly limit: number;
};

/** Some of the fees by code, then payer, the newest first, and how many there are. */
export async function selectFees(
  db: ReadonlyDb,
  { search, payerId, on, limit }: Asked,
): Promise<{ fees: Fee[]; total: number }> {
  const found = selectFeeRows(db)
    .$if(search !== '', (query) =>
      query.where(sql<boolean>`starts_with(fees.procedure_code, ${search})`),
    )
    .$if(payerId !== null, (query) => query.where('fees.payerId', '=', payerId))
    .$if(on !== null, (query) =>
      query.where(
        sql<boolean>`fees.effective_from <= ${on}::date AND coalesce(fees.effective_to, 'infinity') >= ${on}::date`,
      ),
    );
  const fees = await found
    .orderBy('fees.procedureCode')
    .orderBy('payers.name', (order) => order.asc().nullsFirst())
    .orderBy('fees.effectiveFrom', 'desc')
    .orderBy('fees.id')
    .limit(limit)
    .execute();
  const counted = await found
    .clearSelect()
    .select(sql<number>`count(*)::int`.as('total'))
    .executeTakeFirstOrThrow();
  return { fees, total: counted.total };
}

/** Every fee of one code for one payer, or for everybody (null). */
export function selectFeesOfCode(
  db: ReadonlyDb,
  { payerId, procedureCode }: Pick<Fee, 'payerId' | 'procedureCode'>,
): Promise<Fee[]> {
  return selectFeeRows(db)
    .where('fees.payerId', 'is not distinct from', payerId)
    .where('fees.procedureCode', '=', procedureCode)
    .orderBy('fees.effectiveFrom')
    .execute();
}

/** What holds on a day for a payer: its own fees and those for everybody. */
export function selectFeesOn(db: ReadonlyDb, payerId: string, on: CivilDate) {
  return db
    .selectFrom('fees')
    .select(['payerId', 'procedureCode', 'unitCents'])
    .where((where) => where.or([where('payerId', '=', payerId), where('payerId', 'is', null)]))
    .where('effectiveFrom', '<=', on)
    .where((where) => where.or([where('effectiveTo', 'is', null), where('effectiveTo', '>=', on)]))
    .execute();
}

/** Every fee of every payer and day. */
export function selectAllFees(db: ReadonlyDb) {
  return db
    .selectFrom('fees')
    .select(['payerId', 'procedureCode', 'unitCents', 'effectiveFrom', 'effectiveTo'])
    .execute();
}

export async function insertFees(
  tx: Tx,
  rows: readonly Insertable<Schema['fees']>[],
): Promise<void> {
  if (rows.length > 0) await tx.insertInto('fees').values(rows).execute();
}

/** Changes a fee and counts its version up. */
export async function updateFee(
  tx: Tx,
  current: Fee,
  to: Updateable<Schema['fees']>,
): Promise<void> {
  await tx
    .updateTable('fees')
    .set({ ...to, version: current.version + 1 })
    .where('id', '=', current.id)
    .execute();
}
