import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { PGlite } from '@electric-sql/pglite';
import { migrate, type MigrationTarget } from '../../main/platform/migrate.ts';
import { tortureKeyring } from '../keyring.ts';
import { LOAD_PATIENT, LOAD_USER, type StoredDatabase } from '../stored-database.ts';
import { uuidOf } from '../random.ts';
import { type Books, recordIdOf } from './books.ts';
import { unitsAt } from './choose.ts';
import { IMPORTED } from './found.ts';
import type { Act, ActOf } from './ledger.ts';

export type Performing = {
  readonly database: StoredDatabase;
  readonly books: Books;
  /** Where backups go. */
  readonly folder: string;
  /** Does something else while long work is under way. */
  readonly meanwhile: () => Promise<void>;
};

const NOTES = 'Granulating, no sign of infection. Next change in three days. '.repeat(6);

type Perform<K extends Act['kind']> = (act: ActOf<K>, performing: Performing) => Promise<unknown>;

const insertOrder: Perform<'order'> = ({ orderId, lines }, { database: { db } }) =>
  db.transaction(async (tx) => {
    await tx.query(
      `INSERT INTO orders (id, order_number, patient_id, ordered_on, ordered_by)
       VALUES ($1::uuid, 'T-' || $1::uuid, $2, '2026-03-10', $3)`,
      [orderId, LOAD_PATIENT, LOAD_USER],
    );
    for (let at = 0; at < lines; at += 1) {
      await tx.query(
        `INSERT INTO order_lines (id, order_id, line_number, product_id, product_name, quantity_ordered)
         VALUES ($1, $2, $3, $4, 'Foam', 1000)`,
        [uuidOf('line', orderId, at), orderId, at + 1, `FOAM-${at}`],
      );
      await tx.query(
        `INSERT INTO treatment_records
           (id, patient_id, order_id, product_id, product_name, quantity_used, date_applied, doctor_notes, recorded_by)
         VALUES ($1, $2, $3, $4, 'Foam', $5, '2026-03-10', $6, $7)`,
        [
          recordIdOf(orderId, at),
          LOAD_PATIENT,
          orderId,
          `FOAM-${at}`,
          unitsAt(at),
          NOTES,
          LOAD_USER,
        ],
      );
    }
  });

const correctRecord: Perform<'correct'> = ({ recordId, version }, { database: { db } }) =>
  db.transaction(async (tx) => {
    await tx.query(
      `INSERT INTO treatment_record_versions (treatment_record_id, version, record, reason, replaced_by, replaced_at)
       SELECT id, version, to_jsonb(r), 'typing mistake', $2, now() FROM treatment_records r WHERE id = $1`,
      [recordId, LOAD_USER],
    );
    await tx.query(
      `UPDATE treatment_records SET version = $2, wound_location = 'Left heel ' || $2::int WHERE id = $1`,
      [recordId, version],
    );
  });

/** Everything of one batch hangs on one order of its own. */
const importBatch: Perform<'import'> = ({ batch, rows }, { database: { db } }) => {
  const lines = Array.from({ length: rows }, (_, at) =>
    [
      uuidOf('imported', batch, at),
      LOAD_PATIENT,
      batch,
      IMPORTED + batch,
      'Foam',
      unitsAt(at),
      '2026-03-10',
      NOTES,
      LOAD_USER,
    ].join('\t'),
  );
  return db.transaction(async (tx) => {
    await tx.query(
      `INSERT INTO orders (id, order_number, patient_id, ordered_on, ordered_by)
       VALUES ($1::uuid, 'I-' || $1::uuid, $2, '2026-03-10', $3)`,
      [batch, LOAD_PATIENT, LOAD_USER],
    );
    await tx.query(
      `COPY treatment_records (id, patient_id, order_id, product_id, product_name, quantity_used,
         date_applied, doctor_notes, recorded_by) FROM '/dev/blob'`,
      [],
      { blob: new Blob([`${lines.join('\n')}\n`]) },
    );
  });
};

const changeIndex: Perform<'index'> = ({ name, isThere }, { database: { db } }) =>
  db.exec(
    isThere
      ? `CREATE INDEX ${name} ON treatment_records (doctor_notes, id, product_id)`
      : `DROP INDEX ${name}`,
  );

function targetOf(db: PGlite): MigrationTarget {
  return { query: (sql, values) => db.query(sql, values), exec: (sql) => db.exec(sql) };
}

/** Plans and applies it as at a start of the application, after all that were applied before. */
const applyMigration: Perform<'migrate'> = async ({ name, rows }, { database: { db } }) => {
  const table = name.slice(4).replace('.sql', '');
  const applied = await db.query<{ name: string; checksum: string }>(
    'SELECT name, checksum FROM schema_migrations ORDER BY name',
  );
  const sql = `CREATE TABLE ${table} (id INTEGER PRIMARY KEY, note TEXT NOT NULL);
    INSERT INTO ${table} SELECT n, repeat('x', 200) FROM generate_series(1, ${rows}) n;
    CREATE INDEX ${table}_by_note ON ${table} (note, id)`;
  const checksum = createHash('sha256').update(sql).digest('hex');
  const known = applied.rows.map((each) => ({ ...each, sql: '' }));
  await migrate(targetOf(db), [...known, { name, checksum, sql }]);
};

/** Orders are saved while it runs. */
const backUp: Perform<'backup'> = async ({ file }, { database, folder, meanwhile }) => {
  const copied = database.store.backUpTo(join(folder, file)).then(() => 'copied' as const);
  // PGlite answers without giving way to what the backup waits for.
  while ((await Promise.race([copied, setImmediate('not yet' as const)])) !== 'copied')
    await meanwhile();
};

const resealAll: Perform<'reseal'> = async ({ generation }, { database, books, meanwhile }) => {
  const { least } = books.generations;
  const { step } = database.store.beginReseal(tortureKeyring({ least, most: generation }));
  while (!step(256).isDone) await meanwhile();
};

const perform: { readonly [K in Act['kind']]: Perform<K> } = {
  order: insertOrder,
  correct: correctRecord,
  remove: ({ orderId }, { database: { db } }) =>
    db.query('DELETE FROM orders WHERE id = $1', [orderId]),
  import: importBatch,
  index: changeIndex,
  maintain: ({ command }, { database: { db } }) => db.exec(command),
  migrate: applyMigration,
  backup: backUp,
  reseal: resealAll,
};

/** Does it; when this resolves, the act is acknowledged. */
export async function performAct(act: Act, performing: Performing): Promise<void> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each performs its own kind
  await (perform[act.kind] as Perform<Act['kind']>)(act, performing);
}
