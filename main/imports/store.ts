import { sql } from 'kysely';
import type { Permission } from '../../shared/base/permission.ts';
import type { Tx } from '../platform/database.ts';

/** The permission that sources are stored with. */
const SOURCE_PERMISSION = 'imports.run' satisfies Permission;
/** A source that no import was begun with in this time is of one that was given up. */
const GIVEN_UP_AFTER_MS = 24 * 3_600_000;

/**
 * Forgets the sources that no import needs any more, and returns their digests: of imports that ended
 * and cannot go on, and of such as never began. One that was stored again since is kept.
 */
export async function deleteSpentSources(tx: Tx, now: Date): Promise<readonly string[]> {
  const givenUpBefore = new Date(now.getTime() - GIVEN_UP_AFTER_MS).toISOString();
  const names = sql<boolean>`strpos(jobs.input::text, stored_files.digest) > 0`;
  const rows = await tx
    .deleteFrom('storedFiles')
    .where('permission', '=', SOURCE_PERMISSION)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('jobs')
            .select('jobs.id')
            .where('jobs.state', 'in', ['running', 'cancelled', 'interrupted'])
            .where(names),
        ),
      ),
    )
    .where((where) =>
      where.or([
        where('storedAt', '<', givenUpBefore),
        where.exists(
          where
            .selectFrom('jobs')
            .select('jobs.id')
            .where('jobs.state', 'in', ['done', 'failed'])
            .whereRef('jobs.startedAt', '>=', 'storedFiles.storedAt')
            .where(names),
        ),
      ]),
    )
    .returning('digest')
    .execute();
  return rows.map(({ digest }) => digest);
}
