import { z } from 'zod';
import { fail, ok } from '../../../shared/base/result.ts';
import {
  type Hl7Report,
  hl7Tally,
  listedMessage,
  MOST_MESSAGES_LISTED,
} from '../../../shared/exchange/hl7-contract.ts';
import type { SourceFile } from '../../../shared/imports/contract.ts';
import type { JobContext } from '../../platform/context.ts';
import { messagesIn } from './split-messages.ts';
import { atBeginning, type FileProgress, takeFile } from './take-file.ts';

const progressShape = z.object({
  tally: hl7Tally,
  listed: z.array(listedMessage),
  unlisted: z.int(),
});
const cursorShape = z.object({
  /** Files that are through, in their order. */
  through: z.array(progressShape),
  /** The one that is being read. */
  current: progressShape,
});

/** A file's name without the folders that a browser or a shell may put before it. */
const bareName = ({ name }: SourceFile): string => name.replace(/^.*[\\/]/, '');

async function open(job: JobContext, file: SourceFile) {
  const source = await job.files.getStream(file.digest);
  return source === null
    ? fail('MissingFile', `${bareName(file)} is not stored on this computer. Choose it again.`)
    : ok(source);
}

/** Imports files of HL7 messages one after another, or goes on where the job was stopped. */
export async function importMessages(
  { files }: { readonly files: readonly SourceFile[] },
  job: JobContext,
) {
  const stopped = job.cursor === null ? null : cursorShape.parse(job.cursor);
  const through: FileProgress[] = [...(stopped?.through ?? [])];
  const total = await countMessages(files, job);
  if (!total.ok) return total;
  const readBefore = () => through.reduce((sum, { tally }) => sum + tally.read, 0);
  for (const [at, file] of files.entries()) {
    if (at < through.length) continue;
    const source = await open(job, file);
    if (!source.ok) return source;
    const start = at === stopped?.through.length ? stopped.current : atBeginning;
    const messages = messagesIn(source.value);
    const before = readBefore();
    const ended = await takeFile({ name: bareName(file), messages }, start, (work) =>
      job.chunk(async (chunk) => {
        const current = await work({ ...chunk, replacedBy: job.actor?.userId ?? null });
        const done = before + current.tally.read;
        return { cursor: { through, current }, done, total: total.value, label: 'Messages' };
      }),
    );
    through.push(ended);
  }
  return ok(reportOf(files, through));
}

async function countMessages(files: readonly SourceFile[], job: JobContext) {
  let count = 0;
  for (const file of files) {
    const source = await open(job, file);
    if (!source.ok) return source;
    let last = 0;
    for await (const { number } of messagesIn(source.value)) last = number;
    count += last;
  }
  return ok(count);
}

function reportOf(files: readonly SourceFile[], through: readonly FileProgress[]): Hl7Report {
  const listed = through.flatMap((each) => each.listed);
  const messages = listed.slice(0, MOST_MESSAGES_LISTED);
  const unlisted = through.reduce((sum, each) => sum + each.unlisted, 0);
  return {
    files: through.map(({ tally }, at) => {
      const file = files[at];
      return { file: file ? bareName(file) : '', ...tally };
    }),
    messages,
    unlisted: unlisted + listed.length - messages.length,
  };
}
