import { z } from 'zod';
import { civilDate } from '../../../shared/base/civil-date.ts';
import type { JobContext } from '../../platform/context.ts';
import { tallyState } from './import-tally.ts';

export const importCursorShape = z.object({
  /** The day when the import began, so that a resumed one judges every resource alike. */
  today: civilDate,
  /** Which stage, in which file, behind how many items of it. Stage -1: the files are looked through. */
  stage: z.int(),
  file: z.int(),
  item: z.int(),
  done: z.int(),
  total: z.int(),
  tally: tallyState,
});
export type ImportCursor = z.output<typeof importCursorShape>;

/** A file of the import, and which types are in it. */
export type OpenedFile = {
  readonly name: string;
  readonly digest: string;
  readonly types: ReadonlySet<string>;
};

/** The bytes of a file that was there when the import began. */
export async function streamOf(
  { files }: Pick<JobContext, 'files'>,
  digest: string,
): Promise<AsyncIterable<Uint8Array>> {
  const stream = await files.getStream(digest);
  if (stream === null) throw new Error('A source went while it was imported');
  return stream;
}
