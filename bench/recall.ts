import { dataPaths } from '../main/platform/data-directory.ts';
import { everyPack, type RecalledPacks } from '../shared/recalls/recalled-packs.ts';
import type { Trace } from '../shared/recalls/trace.ts';
import { valueOf } from '../test/core.ts';
import { ADMINISTRATOR_NAME, type Caller, signInAs } from './callers.ts';
import { dropFromMemory } from './file-cache.ts';
import { withFilledRecords } from './filled-records.ts';
import { openedCoreThread } from './opened-core.ts';
import {
  lotName,
  LOTS_EACH,
  SERIAL_PRODUCTS,
  serialName,
  STOCKED_PRODUCTS,
  writeRecallDataset,
} from './recall-dataset.ts';
import type { Place, Section, SectionReport } from './section.ts';
import {
  aimUnder,
  inMs,
  inSeconds,
  median,
  percentile,
  SPREAD_COLUMNS,
  spreadCells,
} from './statistics.ts';
import { productOfRecord, type Sizes, sizesOf } from './store-dataset.ts';
import { pick } from './store-people.ts';

const RECORDS = Number(process.env['CARETRAIL_BENCH_RECORDS'] ?? 1_000_000);
const AIM_MS = 300;
const EACH = 100;

type Question = { readonly product: number; readonly packs: Partial<RecalledPacks> };

/**
 * Each about another lot, product or serial than the one before, so that no answer is in memory. Those that
 * the aim is about come last: after each start the program reads the whole store once to check it.
 */
const questions: Readonly<Record<string, (at: number, sizes: Sizes) => Question>> = {
  'two lots as a range': (at) => {
    const product = 40 + at;
    const lot = pick(LOTS_EACH - 1, 62, at);
    const [lotNumber, lastLotNumber] = [lotName(product, lot), lotName(product, lot + 1)];
    return { product, packs: { lotNumber, lastLotNumber } };
  },
  'a serial': (at, sizes) => {
    const record = recordsWithSerial(sizes)[at] ?? 0;
    const product = productOfRecord(record, sizes);
    return { product, packs: { serialNumber: serialName(record) } };
  },
  'a lot': (at) => {
    const { from, to } = STOCKED_PRODUCTS;
    const product = from + (at % (to - from));
    return { product, packs: { lotNumber: lotName(product, pick(LOTS_EACH, 60, at)) } };
  },
  'a lot that nobody received here': (at) => {
    const product = STOCKED_PRODUCTS.to + at;
    return { product, packs: { lotNumber: lotName(product, pick(LOTS_EACH, 61, at)) } };
  },
};

function recordsWithSerial(sizes: Sizes): readonly number[] {
  const found: number[] = [];
  for (let at = 0; found.length < EACH && at < sizes.records; at += 1)
    if (productOfRecord(at, sizes) < SERIAL_PRODUCTS) found.push(at);
  return found;
}

async function ask({ client }: Caller, { product, packs }: Question): Promise<Trace> {
  const asked = { productId: `SKU-${product}`, packs: [{ ...everyPack, ...packs }] };
  return valueOf(await client['recalls.trace'](asked));
}

type Measured = {
  readonly name: string;
  readonly timesMs: readonly number[];
  /** Of all threads of this process: what it takes wherever others take their turns. */
  readonly cpuMs: readonly number[];
  /** Records of an answer, on average. */
  readonly records: number;
};

async function measure(
  caller: Caller,
  name: string,
  asked: readonly Question[],
): Promise<Measured> {
  const timesMs: number[] = [];
  const cpuMs: number[] = [];
  let records = 0;
  for (const question of asked) {
    const startedMs = performance.now();
    const before = process.cpuUsage();
    const { treatments } = await ask(caller, question);
    const { user, system } = process.cpuUsage(before);
    timesMs.push(performance.now() - startedMs);
    cpuMs.push((user + system) / 1000);
    records += (treatments?.length ?? 0) / asked.length;
  }
  return { name, timesMs, cpuMs, records };
}

async function measureAll(dataDir: string, sizes: Sizes): Promise<readonly Measured[]> {
  const core = await openedCoreThread(dataDir);
  try {
    const caller = await signInAs(core, ADMINISTRATOR_NAME);
    const of = (name: string, count: number, from = 0) =>
      Array.from({ length: count }, (_, at) => questions[name]?.(from + at, sizes)).filter(
        (question) => question !== undefined,
      );
    const cold = await measure(caller, 'a lot, the first after opening', of('a lot', 1, EACH));
    const measured = [cold];
    for (const name of Object.keys(questions))
      measured.push(await measure(caller, name, of(name, EACH)));
    const [again] = of('a lot', 1);
    if (again === undefined) throw new Error('There is no question about a lot');
    measured.push(await measure(caller, 'the same lot again', Array(EACH).fill(again)));
    const whole = Array.from({ length: 10 }, (_, at) => ({ product: 100 + at, packs: {} }));
    measured.push(await measure(caller, 'every pack of a product', whole));
    return measured;
  } finally {
    await core.close();
  }
}

function run(place: Place): Promise<SectionReport> {
  const sizes = sizesOf(RECORDS);
  const dataset = { sizes, write: writeRecallDataset };
  return withFilledRecords(place, dataset, async ({ dataDir, loadMs }) => {
    const isCold = dropFromMemory(dataPaths(dataDir).records);
    return reportOf(await measureAll(dataDir, sizes), { loadMs, isCold });
  });
}

function reportOf(
  measured: readonly Measured[],
  { loadMs, isCold }: { readonly loadMs: number; readonly isCold: boolean },
): SectionReport {
  const lot = measured.find(({ name }) => name === 'a lot');
  return {
    tables: [
      {
        caption: 'recalls.trace through the door of the core, with an audit event for each patient',
        columns: ['', 'records each', ...SPREAD_COLUMNS, 'CPU p50'],
        rows: measured.map(({ name, timesMs, cpuMs, records }) => [
          name,
          String(Math.round(records)),
          ...spreadCells(timesMs),
          inMs(median(cpuMs)),
        ]),
      },
    ],
    aims:
      lot === undefined ? [] : [aimUnder('p95 of a lot', percentile(lot.timesMs, 0.95), AIM_MS)],
    notes: [
      'Each question is about another lot, product or serial than the one before; one record in a ' +
        'hundred was corrected. Loading and indexing took ' +
        `${inSeconds(loadMs)}.`,
      isCold
        ? 'Before the first question the files were dropped from the system’s memory.'
        : 'The files could NOT be dropped from the system’s memory here.',
    ],
  };
}

export const recallSection: Section = {
  name: 'recall',
  title: `a recall drill over ${RECORDS.toLocaleString('en-US')} treatment records`,
  run,
};
