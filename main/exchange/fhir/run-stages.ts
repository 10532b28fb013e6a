import { setImmediate } from 'node:timers/promises';
import type { FhirRules } from '../../../shared/exchange/fhir/import-rows.ts';
import { sourceResource } from '../../../shared/exchange/fhir/source-resource.ts';
import type { ChunkContext, JobContext } from '../../platform/context.ts';
import { type ImportCursor, type OpenedFile, streamOf } from './import-cursor.ts';
import type { Judged, Stage } from './import-stages.ts';
import type { At, Tally } from './import-tally.ts';
import type { Written } from './import-writers.ts';
import type { SourceItem } from './source-item.ts';
import { sourceItems } from './source-items.ts';

/** Resources that one short transaction takes: about 5 ms. */
const RESOURCES_PER_CHUNK = 25;
/** Items after which others get their turn while none of them is of the stage. */
const ITEMS_PER_TURN = 500;

type Run = {
  readonly stages: readonly Stage[];
  readonly files: readonly OpenedFile[];
  readonly rules: FhirRules;
  readonly tally: Tally;
  readonly begun: ImportCursor;
};

/** A resource of the stage, and behind how many items of its file the next one stands. */
type Waiting = { readonly item: SourceItem; readonly behind: number };

/** Judges and writes the resources of every stage from the cursor on. */
export async function runStages(job: JobContext, run: Run): Promise<void> {
  const { begun } = run;
  let done = begun.done;
  for (const [stageAt, stage] of run.stages.entries()) {
    if (stageAt < begun.stage) continue;
    for (const [fileAt, file] of run.files.entries()) {
      const isBegun = stageAt === begun.stage;
      if ((isBegun && fileAt < begun.file) || !file.types.has(stage.resourceType)) continue;
      const from = isBegun && fileAt === begun.file ? begun.item : 0;
      for await (const waiting of chunksOf(job, run, { stage, file, from })) {
        done += waiting.length;
        const item = waiting.at(-1)?.behind ?? from;
        await job.chunk(async (context) => {
          await writeSome(context, run.tally, { stage, file, waiting, rules: run.rules });
          const { today, total } = begun;
          const tally = run.tally.state();
          const cursor: ImportCursor = {
            today,
            stage: stageAt,
            file: fileAt,
            item,
            done,
            total,
            tally,
          };
          return { cursor, done, total, label: stage.label };
        });
      }
    }
  }
}

type Reading = { readonly stage: Stage; readonly file: OpenedFile; readonly from: number };

/** The resources of a stage in a file, some at a time. */
async function* chunksOf(
  job: JobContext,
  { rules }: Run,
  { stage, file, from }: Reading,
): AsyncGenerator<readonly Waiting[]> {
  const name = `"${stage.resourceType}"`;
  const stream = await streamOf(job, file.digest);
  let behind = 0;
  let waiting: Waiting[] = [];
  for await (const item of sourceItems(stream, (bytes) => bytes.includes(name))) {
    behind += 1;
    if (behind % ITEMS_PER_TURN === 0) await setImmediate();
    if (behind <= from || item === 'passed' || item.json === null) continue;
    if (sourceResource(item.json, item.fullUrl, rules.source).type !== stage.resourceType) continue;
    waiting.push({ item, behind });
    if (waiting.length < RESOURCES_PER_CHUNK) continue;
    yield waiting;
    waiting = [];
  }
  if (waiting.length > 0) yield waiting;
}

type Some = {
  readonly stage: Stage;
  readonly file: OpenedFile;
  readonly waiting: readonly Waiting[];
  readonly rules: FhirRules;
};

type Placed = { readonly at: At; readonly judged: Judged };

const NO_KEY =
  'its id is no UUID, and other systems may give it too: say which system the files come from';

async function writeSome({ tx }: ChunkContext, tally: Tally, some: Some): Promise<void> {
  const { stage, file, waiting, rules } = some;
  let rows: Placed[] = [];
  for (const { item } of waiting) {
    const { place, json, fullUrl } = item;
    if (json === null) continue;
    const at: At = { file: file.name, place, resourceType: stage.resourceType };
    const { key } = sourceResource(json, fullUrl, rules.source);
    const judged = key === null ? null : stage.judge(json, key);
    if (judged === null) tally.refuse(at, NO_KEY);
    else if (judged.kind === 'refused') tally.refuse(at, judged.reason);
    else if (judged.kind === 'skipped') tally.leaveOut(at, judged.why);
    else rows.push({ at, judged });
  }
  // One that stands there twice is compared with what its first made.
  while (rows.length > 0) {
    const keys = new Set<string>();
    const firsts = rows.filter(({ judged }) => isFirst(judged, keys));
    const outcomes = await stage.write(
      tx,
      firsts.map(({ judged }) => judged),
    );
    for (const [index, placed] of firsts.entries()) count(tally, placed, outcomes[index]);
    rows = rows.filter((each) => !firsts.includes(each));
  }
}

function isFirst(judged: Judged, keys: Set<string>): boolean {
  const key = judged.kind === 'row' ? judged.key : '';
  const isNew = !keys.has(key);
  keys.add(key);
  return isNew;
}

function count(tally: Tally, { at, judged }: Placed, written: Written | undefined): void {
  if (written === undefined) throw new Error('A row without an outcome');
  if (written.outcome === 'refused') return tally.refuse(at, written.reason);
  tally.take(at, written.outcome);
  const own = judged.kind === 'row' ? judged.warnings : [];
  for (const warning of [...own, ...written.warnings]) tally.warn(at, warning);
}
