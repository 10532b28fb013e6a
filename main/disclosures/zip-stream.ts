import { createHash } from 'node:crypto';
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';

/** A file of a ZIP. `open` answers its pieces, or null when there are none to be had. */
export type ZipEntry = {
  readonly path: string;
  /** False for what is compressed already. */
  readonly isText: boolean;
  readonly open: () => Promise<AsyncIterable<Uint8Array> | Iterable<Uint8Array> | null>;
  /** What the chart says its SHA-256 is; null for a file that is made here. */
  readonly digest: string | null;
};

export type ZippedFile = {
  readonly path: string;
  readonly byteLength: number;
  readonly sha256: string;
};
export type MissingFile = { readonly path: string; readonly sha256: string | null };

/** What went in, once the stream has ended. */
export type ZipContents = { readonly files: ZippedFile[]; readonly missing: MissingFile[] };

export type ZipStream = {
  readonly entries: readonly ZipEntry[];
  /** Stands in every file, so that one content gives one ZIP. */
  readonly madeAt: Date;
  /** Called before each file; throws when it is to stop. */
  readonly onFile: (nth: number, count: number) => Promise<void>;
  /** The last files, each made from all before it. */
  readonly closing: readonly ((contents: ZipContents) => readonly [path: string, text: string])[];
};

/**
 * A ZIP piece by piece: no more than one file is in memory. A file that is not there is left
 * out and named in `contents.missing`; `contents` is whole when the stream has ended.
 */
export async function* zipStream(
  zip: ZipStream,
  contents: ZipContents,
): AsyncGenerator<Uint8Array> {
  const { entries, madeAt, onFile, closing } = zip;
  const ready: Uint8Array[] = [];
  const failures: Error[] = [];
  const archive = new Zip((error, piece) => {
    if (error) failures.push(error);
    else ready.push(piece);
  });
  const taken = (): Uint8Array[] => {
    const [failure] = failures;
    if (failure) throw failure;
    return ready.splice(0);
  };
  for (const [nth, entry] of entries.entries()) {
    await onFile(nth, entries.length);
    const source = await entry.open();
    if (source === null) contents.missing.push({ path: entry.path, sha256: entry.digest });
    else for await (const _ of added(archive, { entry, source, madeAt, contents })) yield* taken();
  }
  const encoder = new TextEncoder();
  for (const last of closing) {
    const [path, text] = last(contents);
    const entry = { path, isText: true, digest: null, open: async () => null };
    const source = [encoder.encode(text)];
    for await (const _ of added(archive, { entry, source, madeAt, contents })) yield* taken();
  }
  archive.end();
  yield* taken();
}

type Adding = {
  readonly entry: ZipEntry;
  readonly source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
  readonly madeAt: Date;
  readonly contents: ZipContents;
};

const EMPTY = new Uint8Array();

async function* added(archive: Zip, { entry, source, madeAt, contents }: Adding) {
  const file = entry.isText ? new ZipDeflate(entry.path) : new ZipPassThrough(entry.path);
  file.mtime = madeAt;
  archive.add(file);
  const hash = createHash('sha256');
  let byteLength = 0;
  for await (const piece of source) {
    hash.update(piece);
    byteLength += piece.byteLength;
    file.push(piece);
    yield;
  }
  file.push(EMPTY, true);
  contents.files.push({ path: entry.path, byteLength, sha256: hash.digest('hex') });
  yield;
}
