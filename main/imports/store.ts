import { sql } from 'kysely';
import type { BytePurpose } from '../../shared/base/bridge.ts';
import type { Tx } from '../platform/database.ts';

/** The purpose that sources are stored for. */
const SOURCE_PURPOSE = 'import-source' satisfies BytePurpose;
/** A source that no import was begun with in this time is of one that was given up. */
const GIVEN_UP_AFTER_MS = 24 * 3_600_000;

/**
 * Forgets the sources that no import needs any more, and returns their digests: of imports that ended
 * and cannot go on, and of such as never began. One that was stored again since is kept. The same bytes
 * may still be needed for another purpose.
 */
export async function deleteSpentSources(tx: Tx, now: Date): Promise<readonly string[]> {
  const givenUpBefore = new Date(now.getTime() - GIVEN_UP_AFTER_MS).toISOString();
  const names = sql<boolean>`strpos(jobs.input::text, stored_files.digest) > 0`;
  const rows = await tx
    .deleteFrom('storedFiles')
    .where('purpose', '=', SOURCE_PURPOSE)
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
