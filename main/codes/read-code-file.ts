import { isUtf8 } from 'node:buffer';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { fail, ok } from '../../shared/base/result.ts';
import type { CodeList, CodeListReader } from '../../shared/codes/code-list.ts';
import type { CodeSet } from '../../shared/codes/code-set.ts';
import { hcpcsRecordReader } from '../../shared/codes/hcpcs-records.ts';
import { hcpcsSelectionReader, selectionColumns } from '../../shared/codes/hcpcs-selection.ts';
import { icd10cmReader } from '../../shared/codes/icd10cm-list.ts';
import type { SourceFile } from '../../shared/imports/contract.ts';
import { csvRows } from '../imports/csv-rows.ts';
import type { FileStore } from '../platform/file-store.ts';

/** Several times the largest official file; a small file that unpacks to more is no code set. */
const MOST_BYTES = 64 * 1024 * 1024;
/** Lines read before others get their turn on this thread. */
const LINES_AT_ONCE = 5000;

const unpack = promisify(gunzip);

const layouts: Readonly<Record<CodeSet, string>> = {
  icd10cm: "CMS's ICD-10-CM order file (icd10cm-order-YYYY.txt, also gzipped)",
  hcpcs:
    "CMS's HCPCS file (HCPC…_ANWEB.txt), nor a list with the columns code and long_description",
};

/** The file's name without the folders that a browser or a shell may put before it. */
export function bareName({ name }: SourceFile): string {
  return name.replace(/^.*[\\/]/, '');
}

function unreadable(file: SourceFile, why: string) {
  return fail('UnreadableFile', `${bareName(file)} ${why}`);
}

function beginsWith(bytes: Uint8Array, ...start: readonly number[]): boolean {
  return start.every((byte, at) => bytes[at] === byte);
}

/** The file as it was before it was packed, if it was. */
async function unpacked(file: SourceFile, bytes: Uint8Array) {
  if (beginsWith(bytes, 0x50, 0x4b, 0x03, 0x04))
    return unreadable(file, 'is a ZIP file. Unpack it and choose the text file in it.');
  if (!beginsWith(bytes, 0x1f, 0x8b))
    return bytes.byteLength > MOST_BYTES ? unreadable(file, 'is larger than 64 MB.') : ok(bytes);
  return unpack(bytes, { maxOutputLength: MOST_BYTES }).then(
    (whole) => ok<Uint8Array>(whole),
    (error: { readonly code?: string }) =>
      unreadable(
        file,
        error.code === 'ERR_BUFFER_TOO_LARGE'
          ? 'unpacks to more than 64 MB.'
          : 'is cut off or damaged: it cannot be unpacked.',
      ),
  );
}

async function readLines(bytes: Uint8Array, reader: CodeListReader): Promise<CodeList> {
  // What is not UTF-8 comes from older Windows programs; the columns are counted in characters.
  const text = new TextDecoder(isUtf8(bytes) ? 'utf-8' : 'windows-1252').decode(bytes);
  const lines = text.split(/\r?\n/);
  for (let at = 0; at < lines.length; at += LINES_AT_ONCE) {
    for (const line of lines.slice(at, at + LINES_AT_ONCE)) reader.take(line);
    await nextTurn();
  }
  return reader.end();
}

/** True where the first line is a header with the columns of a list. */
function isSelection(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 1000)).toString('latin1');
  const [header = ''] = start.split(/\r?\n/);
  return header.includes(selectionColumns[0]) && header.includes(selectionColumns[1]);
}

async function readSelection(bytes: Uint8Array): Promise<CodeList | null> {
  let reader: ReturnType<typeof hcpcsSelectionReader> | null = null;
  for await (const batch of csvRows(bytes))
    for (const { line, fields } of batch)
      if (reader) reader.take(line, fields);
      else reader = hcpcsSelectionReader((fields ?? []).map((column) => column.trim()));
  return reader?.end() ?? null;
}

function readerOf(codeSet: CodeSet): CodeListReader {
  return codeSet === 'icd10cm' ? icd10cmReader() : hcpcsRecordReader();
}

/** Reads a stored file of a code set, or says why it cannot be one. */
export async function readCodeFile(files: FileStore, codeSet: CodeSet, file: SourceFile) {
  const stored = await files.get(file.digest);
  if (stored === null)
    return fail(
      'MissingFile',
      `${bareName(file)} is not stored on this computer. Choose it again.`,
    );
  const bytes = await unpacked(file, stored);
  if (!bytes.ok) return bytes;
  if (bytes.value.byteLength === 0) return unreadable(file, 'is empty.');
  const isList = codeSet === 'hcpcs' && isSelection(bytes.value);
  const list = isList
    ? await readSelection(bytes.value)
    : await readLines(bytes.value, readerOf(codeSet));
  const [first] = list?.refused ?? [];
  // Some lines may be damaged; where most are, it is another file.
  if (list === null || list.codes.length <= list.refused.length)
    return unreadable(
      file,
      `is not ${layouts[codeSet]}.${first ? ` Line ${first.line} ${first.reason}.` : ''}`,
    );
  return ok(list);
}
