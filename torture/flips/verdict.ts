import { createHash } from 'node:crypto';
import Database from 'better-sqlite3';
import { DatabaseInUse } from '../../main/platform/directory-lock.ts';
import { openPageStore, type PageStore } from '../../main/platform/page-store/page-store.ts';
import {
  StoreDamaged,
  StoreFromNewerRelease,
  WrongKey,
} from '../../main/platform/page-store/store-errors.ts';
import { storeProblems } from '../load/soundness.ts';
import { FIRST_KEYRING } from '../keyring.ts';

/**
 * How harm shows: the store does not open, its check finds it, or nothing in it shows it. That is right
 * where every file in it still is what it was (`harmless`: SQLite's unused bytes). Where it is whole but
 * at an earlier commit (`older`), only an anchor outside can tell. Anything else is a failure.
 */
export type Verdict = 'opening' | 'check' | 'harmless' | 'older' | 'UNDETECTED' | 'UNCLEAR';

/** What a store holds. */
export type Content = { readonly digest: string; readonly commitNumber: number };

/** Its digest is over every name, size and byte that PostgreSQL would read. */
export function contentOf({ tree, pages, commitNumber }: PageStore): Content {
  const hash = createHash('sha256');
  const nodes = [...tree.all()].toSorted((one, other) => one.ino - other.ino);
  for (const node of nodes) {
    const content = Buffer.alloc(node.size);
    pages.read(node, content, 0);
    hash.update(JSON.stringify([node.path, node.size, node.mode])).update(content);
  }
  return { digest: hash.digest('hex'), commitNumber: commitNumber() };
}

function isClear(error: unknown): boolean {
  return [StoreDamaged, WrongKey, StoreFromNewerRelease, DatabaseInUse].some(
    (kind) => error instanceof kind,
  );
}

export function verdictOn(path: string, before: Content): Verdict {
  let store: PageStore;
  try {
    store = openPageStore(path, FIRST_KEYRING, { durability: 'OFF' });
  } catch (error) {
    return isClear(error) ? 'opening' : 'UNCLEAR';
  }
  try {
    if (storeProblems(store).length > 0) return 'check';
    const { digest, commitNumber } = contentOf(store);
    if (commitNumber < before.commitNumber) return 'older';
    return digest === before.digest ? 'harmless' : 'UNDETECTED';
  } catch (error) {
    return error instanceof Database.SqliteError || isClear(error) ? 'check' : 'UNCLEAR';
  } finally {
    store.close();
  }
}
