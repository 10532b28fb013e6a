import type { Filesystem } from '@electric-sql/pglite/basefs';
import { statSync } from 'node:fs';
import type { Keyring } from '../keys/keyring.ts';
import { deriveSubkey } from '../keys/key-derivation.ts';
import {
  type Durability,
  faultOf,
  openExclusively,
  openingError,
  type Sqlite,
} from './exclusive-file.ts';
import { decodeNode, type FileNode } from './file-node.ts';
import { FileSystemError } from './file-system-error.ts';
import { createFileTree, type FileTree } from './file-tree.ts';
import { type KeyWraps, keyWrapsOf } from './key-wrap-table.ts';
import { backUpSqlite } from './online-backup.ts';
import { beginPageCheck, type PageCheck } from './page-check.ts';
import { createPageFiles, type PageFiles } from './page-files.ts';
import { PageFilesystem } from './page-filesystem.ts';
import { beginReseal, type Reseal } from './reseal.ts';
import type { CheckDepth } from './row-check.ts';
import { createHead } from './rows-head.ts';
import { openSealedRows, type SealedRows } from './sealed-rows.ts';
import { createSealer, type Opening, type Sealed, type Sealer } from './sealing.ts';
import { SealBroken, StoreDamaged, type StoreFault, WrongKey } from './store-errors.ts';
import { checkFormat, createSchema, TABLES } from './store-schema.ts';

export type PageStore = {
  readonly path: string;
  /** What PGlite runs on; closing PGlite closes the store. */
  readonly filesystem: PageFilesystem & Filesystem;
  /** The files in it, for filling and emptying it without PGlite. */
  readonly tree: FileTree;
  readonly pages: PageFiles;
  /** Grows by one with every commit. */
  readonly commitNumber: () => number;
  /** Sealed rows: pages and names. */
  readonly rowCount: () => number;
  /** Of the file and its write-ahead log, in bytes. */
  readonly byteLength: () => number;
  /** The gravest thing that went wrong with the file; a full disk passes when a commit succeeds. */
  readonly fault: () => StoreFault | null;
  /** Calls `listener` for each fault until the returned function is called. */
  readonly onFault: (listener: (fault: StoreFault) => void) => () => void;
  readonly keyWraps: KeyWraps;
  readonly beginCheck: (depth: CheckDepth) => PageCheck;
  /** Puts every row under the current key of another keyring, in steps. */
  readonly beginReseal: (keyring: Keyring) => Reseal;
  /** Copies all that is committed into a new file while work goes on. */
  readonly backUpTo: (
    path: string,
    onProgress?: (done: number, total: number) => void,
  ) => Promise<void>;
  /** For what stands in the file beside the pages; commits nothing that is still open. */
  readonly sqlite: Sqlite;
  readonly sealer: Sealer;
  readonly close: () => void;
};

export type PageStoreOptions = {
  readonly cachedPages?: number;
  readonly dirtyPages?: number;
  readonly durability?: Durability;
  /** For tests of what a failing disk does: called before each commit reaches SQLite's COMMIT. */
  readonly beforeCommit?: () => void;
  readonly now?: () => number;
};

const pagesSubkey = (dataKey: Uint8Array): Uint8Array => deriveSubkey(dataKey, 'pages');
/** Where PostgreSQL keeps its write-ahead log. */
const WRITE_AHEAD_LOG = '/pg_wal/';

const page = { name: 'page', tag: TABLES.page };
const node = { name: 'node', tag: TABLES.node };
const head = { name: 'head', tag: TABLES.head };
const tables = { page, node };

/** Makes an empty store in a file that must not exist yet. */
export function createPageStore(
  path: string,
  keyring: Keyring,
  options: PageStoreOptions = {},
): PageStore {
  const sqlite = openExclusively(path, { isNew: true, ...options });
  try {
    createSchema(sqlite);
    const sealer = createSealer({ keyring, subkey: pagesSubkey, openings: [] });
    const { id, generation, salt } = sealer.current();
    sqlite
      .prepare('INSERT INTO opening (id, generation, salt) VALUES (?, ?, ?)')
      .run(id, generation, salt);
    createHead({ sqlite, sealer, head });
    return storeOver({ path, sqlite, sealer, options });
  } catch (error) {
    sqlite.close();
    throw error;
  }
}

/**
 * Opens a store for this process alone. Throws DatabaseInUse, StoreDamaged, StoreFromNewerRelease, and
 * WrongKey when the keyring is another store's.
 */
export function openPageStore(
  path: string,
  keyring: Keyring,
  options: PageStoreOptions = {},
): PageStore {
  const sqlite = openExclusively(path, { isNew: false, ...options });
  try {
    checkFormat(sqlite);
    const openings = sqlite.prepare<[], Opening>('SELECT id, generation, salt FROM opening').all();
    if (openings.some(({ generation }) => !keyring.keys.has(generation))) throw new WrongKey();
    const sealer = createSealer({ keyring, subkey: pagesSubkey, openings });
    if (opensNothing(sqlite, sealer)) throw new WrongKey();
    return storeOver({ path, sqlite, sealer, options });
  } catch (error) {
    sqlite.close();
    throw error instanceof SealBroken ? new StoreDamaged({ cause: error }) : openingError(error);
  }
}

/** True when no name in the store opens: then it is the key that is wrong, not the file. */
function opensNothing(sqlite: Sqlite, sealer: Sealer): boolean {
  const names = sqlite
    .prepare<[], Sealed & { readonly id: number }>('SELECT * FROM node LIMIT 100')
    .all();
  const opens = ({ id, ...sealed }: (typeof names)[number]): boolean => {
    try {
      sealer.open({ table: node.tag, rowId: id }, sealed);
      return true;
    } catch {
      return false;
    }
  };
  return names.length > 0 && !names.some(opens);
}

type Parts = {
  readonly path: string;
  readonly sqlite: Sqlite;
  readonly sealer: Sealer;
  readonly options: PageStoreOptions;
};

function storeOver({ path, sqlite, sealer, options }: Parts): PageStore {
  const { cachedPages = 2048, dirtyPages = 4096, now = Date.now } = options;
  const faults = createFaults();
  const rows = openSealedRows({
    sqlite,
    sealer,
    head,
    tables: [node, page],
    openings: 'opening',
    beforeCommit: () => {
      faults.refuseAfterFailure();
      options.beforeCommit?.();
    },
  });
  const pages = createPageFiles({
    rows,
    tables,
    cachedPages,
    dirtyPages,
    failed: faults.failed,
  });
  const stored = readNodes(sqlite, rows);
  const tree = createFileTree(stored, now);
  if (!stored.some(({ path: at }) => at === '/')) pages.touch(tree.at('/'));
  // What was unlinked while it was open, when the program ended.
  for (const each of stored) if (each.path === null) pages.forget(each);
  const onDamage = (): void => faults.raise('damaged');
  const close = closeOnce(sqlite);
  return {
    path,
    tree,
    pages,
    sqlite,
    sealer,
    close,
    filesystem: new PageFilesystem({ tree, pages, onClose: close }),
    commitNumber: () => rows.commitNumber(),
    rowCount: () => rows.rowCount(),
    byteLength: () => sizeOf(path) + sizeOf(`${path}-wal`),
    fault: () => faults.last(),
    onFault: (listener) => faults.listen(listener),
    keyWraps: keyWrapsOf(sqlite),
    beginCheck: (depth) => beginPageCheck({ rows, depth, tree, tables, onDamage }),
    beginReseal(keyring) {
      const { step } = beginReseal({ sqlite, sealer, rows, tables: [node, page], keyring });
      return { step: (maxRows) => faults.watching(() => step(maxRows)) };
    },
    backUpTo: (target, onProgress) => backUpSqlite(sqlite, target, onProgress),
  };
}

function closeOnce(sqlite: Sqlite): () => void {
  let isClosed = false;
  return () => {
    if (!isClosed) sqlite.close();
    isClosed = true;
  };
}

function readNodes(sqlite: Sqlite, rows: SealedRows): readonly FileNode[] {
  const inos = sqlite.prepare<[], number>('SELECT id FROM node').pluck().all();
  return inos.flatMap((ino) => {
    const content = rows.read(node, ino);
    return content ? [decodeNode(ino, content)] : [];
  });
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

/** From what passes to what makes all that follows uncertain; the gravest is what counts. */
const GRAVITY: readonly StoreFault[] = ['full', 'damaged', 'failing'];

/** Remembers what went wrong, tells who listens, and says it to PostgreSQL in its words. */
function createFaults() {
  const listeners = new Set<(fault: StoreFault) => void>();
  let last: StoreFault | null = null;
  let isLogDamaged = false;
  function raise(fault: StoreFault): void {
    if (last === null || GRAVITY.indexOf(fault) > GRAVITY.indexOf(last)) last = fault;
    for (const listener of listeners) listener(fault);
  }
  function failed(error: unknown, read?: FileNode): FileSystemError {
    if (error instanceof FileSystemError) return error;
    const fault = error instanceof SealBroken ? 'damaged' : faultOf(error);
    // PostgreSQL takes a page of its log that it cannot read for the log's end: it would write over
    // what comes after, and what was saved last would be gone without a trace.
    if (fault === 'damaged' && read?.path?.startsWith(WRITE_AHEAD_LOG)) isLogDamaged = true;
    raise(fault);
    return new FileSystemError(fault === 'full' ? 'ENOSPC' : 'EIO', { cause: error });
  }
  return {
    last: () => last,
    raise,
    failed,
    /** Does work on the file that PostgreSQL did not ask for. */
    watching<T>(work: () => T): T {
      try {
        return work();
      } catch (error) {
        throw failed(error);
      }
    },
    listen(listener: (fault: StoreFault) => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    refuseAfterFailure(): void {
      if (last === 'failing') throw new Error('A write failed before; nothing more is committed');
      if (isLogDamaged) throw new SealBroken();
      if (last === 'full') last = null;
    },
  };
}
