import { ok } from '../../shared/base/result.ts';
import type { CodePreview } from '../../shared/codes/contract.ts';
import type { JobContext } from '../platform/context.ts';
import { codesThatEnd, endsMany, planCodes } from './edition-plan.ts';
import { reportOf } from './import-codes.ts';
import { type EditionInput, readEdition } from './read-edition.ts';

/** Codes compared in one turn. */
const CODES_AT_ONCE = 500;
const SAMPLES = 5;

/** Says what an edition would do to the codes that are here; nothing of it is written. */
export async function previewCodes(input: EditionInput, job: JobContext) {
  const read = await readEdition(input, job);
  if (!read.ok) return read;
  const edition = read.value;
  const { codes } = edition.list;
  let [added, changed, unchanged] = [0, 0, 0];
  for (let at = 0; at < codes.length; at += CODES_AT_ONCE)
    await job.chunk(async ({ tx }) => {
      const plan = await planCodes(tx, edition, codes.slice(at, at + CODES_AT_ONCE));
      added += plan.added;
      changed += plan.changed;
      unchanged += plan.unchanged;
      return { cursor: null, done: at, total: codes.length, label: 'Comparing' };
    });
  const ends = await codesThatEnd(job.read, edition);
  const ended = ends.ending.length;
  const report = reportOf(edition, { added, changed, unchanged, ended });
  const samples = codes.slice(0, SAMPLES).map(({ code, description }) => ({ code, description }));
  return ok<CodePreview>({ ...report, endsMany: endsMany(ends), samples });
}
