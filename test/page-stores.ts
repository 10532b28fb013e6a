import { randomBytes } from 'node:crypto';
import { Parser } from 'tar';
import type { Keyring } from '../main/platform/keys/keyring.ts';
import type { CheckResult } from '../main/platform/page-store/page-check.ts';
import type { PageStore } from '../main/platform/page-store/page-store.ts';
import type { CheckDepth } from '../main/platform/page-store/row-check.ts';
import { templateArchive } from '../tools/template.ts';

export function testKeyring(): Keyring {
  return { current: 1, keys: new Map([[1, new Uint8Array(randomBytes(32))]]) };
}

/** Puts an empty, migrated database into a store. */
export async function fillFromTemplate(store: PageStore): Promise<void> {
  const parser = new Parser();
  parser.on('entry', (entry) => {
    const parts: Buffer[] = [];
    entry.on('data', (part: Buffer) => parts.push(part));
    entry.on('end', () => {
      if (entry.type === 'Directory') {
        if (!store.tree.find(entry.path)) store.filesystem.mkdir(entry.path);
      } else store.filesystem.writeFile(entry.path, Buffer.concat(parts));
    });
  });
  parser.end(Buffer.from(await templateArchive()));
  store.pages.commit();
}

/** A whole check, in one go. */
export function checkStore(store: PageStore, depth: CheckDepth): CheckResult {
  const check = store.beginCheck(depth);
  for (;;) {
    const { result } = check.step(1000);
    if (result) return result;
  }
}
