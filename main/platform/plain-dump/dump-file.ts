import { open } from 'node:fs/promises';
import type { DumpSource } from './dumped-tables.ts';
import { type Dumped, type DumpOptions, writePlainDump } from './plain-dump.ts';

export type DumpFile = Omit<DumpOptions, 'write'> & {
  /** Must not be there yet. */
  readonly path: string;
};

/** Writes all records as SQL into a new file that only its owner can read; it is on the disk then. */
export async function writeDumpFile(
  source: DumpSource,
  { path, ...options }: DumpFile,
): Promise<Dumped & { readonly byteLength: number }> {
  const file = await open(path, 'wx', 0o600);
  let byteLength = 0;
  try {
    const write = async (text: string | Uint8Array): Promise<void> => {
      const bytes = typeof text === 'string' ? Buffer.from(text) : text;
      await file.writeFile(bytes);
      byteLength += bytes.byteLength;
    };
    const dumped = await writePlainDump(source, { ...options, write });
    await file.sync();
    return { ...dumped, byteLength };
  } finally {
    await file.close();
  }
}
