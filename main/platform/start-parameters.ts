import { PGlite } from '@electric-sql/pglite';

/** PostgreSQL's settings on this device, each with its reason. */
const SETTINGS = [
  // A commit reaches the store: PGlite starts with -F, and its fdatasync does nothing.
  'fsync=on',
  'wal_sync_method=fsync',
  // A commit of the store is atomic, so there are no torn pages to repair.
  'full_page_writes=off',
  // Holes cost nothing in the store, and a segment used again would be rewritten page by page.
  'wal_recycle=off',
  'wal_init_zero=off',
  'max_wal_size=64MB',
  'shared_buffers=32MB',
  // There is no compiler inside WebAssembly; planning need not look for one.
  'jit=off',
] as const;

/** What PGlite starts PostgreSQL with, so that what it commits is on the disk. */
export const startParameters: string[] = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  ...SETTINGS.flatMap((setting) => ['-c', setting]),
];
