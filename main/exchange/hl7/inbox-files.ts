import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A file in the inbox as it looks now. */
export type InboxFile = {
  readonly name: string;
  readonly path: string;
  readonly size: number;
  readonly mtimeMs: number;
};

// What programs call a file that they are still writing.
const UNFINISHED = /^[.~]|\.(?:part|partial|filepart|tmp|temp|crdownload|lock)$/i;

/**
 * The files of the inbox, the oldest first. Throws the system's error where the folder cannot be read; a file
 * that goes away meanwhile is not among them.
 */
export async function inboxFiles(folder: string): Promise<readonly InboxFile[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const files: InboxFile[] = [];
  for (const { name } of entries.filter((each) => each.isFile() && !UNFINISHED.test(each.name))) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => null);
    if (found) files.push({ name, path, size: found.size, mtimeMs: found.mtimeMs });
  }
  return files.toSorted(
    (one, other) => one.mtimeMs - other.mtimeMs || (one.name < other.name ? -1 : 1),
  );
}

/** True when nobody wrote to a file between two looks at it. */
export function isSteady(now: InboxFile, before: InboxFile | undefined): boolean {
  return before !== undefined && now.size === before.size && now.mtimeMs === before.mtimeMs;
}
