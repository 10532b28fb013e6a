import { sql } from 'kysely';
import type { BytePurpose } from '../../shared/base/bridge.ts';
import type { Tx } from '../platform/database.ts';
import { isOfThisComputer } from '../platform/stored-files.ts';

/** The purposes that sources are stored for. */
const SOURCE_PURPOSES = ['import-source', 'product-list'] satisfies BytePurpose[];
/** A source that no import was begun with in this time is of one that was given up. */
const GIVEN_UP_AFTER_MS = 24 * 3_600_000;
/** Only look at a source, which the import after them still needs. */
const PREVIEWS = ['catalogue.preview', 'codes.preview'];

/** A product list that was written here, until it is saved where somebody wants it. */
export const WRITTEN_LIST = {
  purpose: 'written-product-list',
  permission: 'products.read',
} as const;

/** Files that were written here to be saved somewhere: they hold charts, and go after a day. */
const WRITTEN_PURPOSES: readonly string[] = [WRITTEN_LIST.purpose, 'fhir-export'];

/**
 * Forgets the sources that no import needs any more, and returns their digests: of imports that ended
 * and cannot go on, and of such as never began. One that was stored again since is kept. The same bytes
 * may still be needed for another purpose. What was written here to be saved, a product list or a FHIR export, goes a day later.
 */
export async function deleteSpentSources(tx: Tx, now: Date): Promise<readonly string[]> {
  const givenUpBefore = new Date(now.getTime() - GIVEN_UP_AFTER_MS).toISOString();
  const names = sql<boolean>`strpos(jobs.input::text, stored_files.digest) > 0`;
  const written = await tx
    .deleteFrom('storedFiles')
    .where('purpose', 'in', [...WRITTEN_PURPOSES])
    .where('storedAt', '<', givenUpBefore)
    .where(isOfThisComputer)
    .returning('digest')
    .execute();
  const rows = await tx
    .deleteFrom('storedFiles')
    .where('purpose', 'in', SOURCE_PURPOSES)
    .where(isOfThisComputer)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('jobs')
            .select('jobs.id')
            .where('jobs.state', 'in', ['running', 'cancelled', 'interrupted'])
            .where('jobs.operation', 'not in', PREVIEWS)
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
            .where('jobs.operation', 'not in', PREVIEWS)
            .whereRef('jobs.startedAt', '>=', 'storedFiles.storedAt')
            .where(names),
        ),
      ]),
    )
    .returning('digest')
    .execute();
  return [...written, ...rows].map(({ digest }) => digest);
}
