import { setImmediate } from 'node:timers/promises';
import type { Actor } from '../../../shared/base/permission.ts';
import { fail, ok } from '../../../shared/base/result.ts';
import { createDirectory, type Directory } from '../../../shared/exchange/fhir/directory.ts';
import type { FhirRules } from '../../../shared/exchange/fhir/import-rows.ts';
import { sourceResource, UNREADABLE } from '../../../shared/exchange/fhir/source-resource.ts';
import type { SourceFile } from '../../../shared/imports/contract.ts';
import type { JobContext } from '../../platform/context.ts';
import { todayAtSite } from '../../site/actions.ts';
import { IMPORTED_TYPES, importStages } from './import-stages.ts';
import {
  type ImportCursor,
  importCursorShape,
  type OpenedFile,
  streamOf,
} from './import-cursor.ts';
import { createTally, emptyTally, reportOf, type Tally } from './import-tally.ts';
import type { SourceItem } from './source-item.ts';
import { sourceItems } from './source-items.ts';
import { runStages } from './run-stages.ts';

export type ImportInput = {
  readonly files: readonly SourceFile[];
  readonly source: string | null;
};

/** Items after which others get their turn while nothing is written. */
const ITEMS_PER_TURN = 200;
const ITEMS_PER_STEP = 5000;

/** Imports FHIR files, or goes on where the job was stopped; answers the report. */
export async function importFhir(
  { files, source }: ImportInput,
  job: JobContext & { readonly actor: Actor },
) {
  const begun = job.cursor === null ? await firstCursor(job) : importCursorShape.parse(job.cursor);
  for (const { name, digest } of files)
    if (!(await job.files.exists(digest)))
      return fail(
        'MissingFile',
        `${bareName(name)} is not stored on this computer. Choose it again.`,
      );
  const rules: FhirRules = { today: begun.today, source };
  const directory = createDirectory(rules);
  const tally = createTally(begun.tally);
  const opened = await lookThrough(job, { files, rules, directory, tally, begun });
  const stages = importStages({ rules, directory, importedBy: job.actor.userId });
  await runStages(job, { stages, files: opened.files, rules, tally, begun: opened.cursor });
  return ok(reportOf(tally.state()));
}

async function firstCursor(job: JobContext): Promise<ImportCursor> {
  const today = await job.read((db) => todayAtSite(db, job.now));
  return { today, stage: -1, file: 0, item: 0, done: 0, total: 0, tally: emptyTally };
}

const bareName = (name: string): string => name.replace(/^.*[\\/]/, '');

type Looking = {
  readonly files: readonly SourceFile[];
  readonly rules: FhirRules;
  readonly directory: Directory;
  readonly tally: Tally;
  readonly begun: ImportCursor;
};

/**
 * Reads every file once without writing: which types are in which, how much there is, who belongs where.
 * What no stage takes is counted here, the first time.
 */
async function lookThrough(job: JobContext, looking: Looking) {
  const { files, rules, begun } = looking;
  const isFirst = begun.stage < 0;
  let total = 0;
  const opened: OpenedFile[] = [];
  for (const { name, digest } of files) {
    const file = bareName(name);
    const types = new Set<string>();
    for await (const item of sourceItems(await streamOf(job, digest), () => true)) {
      total += 1;
      if (item !== 'passed') types.add(look(looking, { file, item, rules, isFirst }));
      if (total % ITEMS_PER_TURN === 0) await setImmediate();
      if (total % ITEMS_PER_STEP === 0)
        await job.chunk(async () => ({
          cursor: begun,
          done: begun.done,
          total: begun.total,
          label: 'Reading the files',
        }));
    }
    opened.push({ name: file, digest, types });
  }
  const cursor: ImportCursor = isFirst
    ? { ...begun, stage: 0, total, done: countedIn(looking.tally), tally: looking.tally.state() }
    : begun;
  return { files: opened, cursor };
}

function countedIn(tally: Tally): number {
  return tally.state().tallies.reduce((sum, { read }) => sum + read, 0);
}

type Looked = {
  readonly file: string;
  readonly item: SourceItem;
  readonly rules: FhirRules;
  readonly isFirst: boolean;
};

/** The type of an item, which is noted, and counted where no stage does. */
function look({ directory, tally }: Looking, { file, item, rules, isFirst }: Looked): string {
  const { place, json, fullUrl, problem } = item;
  if (json === null) {
    const at = { file, place, resourceType: UNREADABLE };
    if (isFirst) tally.refuse(at, problem ?? 'is not readable');
    return UNREADABLE;
  }
  const resource = sourceResource(json, fullUrl, rules.source);
  directory.note(resource);
  const { type } = resource;
  if (IMPORTED_TYPES.includes(type) || !isFirst) return type;
  const at = { file, place, resourceType: type };
  if (type === UNREADABLE) tally.refuse(at, 'is of no type that FHIR R4 has');
  else tally.leaveOutUnused(at);
  return type;
}
