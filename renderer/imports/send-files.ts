import type { Failure, Result } from '../../shared/base/result.ts';
import { ok } from '../../shared/base/result.ts';
import type { SourceFile } from '../../shared/imports/contract.ts';
import { bridge } from '../client/bridge.ts';

export type SendingProgress = {
  /** Files that the core has, of `total`. */
  readonly sent: number;
  readonly total: number;
  readonly currentName: string;
};

/** Gives files to the core, one after another; the first that is refused ends it. */
export async function sendFiles(
  files: readonly File[],
  onProgress: (progress: SendingProgress) => void,
  purpose: 'import-source' | 'product-list' = 'import-source',
): Promise<Result<readonly SourceFile[], Failure>> {
  const stored: SourceFile[] = [];
  for (const file of files) {
    onProgress({ sent: stored.length, total: files.length, currentName: file.name });
    const bytes = await readBytes(file);
    const reply = bytes === null ? unreadable(file) : await bridge.bytes.put(purpose, bytes);
    if (!reply.ok) return reply;
    stored.push({ name: file.name, digest: reply.value.digest });
  }
  return ok(stored);
}

/** Null when the file has gone or changed since it was chosen. */
async function readBytes(file: File): Promise<Uint8Array | null> {
  return file.arrayBuffer().then(
    (buffer) => new Uint8Array(buffer),
    () => null,
  );
}

function unreadable({ name }: File): { readonly ok: false; readonly failure: Failure } {
  const message = `${name} could not be read. It may have been moved or changed; choose it again.`;
  return { ok: false, failure: { code: 'UnreadableFile', message } };
}
