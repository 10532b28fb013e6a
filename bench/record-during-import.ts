import { setTimeout as pause } from 'node:timers/promises';
import type { Core } from '../main/platform/core.ts';
import { openedCoreThread } from './opened-core.ts';
import { ADMINISTRATOR_NAME, type Caller, NURSE_NAME, recordOne, signInAs } from './callers.ts';
import type { Place, Section, SectionReport, Table } from './section.ts';
import type { Seeded } from './seeded.ts';
import {
  inMs,
  inSeconds,
  median,
  percentile,
  ratio,
  SPREAD_COLUMNS,
  spreadCells,
} from './statistics.ts';
import {
  type JobEvent,
  multipliedFolder,
  startSyntheaImport,
  whySyntheaIsAbsent,
} from './synthea-import.ts';

const COPIES = 10;
const IDLE_COUNT = 150;

type Sample = { readonly tookMs: number; readonly step: string };

type Bedside = { readonly core: Core; readonly nurse: Caller; readonly seeded: Seeded };

/** Saves now and then, at moments that fall anywhere within the import's chunks. */
async function recordNow({ core, nurse, seeded }: Bedside): Promise<number> {
  await pause(5 + Math.random() * 40);
  const startedMs = performance.now();
  await recordOne(core, nurse, seeded.treatment);
  return performance.now() - startedMs;
}

async function whileImporting(bedside: Bedside) {
  const caller = await signInAs(bedside.core, ADMINISTRATOR_NAME);
  const samples: Sample[] = [];
  let step = 'starting';
  const startedMs = performance.now();
  const { ended } = await startSyntheaImport(
    bedside.core,
    { caller, folder: multipliedFolder(COPIES) },
    ({ label }) => {
      step = label;
    },
  );
  let end: JobEvent | null = null;
  while (end === null) {
    const during = step;
    samples.push({ step: during, tookMs: await recordNow(bedside) });
    end = await Promise.race([ended, Promise.resolve(null)]);
  }
  if (end.state !== 'done') throw new Error(`The import ended as ${end.state}`);
  return { samples, rows: end.total, tookMs: performance.now() - startedMs };
}

function bySteps(samples: readonly Sample[]): Table {
  const groups = Object.groupBy(samples, ({ step }) => step);
  return {
    caption: 'By what the import was at when the save began',
    columns: ['step', ...SPREAD_COLUMNS],
    rows: Object.entries(groups).map(([step, group = []]) => [
      step,
      ...spreadCells(group.map(({ tookMs }) => tookMs)),
    ]),
  };
}

async function run(place: Place): Promise<SectionReport> {
  const seeded = await place.seeded();
  const core = await openedCoreThread(seeded.dataDir);
  try {
    const bedside = { core, seeded, nurse: await signInAs(core, NURSE_NAME) };
    for (let warm = 0; warm < 30; warm += 1) await recordNow(bedside);
    const idle: number[] = [];
    while (idle.length < IDLE_COUNT) idle.push(await recordNow(bedside));
    const { samples, rows, tookMs } = await whileImporting(bedside);
    const busy = samples.map((sample) => sample.tookMs);
    const times = (share: number) => ratio(percentile(busy, share), percentile(idle, share));
    return {
      tables: [
        {
          caption: `treatments.record through the core's thread; the import takes ${inSeconds(tookMs)} for ${rows} rows`,
          columns: ['', ...SPREAD_COLUMNS],
          rows: [
            ['idle', ...spreadCells(idle)],
            ['while an import runs', ...spreadCells(busy)],
            ['ratio', times(0.5), times(0.95), times(1), ''],
          ],
        },
        bySteps(samples),
      ],
      notes: [
        `A save waits for the chunk that is running: ${inMs(median(busy) - median(idle))} at the median.`,
      ],
    };
  } finally {
    await core.close();
  }
}

export const recordDuringImport: Section = {
  name: 'record-during-import',
  title: `saving at the bedside while ${COPIES} times the Synthea folder is imported`,
  skipReason: whySyntheaIsAbsent,
  run,
};
