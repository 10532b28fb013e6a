import type { CivilDate } from '../../shared/base/civil-date.ts';
import type { BillingOrganisation } from '../../shared/payers/billing-organisation.ts';
import { type Coverage, isCoveredOn } from '../../shared/payers/coverage.ts';
import { type Fee, feesByCode } from '../../shared/payers/fee.ts';
import type { Payer } from '../../shared/payers/payer.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import { insertCoverages, selectCoveragesOf, selectCoveragesOfPatients } from './coverage-store.ts';
import { insertFees, selectAllFees, selectFeesOn } from './fee-store.ts';
import {
  insertOrganisation,
  insertPayer,
  selectOrganisations,
  selectPayer,
  selectPayers,
} from './store.ts';

/** The organisation that bills, the first one where there are more; undefined before one is entered. */
export async function billingOrganisation(
  db: ReadonlyDb,
): Promise<BillingOrganisation | undefined> {
  const [first] = await selectOrganisations(db);
  return first;
}

/** All organisations that bill, the first one first. */
export function billingOrganisations(db: ReadonlyDb): Promise<BillingOrganisation[]> {
  return selectOrganisations(db);
}

/** A payer by id, used any more or not, or undefined. */
export function findPayer(db: ReadonlyDb, payerId: string): Promise<Payer | undefined> {
  return selectPayer(db, payerId);
}

/** All payers by name, those that are no longer used last. */
export function listPayers(db: ReadonlyDb): Promise<Payer[]> {
  return selectPayers(db);
}

/** The coverages that hold on a day, the payer whose turn comes first before the others. */
export async function coveragesOn(
  db: ReadonlyDb,
  patientId: string,
  on: CivilDate,
): Promise<Coverage[]> {
  const all = await selectCoveragesOf(db, patientId);
  return all.filter((each) => isCoveredOn(each, on));
}

/** All coverages of some patients, by turn within each; which of them hold on a day is not asked. */
export function coveragesOfPatients(
  db: ReadonlyDb,
  patientIds: readonly string[],
): Promise<Coverage[]> {
  return selectCoveragesOfPatients(db, patientIds);
}

/** The coverage whose turn comes first on a day, with its authorizations; undefined: the patient pays. */
export async function coverageOn(
  db: ReadonlyDb,
  patientId: string,
  on: CivilDate,
): Promise<Coverage | undefined> {
  const [first] = await coveragesOn(db, patientId, on);
  return first;
}

/** What one unit is charged at on a day, in cents, by code: the payer's own fee before everybody's. */
export async function feesOn(
  db: ReadonlyDb,
  payerId: string,
  on: CivilDate,
): Promise<ReadonlyMap<string, number>> {
  return feesByCode(await selectFeesOn(db, payerId, on));
}

/** Every fee of every payer and day: whoever bills many days looks them up by themselves. */
export function feesOfAllPayers(
  db: ReadonlyDb,
): Promise<
  Pick<Fee, 'payerId' | 'procedureCode' | 'unitCents' | 'effectiveFrom' | 'effectiveTo'>[]
> {
  return selectAllFees(db);
}

/** Adds an organisation that bills, whose fields were checked. */
export function addBillingOrganisation(
  tx: Tx,
  organisation: Omit<BillingOrganisation, 'version'>,
): Promise<BillingOrganisation> {
  return insertOrganisation(tx, organisation);
}

/** Adds a payer whose fields were checked. */
export function addPayer(tx: Tx, payer: Omit<Payer, 'version'>): Promise<Payer> {
  return insertPayer(tx, payer);
}

export type NewFee = Omit<Fee, 'version' | 'payerName'> & { readonly recordedBy: string };

/** Adds fees that were checked, and of which no two hold on one day. */
export function addFees(tx: Tx, fees: readonly NewFee[]): Promise<void> {
  return insertFees(tx, fees);
}

export type NewCoverage = Omit<
  Coverage,
  'version' | 'payerName' | 'filingCode' | 'authorizations' | 'voidedAt' | 'voidReason'
> & { readonly recordedBy: string };

/** Adds coverages that were checked, and of which no two have the same turn on one day. */
export function addCoverages(tx: Tx, coverages: readonly NewCoverage[]): Promise<void> {
  return insertCoverages(
    tx,
    coverages.map((each) => ({ ...each, voidedAt: null, voidedBy: null, voidReason: null })),
  );
}
