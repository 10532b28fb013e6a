import { cpSync, existsSync, rmSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import Database from 'better-sqlite3';
import type { Keyring } from '../main/platform/keys/keyring.ts';
import { openByPassphrase } from '../main/platform/keys/open-keyring.ts';
import { readKeyWraps } from '../main/platform/page-store/key-wrap-table.ts';
import { firstPageId } from '../main/platform/page-store/page-files.ts';
import { createPageStore, openPageStore } from '../main/platform/page-store/page-store.ts';
import { startParameters } from '../main/platform/start-parameters.ts';
import { checkStore, fillFromTemplate, testKeyring } from './page-stores.ts';

export const keyring: Keyring = testKeyring();

/** A row of a store's file. */
export type RowPlace = {
  readonly table: 'page' | 'node' | 'head' | 'opening' | 'key_wrap';
  readonly id: number;
};

/** A page of every kind of PostgreSQL's files, by what it holds; each changed since `before`. */
export type Kinds = Readonly<Record<string, RowPlace>>;

export type Clinic = {
  /** Closed cleanly. */
  readonly path: string;
  /** The same some changes earlier. */
  readonly before: string;
  /** Copied while it was open: PostgreSQL must read its log when it starts. */
  readonly cutOff: string;
  readonly kinds: Kinds;
};

const USER = '0199aaaa-0000-7000-8000-000000000001';

const CLINIC = `
  INSERT INTO users (id, display_name, sign_in_name, role) VALUES ('${USER}', 'N', 'n', 'nurse');
  INSERT INTO patients (id, first_name, last_name, birth_on, sex, search_text)
    SELECT gen_random_uuid(), 'Pat', 'Patient ' || n, '1950-01-01', 'female', ' pat'
    FROM generate_series(1, 500) AS n;
  INSERT INTO orders (id, order_number, patient_id, ordered_on, ordered_by)
    SELECT gen_random_uuid(), row_number() OVER (), id, '2026-01-01', '${USER}' FROM patients;
  INSERT INTO treatment_records (patient_id, order_id, product_id, product_name, quantity_used,
      date_applied, recorded_by, doctor_notes)
    SELECT patient_id, id, 'S', 'Foam dressing', 1, '2026-01-02', '${USER}', repeat(id::text, 3)
    FROM orders;`;

/** Pushes values out into the hidden table of long values. */
function longNotes(from: number): string {
  return `UPDATE treatment_records SET doctor_notes = (
      SELECT string_agg(md5(random()::text), '') FROM generate_series(1, 300))
    WHERE id IN (SELECT id FROM treatment_records ORDER BY id LIMIT 10 OFFSET ${from});`;
}

/** Makes a small clinic's records in `folder`, three times over. */
export async function makeClinic(folder: string): Promise<Clinic> {
  const [path, before, cutOff] = ['now', 'before', 'cut-off'].map(
    (name) => `${folder}/${name}.store`,
  ) as [string, string, string];
  const store = createPageStore(path, keyring);
  await fillFromTemplate(store);
  const pglite = await PGlite.create({ fs: store.filesystem, startParams: startParameters });
  for (const sql of [CLINIC, longNotes(0), 'CHECKPOINT', 'VACUUM ANALYZE', 'CHECKPOINT'])
    await pglite.exec(sql);
  const kinds = await kindsIn(pglite, store.tree);
  copyStore(path, before);
  for (const sql of [
    `UPDATE patients SET first_name = 'Paula'; ${longNotes(10)}`,
    'CREATE TABLE later (id UUID PRIMARY KEY)',
    'CHECKPOINT',
    `UPDATE orders SET order_number = order_number || 'x'`,
  ])
    await pglite.exec(sql);
  copyStore(path, cutOff);
  await pglite.close();
  return { path, before, cutOff, kinds };
}

type Tree = ReturnType<typeof openPageStore>['tree'];

/** A first page, or a last one where only that is still being filled. */
async function kindsIn(pglite: PGlite, tree: Tree): Promise<Kinds> {
  const { rows } = await pglite.query<{ kind: string; file: string; page: number }>(`
    WITH long AS (SELECT reltoastrelid AS oid FROM pg_class WHERE relname = 'treatment_records')
    SELECT 'a table' AS kind, pg_relation_filepath('patients') AS file, 0 AS page
    UNION ALL SELECT 'an index', pg_relation_filepath('patients_pkey'), 1
    UNION ALL SELECT 'long values', pg_relation_filepath(oid), pg_relation_size(oid) / 8192 - 1 FROM long
    UNION ALL SELECT 'the catalog', pg_relation_filepath('pg_class'), 0
    UNION ALL SELECT 'the log', 'pg_wal/' || file_name, file_offset / 8192
      FROM pg_walfile_name_offset(pg_current_wal_lsn())
    UNION ALL SELECT 'which transactions committed', 'pg_xact/0000', 0
    UNION ALL SELECT 'the control file', 'global/pg_control', 0`);
  return Object.fromEntries(
    rows.map(({ kind, file, page }) => [
      kind,
      { table: 'page', id: firstPageId(tree.at(`/${file}`).ino) + page },
    ]),
  );
}

/** The first page of two tables in records that nobody has open: of one of ours, and of the catalog. */
export async function placesIn(path: string, passphrase: string) {
  const opened = await openByPassphrase(readKeyWraps(path), passphrase);
  if (!opened.ok) throw new Error(opened.failure.message);
  const store = openPageStore(path, opened.value);
  const pglite = await PGlite.create({ fs: store.filesystem, startParams: startParameters });
  const { rows } = await pglite.query<{ patients: string; catalog: string }>(
    `SELECT pg_relation_filepath('patients') AS patients, pg_relation_filepath('pg_class') AS catalog`,
  );
  const placeOf = (file = ''): RowPlace => ({
    table: 'page',
    id: firstPageId(store.tree.at(`/${file}`).ino),
  });
  await pglite.close();
  return { patients: placeOf(rows[0]?.patients), catalog: placeOf(rows[0]?.catalog) };
}

export function copyStore(from: string, to: string): void {
  for (const end of ['', '-wal']) {
    rmSync(`${to}${end}`, { force: true });
    if (existsSync(`${from}${end}`)) cpSync(`${from}${end}`, `${to}${end}`);
  }
}

/** Changes the file behind everybody's back. */
export function tamper(path: string, change: (sqlite: Database.Database) => void): void {
  const sqlite = new Database(path);
  try {
    change(sqlite);
  } finally {
    sqlite.close();
  }
}

type Row = Readonly<Record<string, unknown>>;

/** The newest rows of a table: which ids there are depends on what PostgreSQL made and removed. */
export function newestRowsOf(path: string, table: RowPlace['table']): readonly RowPlace[] {
  const sqlite = new Database(path, { readonly: true });
  try {
    const ids = sqlite.prepare<[], number>(
      `SELECT rowid FROM ${table} ORDER BY rowid DESC LIMIT 10`,
    );
    return ids
      .pluck()
      .all()
      .map((id) => ({ table, id }));
  } finally {
    sqlite.close();
  }
}

export function rowAt(path: string, { table, id }: RowPlace): Row {
  const sqlite = new Database(path, { readonly: true });
  try {
    const row = sqlite.prepare<[number], Row>(`SELECT * FROM ${table} WHERE rowid = ?`).get(id);
    if (!row) throw new Error(`${table} has no row ${id}`);
    return row;
  } finally {
    sqlite.close();
  }
}

/** Turns one bit of a row's content. */
export function turnBit(path: string, place: RowPlace, column = 'body'): void {
  const content = Buffer.from(rowAt(path, place)[column] as Buffer);
  const byte = 100 % content.length;
  content[byte] = (content[byte] ?? 0) ^ 8;
  tamper(path, (sqlite) =>
    sqlite
      .prepare(`UPDATE ${place.table} SET ${column} = ? WHERE rowid = ?`)
      .run(content, place.id),
  );
}

export function removeRow(path: string, { table, id }: RowPlace): void {
  tamper(path, (sqlite) => sqlite.prepare(`DELETE FROM ${table} WHERE rowid = ?`).run(id));
}

/** Puts a row's content of another file, or of another row, in its place. */
export function replaceRow(path: string, { table, id }: RowPlace, row: Row): void {
  tamper(path, (sqlite) =>
    sqlite
      .prepare(`UPDATE ${table} SET opening = ?, serial = ?, body = ? WHERE id = ?`)
      .run(row['opening'], row['serial'], row['body'], id),
  );
}

/** How a store that was tampered with shows it: at its opening, at the check after a start, or in verify. */
export function whereItShows(path: string): 'opening' | 'start check' | 'verify' | 'nowhere' {
  let store: ReturnType<typeof openPageStore>;
  try {
    store = openPageStore(path, keyring);
  } catch (error) {
    if (error instanceof Error && /StoreDamaged|WrongKey/.test(error.name)) return 'opening';
    throw error;
  }
  try {
    for (const [depth, where] of [
      ['digest', 'start check'],
      ['authenticate', 'verify'],
    ] as const) {
      const { damaged, isDigestRight } = checkStore(store, depth);
      if (damaged.length > 0 || !isDigestRight) return where;
    }
    return 'nowhere';
  } finally {
    store.close();
  }
}
