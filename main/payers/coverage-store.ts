import type { Insertable, Updateable } from 'kysely';
import type {
  Coverage,
  CoverageVersion,
  PriorAuthorization,
} from '../../shared/payers/coverage.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import type { Schema } from '../platform/schema.ts';

function selectCoverageRows(db: ReadonlyDb) {
  return db
    .selectFrom('coverages')
    .innerJoin('payers', 'payers.id', 'coverages.payerId')
    .select([
      'coverages.id',
      'coverages.patientId',
      'coverages.payerId',
      'payers.name as payerName',
      'payers.filingCode',
      'coverages.priority',
      'coverages.memberId',
      'coverages.groupNumber',
      'coverages.relationshipCode',
      'coverages.subscriberFirstName',
      'coverages.subscriberLastName',
      'coverages.subscriberBirthOn',
      'coverages.subscriberSex',
      'coverages.subscriberAddressLine',
      'coverages.subscriberCity',
      'coverages.subscriberState',
      'coverages.subscriberPostalCode',
      'coverages.startsOn',
      'coverages.endsOn',
      'coverages.voidedAt',
      'coverages.voidReason',
      'coverages.version',
    ]);
}

async function withAuthorizations<Row extends { readonly id: string }>(
  db: ReadonlyDb,
  rows: readonly Row[],
): Promise<(Row & { readonly authorizations: PriorAuthorization[] })[]> {
  if (rows.length === 0) return [];
  const authorizations = await db
    .selectFrom('priorAuthorizations')
    .select(['id', 'coverageId', 'authorizationNumber', 'woundId', 'startsOn', 'endsOn', 'version'])
    .where(
      'coverageId',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('startsOn', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map((row) => ({
    ...row,
    authorizations: authorizations.filter(({ coverageId }) => coverageId === row.id),
  }));
}

/** A patient's coverages by turn, the newest first of each, struck out ones among them. */
export async function selectCoveragesOf(db: ReadonlyDb, patientId: string): Promise<Coverage[]> {
  const rows = await selectCoverageRows(db)
    .where('coverages.patientId', '=', patientId)
    .orderBy('coverages.priority')
    .orderBy('coverages.startsOn', 'desc')
    .orderBy('coverages.id')
    .execute();
  return withAuthorizations(db, rows);
}

/** The same of several patients, in the same order within each. */
export async function selectCoveragesOfPatients(
  db: ReadonlyDb,
  patientIds: readonly string[],
): Promise<Coverage[]> {
  if (patientIds.length === 0) return [];
  const rows = await selectCoverageRows(db)
    .where('coverages.patientId', 'in', patientIds)
    .orderBy('coverages.priority')
    .orderBy('coverages.startsOn', 'desc')
    .orderBy('coverages.id')
    .execute();
  return withAuthorizations(db, rows);
}

export async function selectCoverage(db: ReadonlyDb, id: string): Promise<Coverage | undefined> {
  const rows = await selectCoverageRows(db).where('coverages.id', '=', id).execute();
  const [found] = await withAuthorizations(db, rows);
  return found;
}

export async function insertCoverages(
  tx: Tx,
  rows: readonly Insertable<Schema['coverages']>[],
): Promise<void> {
  if (rows.length > 0) await tx.insertInto('coverages').values(rows).execute();
}

type Change = {
  readonly to: Updateable<Schema['coverages']>;
  readonly replacedBy: string;
  readonly now: Date;
};

/** Keeps how a coverage stood, changes it, or only what hangs on it, and counts its version up. */
export async function updateCoverage(
  tx: Tx,
  current: Coverage,
  { to, replacedBy, now }: Change,
): Promise<void> {
  await tx
    .insertInto('coverageVersions')
    .values({
      coverageId: current.id,
      version: current.version,
      coverage: JSON.stringify(current),
      replacedBy,
      replacedAt: now.toISOString(),
    })
    .execute();
  await tx
    .updateTable('coverages')
    .set({ ...to, version: current.version + 1 })
    .where('id', '=', current.id)
    .execute();
}

export async function insertAuthorization(
  tx: Tx,
  row: Insertable<Schema['priorAuthorizations']>,
): Promise<void> {
  await tx.insertInto('priorAuthorizations').values(row).execute();
}

/** Changes an authorization and counts its version up. */
export async function updateAuthorization(
  tx: Tx,
  current: PriorAuthorization,
  to: Updateable<Schema['priorAuthorizations']>,
): Promise<void> {
  await tx
    .updateTable('priorAuthorizations')
    .set({ ...to, version: current.version + 1 })
    .where('id', '=', current.id)
    .execute();
}

/** How a coverage stood before each change, the newest first. */
export async function selectCoverageVersions(
  db: ReadonlyDb,
  coverageId: string,
): Promise<CoverageVersion[]> {
  const rows = await db
    .selectFrom('coverageVersions')
    .innerJoin('users', 'users.id', 'coverageVersions.replacedBy')
    .select([
      'coverageVersions.version',
      'coverageVersions.coverage',
      'coverageVersions.replacedAt',
      'users.displayName as replacedByName',
    ])
    .where('coverageId', '=', coverageId)
    .orderBy('version', 'desc')
    .execute();
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only updateCoverage writes it
  return rows.map((row) => ({ ...row, coverage: row.coverage as Coverage }));
}
