import type { FileCheck } from '../platform/blob-store/file-check.ts';
import type { CheckDepth } from '../platform/page-store/row-check.ts';
import { type Check, lastStep, type Read } from './verify-check.ts';
import type { Found } from './verify-found.ts';
import { selectComing, selectKnownDigests, selectStoredDigests } from './verify-files-store.ts';

/** What verify needs of the file store. */
export type CheckedFiles = {
  readonly beginCheck: (depth: CheckDepth) => FileCheck;
  readonly rowCount: () => number;
  readonly exists: (digest: string) => Promise<boolean>;
  readonly list: () => AsyncIterable<{ readonly digest: string }>;
};

/** A few megabytes: rows of files are up to 256 KiB each. */
const ROWS_PER_STEP = 16;
const DIGESTS_PER_STEP = 500;

/** Every kept file opens with the records' key and is what was put there. */
export function filesCheck(read: Read, files: CheckedFiles): Check {
  let check: FileCheck | null = null;
  return {
    key: 'files',
    label: 'Photos and files',
    size: files.rowCount(),
    giveUp: () => check?.giveUp(),
    async step() {
      const { done, result } = await read(async () => {
        check ??= files.beginCheck('authenticate');
        return check.step(ROWS_PER_STEP);
      });
      if (result === null) return { next: Math.max(done, 1), found: [], looked: {} };
      check = null;
      const missing = result.damaged.filter(({ why }) => why === 'missing').length;
      const altered = result.damaged.length - missing;
      const found: readonly Found[] = [
        { kind: 'fileAltered', about: '', count: altered },
        { kind: 'fileMissing', about: '', count: missing },
        { kind: 'filesOutOfStep', about: '', count: result.isDigestRight ? 0 : 1 },
      ];
      return lastStep(found, { files: result.fileCount });
    },
  };
}

/** Every file that the records name is there, or another computer's and comes. */
export function namedFilesCheck(read: Read, files: CheckedFiles): Check {
  let last = '';
  let missing = 0;
  return {
    key: 'named files',
    label: 'Files of the records',
    size: 1,
    async step(from) {
      const digests = await read((db) => selectStoredDigests(db, last, DIGESTS_PER_STEP));
      const absent: string[] = [];
      for (const digest of digests) if (!(await files.exists(digest))) absent.push(digest);
      const coming = await read((db) => selectComing(db, absent));
      missing += absent.filter((digest) => !coming.has(digest)).length;
      last = digests.at(-1) ?? last;
      const isLast = digests.length < DIGESTS_PER_STEP;
      return isLast
        ? lastStep([{ kind: 'fileMissing', about: '', count: missing }])
        : { next: from + digests.length, found: [], looked: {} };
    },
  };
}

/** Files that no record names: harmless, and room that could be had. */
export function unnamedFilesCheck(read: Read, files: CheckedFiles): Check {
  let listed: AsyncIterator<{ readonly digest: string }> | null = null;
  let unnamed = 0;
  return {
    key: 'unnamed files',
    label: 'Files of no record',
    size: 1,
    async step(from) {
      listed ??= files.list()[Symbol.asyncIterator]();
      const digests = await take(listed, DIGESTS_PER_STEP);
      const known = await read((db) => selectKnownDigests(db, digests));
      unnamed += digests.filter((digest) => !known.has(digest)).length;
      const isLast = digests.length < DIGESTS_PER_STEP;
      return isLast
        ? lastStep([{ kind: 'fileUnnamed', about: '', count: unnamed }])
        : { next: from + digests.length, found: [], looked: {} };
    },
  };
}

async function take(
  iterator: AsyncIterator<{ readonly digest: string }>,
  most: number,
): Promise<readonly string[]> {
  const taken: string[] = [];
  while (taken.length < most) {
    const { done, value } = await iterator.next();
    if (done) break;
    taken.push(value.digest);
  }
  return taken;
}
