import { type Insertable, sql, type Updateable } from 'kysely';
import type { Protocol, ProtocolVersion } from '../../shared/protocols/protocol.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import type { Schema } from '../platform/schema.ts';

function selectVersionRows(db: ReadonlyDb) {
  return db
    .selectFrom('protocolVersions as written')
    .leftJoin('users', 'users.id', 'written.writtenBy')
    .select([
      'written.protocolId',
      'written.version',
      'written.title',
      'written.etiologies',
      'written.steps',
      'written.assessmentIntervalDays',
      'written.reviewPoints',
      'written.toleranceDays',
      'written.source',
      'written.asOf',
      'users.displayName as writtenByName',
      'written.writtenAt',
    ]);
}

type VersionRow = Awaited<
  ReturnType<ReturnType<typeof selectVersionRows>['executeTakeFirstOrThrow']>
>;

/** Lists of the row as the contract has them. */
function versionOf<Row extends VersionRow>(row: Row): Row & ProtocolVersion {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- insertVersion or the migration wrote it, and dispatch checks it again
  return row as Row & ProtocolVersion;
}

function selectNewest(db: ReadonlyDb) {
  return selectVersionRows(db)
    .innerJoin('protocols as protocol', (join) =>
      join
        .onRef('protocol.id', '=', 'written.protocolId')
        .onRef('protocol.version', '=', 'written.version'),
    )
    .select([
      'protocol.retiredAt',
      'protocol.retirementReason',
      sql<number>`(
        SELECT count(*) FROM protocol_runs AS run
        WHERE run.protocol_id = protocol.id
          AND run.stopped_on IS NULL AND run.episode_ended_on IS NULL
      )`.as('runningCount'),
    ]);
}

/** Protocols by title, each in its newest version, retired ones last. */
export async function selectProtocols(
  db: ReadonlyDb,
  { includeRetired }: { readonly includeRetired: boolean },
): Promise<Protocol[]> {
  const rows = await selectNewest(db)
    .$if(!includeRetired, (query) => query.where('protocol.retiredAt', 'is', null))
    .orderBy(sql`protocol.retired_at IS NOT NULL`)
    .orderBy('written.title')
    .orderBy('protocol.id')
    .execute();
  return rows.map(versionOf);
}

export async function selectProtocol(db: ReadonlyDb, id: string): Promise<Protocol | undefined> {
  const row = await selectNewest(db).where('protocol.id', '=', id).executeTakeFirst();
  return row && versionOf(row);
}

/** Every version of these protocols, the newest first. */
export async function selectVersionsOf(
  db: ReadonlyDb,
  protocolIds: readonly string[],
): Promise<ProtocolVersion[]> {
  if (protocolIds.length === 0) return [];
  const rows = await selectVersionRows(db)
    .where('written.protocolId', 'in', [...protocolIds])
    .orderBy('written.version', 'desc')
    .execute();
  return rows.map(versionOf);
}

export async function insertProtocol(tx: Tx, row: Insertable<Schema['protocols']>): Promise<void> {
  await tx.insertInto('protocols').values(row).execute();
}

export async function updateProtocol(
  tx: Tx,
  id: string,
  to: Updateable<Schema['protocols']>,
): Promise<void> {
  await tx.updateTable('protocols').set(to).where('id', '=', id).execute();
}

export async function insertVersion(
  tx: Tx,
  row: Insertable<Schema['protocolVersions']>,
): Promise<void> {
  await tx.insertInto('protocolVersions').values(row).execute();
}
