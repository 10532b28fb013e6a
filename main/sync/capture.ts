import { captureStatements } from '../../shared/sync/capture-triggers.ts';
import type { Authorship } from '../platform/authorship.ts';
import type { Database } from '../platform/database.ts';
import { isDevice } from './device-store.ts';
import { rowsOf, type SqlRunner, sqlOver } from './sql.ts';

/** From here on every change of a travelling table is written into the outbox with it. */
export async function attachCapture(sql: SqlRunner): Promise<void> {
  for (const statement of captureStatements()) await sql.query(statement);
}

/** From here on nothing is written into the outbox any more. */
export async function detachCapture(sql: SqlRunner): Promise<void> {
  const standing = await rowsOf<{ name: string; table: string }>(
    sql,
    `SELECT tgname AS name, tgrelid::REGCLASS::TEXT AS table FROM pg_trigger
     WHERE tgname LIKE 'trigger_capture_%' AND NOT tgisinternal`,
  );
  for (const { name, table } of standing) await sql.query(`DROP TRIGGER ${name} ON ${table}`);
}

/** After a new release: its tables are captured as well, and the others by its rules. */
export async function attachMissingCapture(database: Database): Promise<void> {
  await database.transact(async (tx) => {
    const sql = sqlOver(tx);
    if (!(await isDevice(sql))) return;
    const standing = await rowsOf<{ name: string; args: string }>(
      sql,
      `SELECT tgname AS name, encode(tgargs, 'escape') AS args FROM pg_trigger
       WHERE tgname LIKE 'trigger_capture_%' AND NOT tgisinternal`,
    );
    const args = new Map(standing.map((each) => [each.name, each.args]));
    for (const statement of captureStatements())
      if (!stands(statement, args)) await sql.query(statement);
  });
}

function stands(statement: string, args: ReadonlyMap<string, string>): boolean {
  const name = /TRIGGER (\w+)/.exec(statement)?.[1] ?? '';
  const said = /\(('.*)\)\s*$/.exec(statement)?.[1] ?? '';
  const wanted = [...said.matchAll(/'([^']*)'/g)]
    .map(([, each]) => String.raw`${each}\000`)
    .join('');
  return args.get(name) === wanted;
}

export type KnownAuthorship = {
  readonly authorship: Authorship;
  /** Whether this computer is a device has changed. */
  readonly lookAgain: () => void;
};

/** Keeps whose each change is, as soon as this computer is a device; before, it costs nothing. */
export function captureAuthorship(): KnownAuthorship {
  let isEnrolled: boolean | null = null;
  return {
    lookAgain: () => {
      isEnrolled = null;
    },
    async authorship(tx, userId) {
      const sql = sqlOver(tx);
      isEnrolled ??= await isDevice(sql);
      if (isEnrolled)
        await sql.query("SELECT set_config('caretrail.user', $1, true)", [userId ?? '']);
    },
  };
}
