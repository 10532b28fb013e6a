import { z } from 'zod';
import { signedHead } from '../audit-head.ts';
import { deriveSubkey } from '../keys/key-derivation.ts';
import type { Keyring } from '../keys/keyring.ts';
import type { Sqlite } from '../page-store/exclusive-file.ts';
import { createSealer, type Opening, type Sealed } from '../page-store/sealing.ts';
import { WrongKey } from '../page-store/store-errors.ts';
import { sealedTable, TABLES } from '../page-store/store-schema.ts';

/** What a backup says about itself; sealed, so that only a holder of the key can have said it. */
export const manifestSchema = z.object({
  madeAt: z.iso.datetime(),
  release: z.string(),
  /** The files that made the database's tables, in order. */
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
  /** The store's at the moment of the backup. */
  commitNumber: z.int(),
  /** Sealed rows of the records: pages and names. */
  pageRows: z.int(),
  /** SHA-256 of the row that vouches for all pages: it belongs to this backup and to no other. */
  headSeal: z.string(),
  /** Stored files (photos, imports, exports). */
  files: z.object({
    count: z.int(),
    /** Those that were damaged already, and so are not in the backup. */
    leftOut: z.int(),
  }),
  /** The newest signed head of each audit chain in it; none from releases before there were chains. */
  auditHeads: z.array(signedHead).default([]),
  /** Rows of each table, counted in the backup itself. */
  tables: z.record(z.string(), z.int()),
});
export type Manifest = z.output<typeof manifestSchema>;

const MANIFEST_ID = 1;
const place = { table: TABLES.manifest, rowId: MANIFEST_ID };
const subkey = (dataKey: Uint8Array): Uint8Array => deriveSubkey(dataKey, 'manifest');

/** Writes the manifest into a backup that has none yet. */
export function writeManifest(sqlite: Sqlite, keyring: Keyring, manifest: Manifest): void {
  const sealer = createSealer({ keyring, subkey, openings: openingsOf(sqlite) });
  const { id, generation, salt } = sealer.current();
  const { opening, serial, body } = sealer.seal(place, Buffer.from(JSON.stringify(manifest)));
  sqlite.transaction(() => {
    sqlite.exec(sealedTable('manifest'));
    sqlite
      .prepare('INSERT INTO opening (id, generation, salt) VALUES (?, ?, ?)')
      .run(id, generation, salt);
    sqlite
      .prepare('INSERT INTO manifest (id, opening, serial, body) VALUES (?, ?, ?, ?)')
      .run(MANIFEST_ID, opening, serial, body);
  })();
}

/**
 * The manifest of a backup; null where there is none, as in a copy that was cut off. Throws WrongKey when
 * it is sealed under a key that is not in the keyring, and SealBroken when it was altered.
 */
export function readManifest(sqlite: Sqlite, keyring: Keyring): Manifest | null {
  const has = sqlite.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'manifest'").get();
  const sealed = has
    ? sqlite
        .prepare<[number], Sealed>('SELECT opening, serial, body FROM manifest WHERE id = ?')
        .get(MANIFEST_ID)
    : undefined;
  if (!sealed) return null;
  const openings = openingsOf(sqlite);
  const opening = openings.find(({ id }) => id === sealed.opening);
  if (opening && !keyring.keys.has(opening.generation)) throw new WrongKey();
  const sealer = createSealer({ keyring, subkey, openings });
  const parsed = manifestSchema.safeParse(JSON.parse(sealer.open(place, sealed).toString()));
  return parsed.success ? parsed.data : null;
}

function openingsOf(sqlite: Sqlite): readonly Opening[] {
  return sqlite.prepare<[], Opening>('SELECT id, generation, salt FROM opening').all();
}
