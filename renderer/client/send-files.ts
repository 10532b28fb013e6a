import type { BytePurpose } from '../../shared/base/bridge.ts';
import type { Failure, Result } from '../../shared/base/result.ts';
import { ok } from '../../shared/base/result.ts';
import type { SourceFile } from '../../shared/imports/contract.ts';
import { bridge } from './bridge.ts';

export type SendingProgress = {
  /** Files that the core has, of `total`. */
  readonly sent: number;
  readonly total: number;
  readonly currentName: string;
};

/** Gives files of records to the core, one after another; the first that is refused ends it. */
export async function sendFiles(
  files: readonly File[],
  onProgress: (progress: SendingProgress) => void,
): Promise<Result<readonly SourceFile[], Failure>> {
  const stored: SourceFile[] = [];
  for (const file of files) {
    onProgress({ sent: stored.length, total: files.length, currentName: file.name });
    const reply = await sendFile(file, 'import-source');
    if (!reply.ok) return reply;
    stored.push(reply.value);
  }
  return ok(stored);
}

/** Gives a file to the core. */
export async function sendFile(
  file: File,
  purpose: BytePurpose,
): Promise<Result<SourceFile, Failure>> {
  const bytes = await readBytes(file);
  const reply = bytes === null ? unreadable(file) : await bridge.bytes.put(purpose, bytes);
  return reply.ok ? ok({ name: file.name, digest: reply.value.digest }) : reply;
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
