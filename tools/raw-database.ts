import { PGlite } from '@electric-sql/pglite';
import { dataPaths } from '../main/platform/data-directory.ts';
import { openByPassphrase } from '../main/platform/keys/open-keyring.ts';
import { readKeyWraps } from '../main/platform/page-store/key-wrap-table.ts';
import { openPageStore } from '../main/platform/page-store/page-store.ts';
import { startParameters } from '../main/platform/start-parameters.ts';
import { SERVED_PASSPHRASE } from './served.ts';

/** The database of a data directory that no core has open, without the application around it. */
export async function openRawDatabase(
  dataDir: string,
  passphrase = SERVED_PASSPHRASE,
): Promise<PGlite> {
  const { records } = dataPaths(dataDir);
  const opened = await openByPassphrase(readKeyWraps(records), passphrase);
  if (!opened.ok) throw new Error(opened.failure.message);
  const { filesystem } = openPageStore(records, opened.value);
  return PGlite.create({ fs: filesystem, startParams: startParameters });
}
