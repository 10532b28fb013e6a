import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { vi } from 'vitest';
import type { FileCheck, FileCheckResult } from '../main/platform/blob-store/file-check.ts';
import type { FileStore } from '../main/platform/file-store.ts';
import type { Keyring } from '../main/platform/keys/keyring.ts';
import type { CheckDepth } from '../main/platform/page-store/row-check.ts';
import type { StoredFile } from '../shared/base/bridge.ts';

// A loaded computer takes its time for a flush.
vi.setConfig({ testTimeout: 30_000 });

export function keyringOf(...generations: readonly number[]): Keyring {
  return {
    current: Math.max(...generations),
    keys: new Map(generations.map((each) => [each, new Uint8Array(randomBytes(32))])),
  };
}

export function filesPath(folder: string): string {
  return join(folder, 'files.store');
}

export async function collect(pieces: AsyncIterable<Uint8Array> | null): Promise<Uint8Array> {
  const collected: Uint8Array[] = [];
  for await (const piece of pieces ?? []) collected.push(piece);
  return new Uint8Array(Buffer.concat(collected));
}

export async function listed(store: Pick<FileStore, 'list'>): Promise<readonly StoredFile[]> {
  const files: StoredFile[] = [];
  for await (const file of store.list()) files.push(file);
  return files;
}

export async function digestsIn(store: Pick<FileStore, 'list'>): Promise<readonly string[]> {
  return (await listed(store)).map(({ digest }) => digest).toSorted();
}

/** A whole check, in one go. */
export function checkFiles(
  store: { readonly beginCheck: (depth: CheckDepth) => FileCheck },
  depth: CheckDepth = 'authenticate',
): FileCheckResult {
  const check = store.beginCheck(depth);
  for (;;) {
    const { result } = check.step(1000);
    if (result) return result;
  }
}

/** Does to a file that nobody has open what only its owner should. */
export function tamper<T>(path: string, work: (sqlite: Database.Database) => T): T {
  const sqlite = new Database(path);
  try {
    return work(sqlite);
  } finally {
    sqlite.close();
  }
}

export function countRows(path: string, table: string): number {
  return tamper(path, (sqlite) =>
    Number(sqlite.prepare(`SELECT count(*) FROM ${table}`).pluck().get()),
  );
}
