import type { FileStore } from '../platform/file-store.ts';

/** A stored picture as it stands on paper, a small JPEG; null where it is missing or damaged. */
export async function printedPicture(
  files: Pick<FileStore, 'get'>,
  digest: string,
): Promise<Uint8Array | null> {
  // It takes a tenth of a second to load, which a start does not wait for.
  const { remakeForPrint } = await import('./picture-codec.ts');
  try {
    const bytes = await files.get(digest);
    return bytes && (await remakeForPrint(bytes));
  } catch {
    return null;
  }
}
