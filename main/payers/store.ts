import type { Insertable, Updateable } from 'kysely';
import type { BillingOrganisation } from '../../shared/payers/billing-organisation.ts';
import type { Payer } from '../../shared/payers/payer.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import type { Schema } from '../platform/schema.ts';

const organisationColumns = [
  'id',
  'name',
  'npi',
  'ein',
  'taxonomy',
  'addressLine',
  'city',
  'state',
  'postalCode',
  'phone',
  'contactName',
  'submitterId',
  'receiverName',
  'receiverId',
  'sendsTests',
  'version',
] as const;

const payerColumns = [
  'id',
  'name',
  'payerCode',
  'filingCode',
  'addressLine',
  'city',
  'state',
  'postalCode',
  'wantsItemIdentifier',
  'isActive',
  'version',
] as const;

/** Who bills, the first that was entered first: ids grow with time. */
export function selectOrganisations(db: ReadonlyDb): Promise<BillingOrganisation[]> {
  return db
    .selectFrom('billingOrganisations')
    .select(organisationColumns)
    .orderBy('createdAt')
    .orderBy('id')
    .execute();
}

export function insertOrganisation(
  tx: Tx,
  row: Insertable<Schema['billingOrganisations']>,
): Promise<BillingOrganisation> {
  return tx
    .insertInto('billingOrganisations')
    .values(row)
    .returning(organisationColumns)
    .executeTakeFirstOrThrow();
}

/** Changes who bills and counts the version up. */
export function updateOrganisation(
  tx: Tx,
  current: BillingOrganisation,
  to: Updateable<Schema['billingOrganisations']>,
): Promise<BillingOrganisation> {
  return tx
    .updateTable('billingOrganisations')
    .set({ ...to, version: current.version + 1 })
    .where('id', '=', current.id)
    .returning(organisationColumns)
    .executeTakeFirstOrThrow();
}

/** All payers by name, those that are no longer used last. */
export function selectPayers(db: ReadonlyDb): Promise<Payer[]> {
  return db
    .selectFrom('payers')
    .select(payerColumns)
    .orderBy('isActive', 'desc')
    .orderBy('name')
    .orderBy('id')
    .execute();
}

export function selectPayer(db: ReadonlyDb, id: string): Promise<Payer | undefined> {
  return db.selectFrom('payers').select(payerColumns).where('id', '=', id).executeTakeFirst();
}

export function insertPayer(tx: Tx, row: Insertable<Schema['payers']>): Promise<Payer> {
  return tx.insertInto('payers').values(row).returning(payerColumns).executeTakeFirstOrThrow();
}

/** Changes a payer and counts its version up. */
export function updatePayer(
  tx: Tx,
  current: Payer,
  to: Updateable<Schema['payers']>,
): Promise<Payer> {
  return tx
    .updateTable('payers')
    .set({ ...to, version: current.version + 1 })
    .where('id', '=', current.id)
    .returning(payerColumns)
    .executeTakeFirstOrThrow();
}
