import { createHash } from 'node:crypto';
import type { PGlite } from '@electric-sql/pglite';
import { beginFileCheck } from '../blob-store/file-check.ts';
import { readingPartsOf, rowsOf } from '../blob-store/files-file.ts';
import type { OnCopyProgress } from '../copy-thread/copy-work.ts';
import type { Keyring } from '../keys/keyring.ts';
import type { Sqlite } from '../page-store/exclusive-file.ts';
import type { PageStore } from '../page-store/page-store.ts';
import type { Manifest } from './manifest.ts';

const ROWS_PER_STEP = 2000;

/** True when every page of a copy authenticates and the digest over all of them is right. */
export function arePagesWhole(store: PageStore, onProgress: OnCopyProgress): boolean {
  const check = store.beginCheck('authenticate');
  for (;;) {
    const { done, total, result } = check.step(ROWS_PER_STEP);
    onProgress({ label: 'Checking', done, total });
    if (result) return result.isDigestRight && result.damaged.length === 0;
  }
}

/** What names the state of a store's pages: no other state has the same. */
export function headSeal(sqlite: Sqlite): string {
  const row = sqlite
    .prepare<[], { opening: number; serial: number; body: Uint8Array }>(
      'SELECT opening, serial, body FROM head',
    )
    .get();
  if (!row) return '';
  return createHash('sha256')
    .update(`${row.opening} ${row.serial} `)
    .update(row.body)
    .digest('hex');
}

/** How many rows each table of the records has, which migrations made them, and the heads of the audit chains. */
export async function countRows(
  pglite: PGlite,
  onProgress: OnCopyProgress,
): Promise<Pick<Manifest, 'tables' | 'migrations' | 'auditHeads'>> {
  const { rows } = await pglite.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class
     WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace ORDER BY relname`,
  );
  const tables: Record<string, number> = {};
  for (const [at, { name }] of rows.entries()) {
    onProgress({ label: 'Counting', done: at, total: rows.length });
    const counted = await pglite.query<{ count: number }>(
      `SELECT count(*) FROM "${name.replaceAll('"', '""')}"`,
    );
    tables[name] = counted.rows[0]?.count ?? 0;
  }
  const applied = await pglite.query<{ name: string; checksum: string }>(
    'SELECT name, checksum FROM schema_migrations ORDER BY name',
  );
  return { tables, migrations: applied.rows, auditHeads: await headsIn(pglite, tables) };
}

async function headsIn(
  pglite: PGlite,
  tables: Manifest['tables'],
): Promise<Manifest['auditHeads']> {
  // Made before an upgrade, it is of a release that had none.
  if (!('audit_heads' in tables)) return [];
  const { rows } = await pglite.query<Manifest['auditHeads'][number]>(
    `SELECT DISTINCT ON (chain_id) chain_id AS "chainId", chain_number AS "chainNumber",
       encode(hash, 'hex') AS hash, signed_at AS "signedAt", encode(signature, 'hex') AS signature,
       public_key AS "publicKey"
     FROM audit_heads JOIN audit_chains USING (chain_id)
     ORDER BY chain_id, chain_number DESC, signed_at DESC`,
  );
  return rows;
}

/** What a check of the stored files in a copy found; `isWhole` when each of them is what was put. */
export type CheckedFiles = Pick<Manifest['files'], 'count'> & { readonly isWhole: boolean };

/** Reads every stored file beside the records in a copy. */
export function checkFiles(
  sqlite: Sqlite,
  keyring: Keyring,
  onProgress: OnCopyProgress,
): CheckedFiles {
  const parts = readingPartsOf(sqlite, keyring, () => Promise.resolve());
  const check = beginFileCheck({ ...parts, rows: rowsOf(parts) }, 'authenticate');
  for (;;) {
    const { done, total, result } = check.step(ROWS_PER_STEP);
    onProgress({ label: 'Checking files', done, total });
    if (!result) continue;
    const { fileCount: count, damaged, isDigestRight } = result;
    return { count, isWhole: isDigestRight && damaged.length === 0 };
  }
}
