import { startOnTrial } from '../backup/trial.ts';
import type { CopyWork, OnCopyProgress } from '../copy-thread/copy-work.ts';
import type { Keyring } from '../keys/keyring.ts';
import { openPageStore } from '../page-store/page-store.ts';
import { writeDumpFile } from './dump-file.ts';
import { pgliteSource } from './pglite-source.ts';

type DumpCopy = CopyWork['dumpPlain']['input'] & {
  readonly keyring: Keyring;
  readonly onProgress: OnCopyProgress;
};

/** Writes the plain dump of a copy of the records. */
export async function dumpCopy({
  recordsPath,
  keyring,
  onProgress,
  madeAt,
  ...dump
}: DumpCopy): Promise<CopyWork['dumpPlain']['output']> {
  const store = openPageStore(recordsPath, keyring);
  try {
    const pglite = await startOnTrial(store);
    const dumped = await writeDumpFile(pgliteSource(pglite), {
      ...dump,
      madeAt: new Date(madeAt),
      onProgress: (done, total) => onProgress({ label: 'Writing', done, total }),
    });
    await pglite.close();
    return dumped;
  } finally {
    store.close();
  }
}
