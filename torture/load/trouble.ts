import { appendFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { z } from 'zod';
import type { PageStore } from '../../main/platform/page-store/page-store.ts';

/** What goes wrong with the disk under a store once it is open. */
export const trouble = z.discriminatedUnion('kind', [
  /** From the nth commit on, or that one only, SQLite's COMMIT fails so. */
  z.strictObject({
    kind: z.literal('commit'),
    at: z.int(),
    code: z.enum(['SQLITE_FULL', 'SQLITE_IOERR_WRITE', 'SQLITE_IOERR_FSYNC']),
    stays: z.boolean(),
  }),
  /** The file may grow by so many SQLite pages and no further. */
  z.strictObject({ kind: z.literal('growth'), pages: z.int() }),
  /** The file system itself has little room. */
  z.strictObject({ kind: z.literal('disk') }),
]);
export type Trouble = z.output<typeof trouble>;

export type TroubledDisk = {
  readonly beforeCommit: () => void;
  /** From now on the trouble may come. */
  readonly strike: (store: PageStore) => void;
  /** Writes down what the database said of it. */
  readonly note: (error: unknown) => void;
};

/** `path`: where it is written down that trouble came, at once, because the process may not get further. */
export function beginTrouble(order: Trouble | undefined, path: string): TroubledDisk {
  let commits = 0;
  let isOn = false;
  return {
    beforeCommit() {
      if (!isOn || order?.kind !== 'commit') return;
      commits += 1;
      if (commits !== order.at && !(order.stays && commits > order.at)) return;
      appendFileSync(path, `commit ${commits}\n`);
      throw new Database.SqliteError('as the trial says', order.code);
    },
    strike(store) {
      isOn = true;
      store.onFault((fault) => appendFileSync(path, `fault ${fault}\n`));
      if (order?.kind !== 'growth') return;
      const pages = Number(store.sqlite.pragma('page_count', { simple: true }));
      store.sqlite.pragma(`max_page_count = ${pages + order.pages}`);
    },
    note: (error) => appendFileSync(path, `${String(error).slice(0, 200)}\n`),
  };
}
