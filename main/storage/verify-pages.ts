import type { CheckResult, DamagedPage, PageCheck } from '../platform/page-store/page-check.ts';
import type { PageStore } from '../platform/page-store/page-store.ts';
import { type Check, type CheckStep, lastStep, type Read } from './verify-check.ts';
import { selectFileOwner } from './verify-catalog-store.ts';
import { orDamage } from './verify-damage.ts';
import { addFound, type Found } from './verify-found.ts';

/** About 4 MiB, decrypted in some ten milliseconds. */
const ROWS_PER_STEP = 500;

/** Every page and name opens with the records' key, and the digest over all of them agrees. */
export function pagesCheck(read: Read, store: Pick<PageStore, 'beginCheck' | 'rowCount'>): Check {
  let check: PageCheck | null = null;
  async function step(): Promise<CheckStep> {
    const { done, result } = await read(async () => {
      check ??= store.beginCheck('authenticate');
      return check.step(ROWS_PER_STEP);
    });
    if (result === null) return { next: Math.max(done, 1), found: [], looked: {} };
    check = null;
    return lastStep(await foundPages(read, result), { pages: result.rows });
  }
  return {
    key: 'pages',
    label: 'Pages',
    size: store.rowCount(),
    step,
    giveUp: () => check?.giveUp(),
  };
}

async function foundPages(
  read: Read,
  { damaged, isDigestRight }: CheckResult,
): Promise<readonly Found[]> {
  let found: readonly Found[] = isDigestRight
    ? []
    : [{ kind: 'storeOutOfStep', about: '', count: 1 }];
  for (const page of damaged) {
    const about = await placeOf(read, page);
    found = addFound(found, [{ kind: 'pageAltered', about, count: 1 }]);
  }
  return found;
}

/** What a page belongs to, in words: the table whose rows or index it holds, or what PostgreSQL keeps there. */
async function placeOf(read: Read, { path }: DamagedPage): Promise<string> {
  const fileNode = /^\/base\/\d+\/(\d+)(_|\.|$)/.exec(path ?? '')?.[1];
  if (fileNode) {
    const { value } = await orDamage(
      read((db) => selectFileOwner(db, Number(fileNode))),
      { kind: 'unreadable', about: '' },
    );
    if (value) return `the table ${value}`;
  }
  if (path?.startsWith('/pg_wal/')) return 'the log of the latest changes';
  return 'what the database keeps about itself';
}
