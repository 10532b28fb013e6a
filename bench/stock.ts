import type { Core } from '../main/platform/core.ts';
import { dataPaths } from '../main/platform/data-directory.ts';
import { valueOf } from '../test/core.ts';
import { jobReply } from '../test/job-reply.ts';
import { ADMINISTRATOR_NAME, type Caller, signInAs } from './callers.ts';
import { dropFromMemory } from './file-cache.ts';
import { withFilledRecords } from './filled-records.ts';
import { openedCoreThread } from './opened-core.ts';
import type { Place, Section, SectionReport, Table } from './section.ts';
import {
  aimUnder,
  inMs,
  inSeconds,
  median,
  percentile,
  SPREAD_COLUMNS,
  spreadCells,
} from './statistics.ts';
import { FAULTY_ONE_IN, STOPPED_ONE_IN, writeStockDataset } from './stock-dataset.ts';
import { PRODUCTS, sizesOf } from './store-dataset.ts';
import { idOf } from './store-people.ts';

const RECORDS = Number(process.env['CARETRAIL_BENCH_RECORDS'] ?? 1_000_000);
const ON_HAND_AIM_MS = 300;
const DISAGREEMENTS_AIM_MS = 1000;
const WAIT_AIM_MS = 200;
const EACH = 40;
/** Two numbers without a common factor visit every product before one again. */
const STEP = 37;

type Measured = {
  readonly name: string;
  readonly timesMs: readonly number[];
  /** Of all threads of this process: what it takes wherever others take their turns. */
  readonly cpuMs: readonly number[];
  /** Rows of the last answer. */
  readonly rows: number;
};

type Question = {
  readonly name: string;
  readonly ask: (caller: Caller, at: number) => Promise<number>;
};

const skuAt = (at: number) => `SKU-${(at * STEP) % PRODUCTS}`;

async function disagreementsOf({ client }: Caller): Promise<number> {
  return valueOf(await client['stock.disagreements']({})).length;
}

const questions: readonly Question[] = [
  {
    name: 'stock.onHand',
    ask: async ({ client }) => valueOf(await client['stock.onHand']({})).length,
  },
  {
    name: 'stock.units of a product',
    ask: async ({ client }, at) =>
      valueOf(await client['stock.units']({ productId: skuAt(at) })).length,
  },
  {
    name: 'stock.expiring in 90 days',
    ask: async ({ client }) => valueOf(await client['stock.expiring']({ withinDays: 90 })).length,
  },
  {
    name: 'stock.consumption of a product, 52 weeks',
    ask: async ({ client }, at) =>
      valueOf(await client['stock.consumption']({ productId: skuAt(at), weeks: 52 })).length,
  },
  {
    name: 'stock.movements of a unit',
    ask: async ({ client }, at) => {
      const stockUnitId = idOf('unit', at * STEP);
      return valueOf(await client['stock.movements']({ stockUnitId })).movements.length;
    },
  },
  { name: 'stock.disagreements', ask: disagreementsOf },
];

async function measure(caller: Caller, { name, ask }: Question, count = EACH): Promise<Measured> {
  const timesMs: number[] = [];
  const cpuMs: number[] = [];
  let rows = 0;
  for (let at = 0; at < count; at += 1) {
    const startedMs = performance.now();
    const before = process.cpuUsage();
    rows = await ask(caller, at);
    const { user, system } = process.cpuUsage(before);
    timesMs.push(performance.now() - startedMs);
    cpuMs.push((user + system) / 1000);
  }
  return { name, timesMs, cpuMs, rows };
}

type Verified = {
  readonly tookMs: number;
  /** What somebody waited who asked meanwhile, by what the job was at. */
  readonly waitsMs: ReadonlyMap<string, readonly number[]>;
};

/** Runs the whole check, and asks a short question again and again meanwhile. */
async function verifyWhileAsking(core: Core, caller: Caller): Promise<Verified> {
  const waitsMs = new Map<string, number[]>();
  let step = 'starting';
  const stop = core.onEvent((event) => {
    if (event.type === 'job' && event.state === 'running') step = event.label;
  });
  const startedMs = performance.now();
  const state = { isOver: false };
  const over = jobReply({ core, client: caller.client }, caller.client['storage.verify']({})).then(
    () => {
      state.isOver = true;
    },
  );
  while (!state.isOver) {
    const during = step;
    const askedMs = performance.now();
    valueOf(await caller.client['stock.units']({ productId: 'SKU-199' }));
    const waits = waitsMs.get(during) ?? [];
    waits.push(performance.now() - askedMs);
    waitsMs.set(during, waits);
    await Promise.race([over, new Promise((resolve) => setTimeout(resolve, 5))]);
  }
  stop();
  return { tookMs: performance.now() - startedMs, waitsMs };
}

async function measureAll(dataDir: string) {
  const core = await openedCoreThread(dataDir);
  try {
    const caller = await signInAs(core, ADMINISTRATOR_NAME);
    const measured: Measured[] = [];
    for (const question of questions) {
      const first = { ...question, name: `${question.name}, the first` };
      measured.push(await measure(caller, first, 1), await measure(caller, question));
    }
    const verified = await verifyWhileAsking(core, caller);
    const again = { name: 'stock.disagreements, once verify looked', ask: disagreementsOf };
    measured.push(await measure(caller, again));
    return { measured, verified };
  } finally {
    await core.close();
  }
}

function run(place: Place): Promise<SectionReport> {
  const dataset = { sizes: sizesOf(RECORDS), write: writeStockDataset };
  return withFilledRecords(place, dataset, async ({ dataDir }) => {
    const isCold = dropFromMemory(dataPaths(dataDir).records);
    return reportOf(await measureAll(dataDir), isCold);
  });
}

function tablesOf(measured: readonly Measured[], verified: Verified): readonly Table[] {
  return [
    {
      caption: 'Through the door of the core',
      columns: ['', 'rows', ...SPREAD_COLUMNS, 'CPU p50'],
      rows: measured.map(({ name, timesMs, cpuMs, rows }) => [
        name,
        String(rows),
        ...spreadCells(timesMs),
        inMs(median(cpuMs)),
      ]),
    },
    {
      caption: `What a short question waits while verify runs (${inSeconds(verified.tookMs)} in all)`,
      columns: ['verify is at', ...SPREAD_COLUMNS],
      rows: [...verified.waitsMs].map(([step, waits]) => [step, ...spreadCells(waits)]),
    },
  ];
}

function reportOf(
  { measured, verified }: Awaited<ReturnType<typeof measureAll>>,
  isCold: boolean,
): SectionReport {
  const p95Of = (name: string) =>
    percentile(measured.find((each) => each.name === name)?.timesMs ?? [], 0.95);
  const waits = verified.waitsMs.get('Stock') ?? [];
  return {
    tables: tablesOf(measured, verified),
    aims: [
      aimUnder('p95 of what is on hand', p95Of('stock.onHand'), ON_HAND_AIM_MS),
      aimUnder('p95 of disagreements', p95Of('stock.disagreements'), DISAGREEMENTS_AIM_MS),
      ...(waits.length === 0
        ? []
        : [aimUnder('the longest wait while stock is verified', Math.max(...waits), WAIT_AIM_MS)]),
    ],
    notes: [
      'Every piece of every record came in with a receipt and left with a movement; one record in a hundred ' +
        `was corrected to another lot. Of one record in ${FAULTY_ONE_IN} a piece too many left, which nothing ` +
        `noticed before verify looked; one in ${STOPPED_ONE_IN} was used against a stop.`,
      isCold
        ? 'Before the first question the files were dropped from the system’s memory.'
        : 'The files could NOT be dropped from the system’s memory here.',
    ],
  };
}

export const stockSection: Section = {
  name: 'stock',
  title: `stock over ${RECORDS.toLocaleString('en-US')} treatment records that took from it`,
  run,
};
