import type { z } from 'zod';
import type { Aim, SectionReport, Table } from './section.ts';
import type { ProcessMemory } from './served-memory.ts';
import { inMb, inMs, inSeconds, MB, median, percentile, ratio } from './statistics.ts';
import type { keepResult } from './store-core.ts';
import type { Sizes } from './store-dataset.ts';
import type { LoadTimes } from './store-loading.ts';
import type { AnswerTimes } from './store-measuring.ts';
import type { NativeResult } from './store-native.ts';
import { questions, scans } from './store-queries.ts';
import type { measureResult } from './store-subject.ts';

type Subject = z.output<typeof measureResult> & {
  readonly load: LoadTimes;
  readonly byteLength: number;
  readonly logBytes: number;
  readonly isCold: boolean;
};

export type StoreFindings = {
  readonly sizes: Sizes;
  readonly datasetBytes: number;
  readonly caretrail: Subject;
  readonly bare: Subject;
  readonly native: NativeResult;
  readonly keeping: z.output<typeof keepResult>;
  readonly memory: ProcessMemory;
};

function perSecond(bytes: number, ms: number): string {
  return `${(bytes / MB / (ms / 1000)).toFixed(0)} MB/s`;
}

type Figure = (of: { readonly answers: AnswerTimes }) => number;

/** What stands in a row: one time of each database. */
const answers: readonly (readonly [string, Figure])[] = [
  ...questions.map((question): readonly [string, Figure] => [
    `${question}, cold, p50`,
    (of) => median(of.answers.cold[question] ?? []),
  ]),
  ...questions.map((question): readonly [string, Figure] => [
    `${question}, warm, p50`,
    (of) => median(of.answers.warm[question] ?? []),
  ]),
  ...questions.map((question): readonly [string, Figure] => [
    `${question}, of 200 in turn, p50`,
    (of) => median(of.answers.wide[question] ?? []),
  ]),
  ['insert and commit, p50', (of) => median(of.answers.inserts)],
  ['insert and commit, p95', (of) => percentile(of.answers.inserts, 0.95)],
  ...Object.keys(scans).map((scan): readonly [string, Figure] => [
    `${scan}, second time`,
    (of) => of.answers.scans[scan]?.at(-1) ?? Number.NaN,
  ]),
];

function timesTable({ caretrail, native, bare }: StoreFindings): Table {
  const row = (what: string, ms: readonly [number, number, number]): readonly string[] => {
    const [own, ofNative, ofBare] = ms;
    const words = ms.map((each) => (each < 2000 ? inMs(each) : inSeconds(each)));
    return [what, ...words, ratio(own, ofNative), ratio(own, ofBare)];
  };
  const load = (what: string, part: keyof LoadTimes) =>
    row(what, [caretrail.load[part], native.load[part], bare.load[part]]);
  return {
    caption: 'The same rows, schema, statements and settings of the planner',
    columns: ['', 'Caretrail', 'PostgreSQL 18', 'bare PGlite', 'to PostgreSQL', 'to bare'],
    rows: [
      load('COPY', 'copyMs'),
      load('nine indexes of the records', 'indexMs'),
      load('VACUUM ANALYZE, CHECKPOINT', 'settleMs'),
      row('open, cold', [caretrail.openMs, native.openMs, bare.openMs]),
      ...answers.map(([what, figure]) =>
        row(what, [figure(caretrail), figure(native), figure(bare)]),
      ),
    ],
  };
}

function sizesTable({ caretrail, native, bare, datasetBytes, memory }: StoreFindings): Table {
  return {
    caption: `Size on disk and memory; the rows as text are ${inMb(datasetBytes)}`,
    columns: ['', 'Caretrail', 'PostgreSQL 18', 'bare PGlite'],
    rows: [
      ['size on disk', ...[caretrail, native, bare].map(({ byteLength }) => inMb(byteLength))],
      [
        'of these the write-ahead log of PostgreSQL',
        'within',
        ...[native, bare].map(({ logBytes }) => inMb(logBytes)),
      ],
      [
        'process after opening, database only',
        inMb(caretrail.rssAfterOpening),
        '',
        inMb(bare.rssAfterOpening),
      ],
      ['the whole program, 10 s after opening', inMb(memory.settled), '', ''],
      ['its peak while opening', memory.peak === null ? 'unknown' : inMb(memory.peak), '', ''],
      ['process after all questions', inMb(caretrail.rssAtEnd), '', inMb(bare.rssAtEnd)],
    ],
  };
}

function keepingTable({ keeping, caretrail }: StoreFindings): Table {
  const { byteLength } = caretrail;
  const row = (what: string, ms: number) => [what, inSeconds(ms), perSecond(byteLength, ms)];
  return {
    caption: `The whole core over those records: ${inMb(byteLength)} in one file`,
    columns: ['', 'time', 'of that size'],
    rows: [
      ['open with the passphrase, cold', inSeconds(keeping.openMs), ''],
      row('verify', keeping.verifyMs),
      row('backup, verified', keeping.backupMs),
      row('restore on another computer, verified', keeping.restoreMs),
    ],
  };
}

function atMost(what: string, measured: number, limit: number): Aim {
  return {
    what,
    limit: `at most ${limit}×`,
    measured: `${measured.toFixed(1)}×`,
    isMet: measured <= limit,
  };
}

function aimsOf({ caretrail, native, keeping, memory }: StoreFindings): readonly Aim[] {
  const to = (figure: Figure): number => figure(caretrail) / figure(native);
  const p95 = percentile(caretrail.answers.inserts, 0.95);
  const questionsTo = (kind: 'warm' | 'cold', limit: number) =>
    questions.map((question) =>
      atMost(
        `${question}, ${kind}, to PostgreSQL`,
        to(({ answers: of }) => median(of[kind][question] ?? [])),
        limit,
      ),
    );
  return [
    {
      what: 'insert and commit, p95',
      limit: 'at most 15 ms',
      measured: inMs(p95),
      isMet: p95 <= 15,
    },
    atMost(
      'insert and commit, p95, to PostgreSQL',
      to((of) => percentile(of.answers.inserts, 0.95)),
      2,
    ),
    ...questionsTo('warm', 1.5),
    ...questionsTo('cold', 5),
    {
      what: 'memory of the whole program, 10 s after opening',
      limit: 'under 400 MB',
      measured: inMb(memory.settled),
      isMet: memory.settled < 400 * MB,
    },
    {
      what: 'verify finds them healthy',
      limit: 'yes',
      measured: keeping.isHealthy ? 'yes' : 'no',
      isMet: keeping.isHealthy,
    },
  ];
}

export function storeReport(findings: StoreFindings): SectionReport {
  const { sizes, caretrail, native, bare } = findings;
  const isCold = [caretrail, native, bare].every((each) => each.isCold);
  const count = (number: number): string => number.toLocaleString('en-US');
  return {
    tables: [timesTable(findings), sizesTable(findings), keepingTable(findings)],
    aims: aimsOf(findings),
    notes: [
      `${count(sizes.records)} records of ${count(sizes.patients)} patients and ${count(sizes.orders)} orders, ` +
        'in the order of five years; COPY in files of 50,000 rows, without checking references.',
      `Caretrail encrypts and syncs; PostgreSQL ${native.version} syncs, over TCP on this computer, with ` +
        '128 MB of shared buffers and no parallel workers; bare PGlite does neither, with its own settings.',
      isCold
        ? 'Cold: each was closed and its files were dropped from the system’s memory; the median of the ' +
          'first 20 questions after opening, each about another patient, order, person or name.'
        : 'Cold: each was closed; its files could NOT be dropped from the system’s memory here.',
      'Warm: the same 20 again and again. Of 200 in turn: the second time around, so that what counts ' +
        'is how much each keeps in memory.',
    ],
  };
}
