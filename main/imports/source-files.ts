import { isUtf8 } from 'node:buffer';
import type { SourceFile } from '../../shared/imports/contract.ts';
import type { FileIntake } from '../../shared/imports/file-intake.ts';
import { fail, ok } from '../../shared/base/result.ts';
import type { FileStore } from '../platform/file-store.ts';
import { csvRows } from './csv-rows.ts';

/** The given files that an import knows, by the name it knows them under. */
export type ChosenFiles = {
  readonly known: ReadonlyMap<string, SourceFile>;
  readonly missing: readonly string[];
  readonly notUsed: readonly string[];
};

/** Fails when a required file is not given, or one is given twice. */
export function chooseFiles(
  given: readonly SourceFile[],
  names: { readonly required: readonly string[]; readonly optional: readonly string[] },
) {
  const known = new Map<string, SourceFile>();
  const notUsed: string[] = [];
  const all = [...names.required, ...names.optional];
  for (const file of given) {
    const bare = file.name.replace(/^.*[\\/]/, '');
    const name = all.find((each) => each === bare.toLowerCase());
    if (name === undefined) notUsed.push(bare);
    else if (known.has(name)) return fail('UnreadableFile', `${name} is given twice.`);
    else known.set(name, file);
  }
  const missing = all.filter((name) => !known.has(name));
  const lacking = names.required.filter((name) => missing.includes(name));
  if (lacking.length > 0)
    return fail('MissingFile', `Needed for this import and not given: ${lacking.join(', ')}.`);
  return ok<ChosenFiles>({ known, missing, notUsed });
}

/** Hands each row of a stored file to the intake, under the column names of its header. */
export async function readInto<Row>(
  files: FileStore,
  file: SourceFile,
  intake: Pick<FileIntake<Row>, 'file' | 'columns' | 'take' | 'refuse'>,
) {
  const bytes = await files.get(file.digest);
  if (bytes === null)
    return fail('MissingFile', `${intake.file} is not stored on this computer. Choose it again.`);
  if (!isUtf8(bytes)) return unreadable(intake.file, 'is not text in UTF-8.');
  let header: readonly string[] | null = null;
  for await (const batch of csvRows(bytes))
    for (const { line, fields } of batch) {
      if (header === null) {
        if (fields === null) return unreadable(intake.file, 'has no readable header.');
        header = fields.map((column) => column.trim());
        const missing = intake.columns.find((column) => !header?.includes(column));
        if (missing !== undefined) return unreadable(intake.file, `has no column "${missing}".`);
      } else if (fields === null) intake.refuse(line, 'has a quotation mark astray');
      else if (fields.length !== header.length)
        intake.refuse(line, `has ${fields.length} fields where the header has ${header.length}`);
      else intake.take(line, rowOf(intake.columns, header, fields));
    }
  return header === null ? unreadable(intake.file, 'is empty.') : ok(undefined);
}

function unreadable(file: string, why: string) {
  return fail('UnreadableFile', `${file} ${why}`);
}

function rowOf(
  columns: readonly string[],
  header: readonly string[],
  fields: readonly string[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    columns.map((column) => [column, fields[header.indexOf(column)] ?? '']),
  );
}
