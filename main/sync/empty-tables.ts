import { STAYING, TRAVELLING } from '../../shared/sync/entities.ts';
import type { SqlRunner } from './sql.ts';

/** Jobs name who began them. */
const NAMING_PEOPLE = 'jobs';

/**
 * Makes room for the records of a site, within `caretrail.applying`: what migrations brought comes again with
 * them. The trail of this computer stays.
 */
export async function emptyTables(sql: SqlRunner): Promise<void> {
  const derived = Object.keys(STAYING).filter((name) => STAYING[name] === 'derived');
  const own = TRAVELLING.toReversed().filter(({ class: of }) => of !== 'trail');
  // Deleting what they are derived from may derive them once more.
  const names = [NAMING_PEOPLE, ...derived, ...own.map(({ name }) => name), ...derived];
  for (const name of names) await sql.query(`DELETE FROM ${name}`);
}
