import { sql } from 'kysely';
import { verifyAsJob } from '../main/audit/verify.ts';
import type { SignedHead } from '../main/platform/audit-head.ts';
import type { Database, Tx } from '../main/platform/database.ts';
import type { AuditReport } from '../shared/audit/verify-report.ts';

const now = new Date('2026-03-10T18:00:00Z');

class Undone extends Error {
  override name = 'Undone';
}

/** What work in a transaction comes to, all of which is undone afterwards. */
export async function undone<T>(database: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  const results: T[] = [];
  try {
    await database.transact(async (tx) => {
      results.push(await work(tx));
      throw new Undone('All of it is undone');
    });
  } catch (error) {
    if (!(error instanceof Undone)) throw error;
  }
  const [result] = results;
  if (result === undefined) throw new Error('The work had no result');
  return result;
}

/** Does to the trail what nobody may: as somebody who owns the database, whose triggers do not run. */
export async function tamper(tx: Tx, ...statements: readonly string[]): Promise<void> {
  await sql`SET LOCAL session_replication_role = replica`.execute(tx);
  for (const statement of statements) await sql.raw(statement).execute(tx);
  await sql`SET LOCAL session_replication_role = origin`.execute(tx);
}

/** The report on the trail as it is within a transaction. */
export function verifiedIn(tx: Tx, elsewhere: readonly SignedHead[] = []): Promise<AuditReport> {
  return verifyAsJob({ now, read: (work) => work(tx), chunk: async () => undefined }, elsewhere);
}

/** The report on the trail as it would be after these statements. */
export function verifiedAfter(
  database: Database,
  ...statements: readonly string[]
): Promise<AuditReport> {
  return undone(database, async (tx) => {
    await tamper(tx, ...statements);
    return verifiedIn(tx);
  });
}

/** What was found, as kind and place. */
export function placesOf({ findings }: AuditReport): readonly (readonly [string, number | null])[] {
  return findings.map(({ kind, chainNumber }) => [kind, chainNumber] as const);
}
