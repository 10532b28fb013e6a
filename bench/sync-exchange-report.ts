import type { Aim, SectionReport, Table } from './section.ts';
import { inMs, median, percentile, ratio } from './statistics.ts';

/** Milliseconds. */
export type Times = {
  readonly push: readonly number[];
  readonly pull: readonly number[];
  /** Of the processors, by all processes together. */
  readonly pushWork: readonly number[];
  readonly pullWork: readonly number[];
  readonly amended: readonly number[];
  readonly idle: readonly number[];
};

export type ExchangeFindings = {
  /** Of one round. */
  readonly records: number;
  readonly own: Times & { readonly hello: readonly number[] };
  /** Null where there was none. */
  readonly pouch: Times | null;
};

const MISSING = 'not here';

function inRate(records: number, ms: number): string {
  return Math.round(records / (ms / 1000)).toLocaleString('en-US');
}

/** Of rounds one after another, how many times quicker; the median, and the least and most. */
function quicker(own: readonly number[], pouch: readonly number[]): readonly number[] {
  return own.map((ms, at) => (pouch[at] ?? Number.NaN) / ms);
}

function rateRows({ records, own, pouch }: ExchangeFindings): readonly (readonly string[])[] {
  return (['push', 'pull'] as const).map((what) => {
    const rates = (times: Times) =>
      `${inRate(records, median(times[what]))} (${inRate(records, Math.max(...times[what]))} to ` +
      `${inRate(records, Math.min(...times[what]))})`;
    const times = pouch && quicker(own[what], pouch[what]);
    return [
      `${what}, records a second`,
      rates(own),
      pouch ? rates(pouch) : MISSING,
      times ? ratio(median(times), 1) : '',
    ];
  });
}

/** What a busy machine does not blur: how much work a record is. */
function workRows({ records, own, pouch }: ExchangeFindings): readonly (readonly string[])[] {
  return (['push', 'pull'] as const).map((what) => {
    const each = (times: Times) => (median(times[`${what}Work`]) * 1000) / records;
    return [
      `${what}, processor time a record`,
      `${each(own).toFixed(0)} µs`,
      pouch ? `${each(pouch).toFixed(0)} µs` : MISSING,
      pouch ? ratio(each(pouch), each(own)) : '',
    ];
  });
}

function timeRows({ own, pouch }: ExchangeFindings): readonly (readonly string[])[] {
  const row = (what: string, mine: readonly number[], theirs: readonly number[] | null) =>
    [0.5, 0.95].map((share) => {
      const [one, other] = [mine, theirs].map((each) => each && percentile(each, share));
      return [
        `${what}, ${share === 0.5 ? 'p50' : 'p95'}`,
        inMs(one ?? Number.NaN),
        other ? inMs(other) : MISSING,
        one && other ? ratio(other, one) : '',
      ];
    });
  return [
    ...row('100 amendments from one to the other', own.amended, pouch?.amended ?? null),
    ...row('a look with nothing to do', own.idle, pouch?.idle ?? null),
    ...row('the same, asking how the server stands', own.hello, pouch?.idle ?? null),
  ];
}

function aimsOf({ records, own, pouch }: ExchangeFindings): readonly Aim[] {
  const rates = (['push', 'pull'] as const).flatMap((what): readonly Aim[] => {
    const rate = records / (median(own[what]) / 1000);
    const times = pouch ? median(quicker(own[what], pouch[what])) : null;
    return [
      {
        what: `${what}, records a second`,
        limit: 'at least 10,000',
        measured: inRate(records, median(own[what])),
        isMet: rate >= 10_000,
      },
      {
        what: `${what} beside PouchDB`,
        limit: 'at least 3×',
        measured: times === null ? 'unknown' : ratio(times, 1),
        isMet: times !== null && times >= 3,
      },
    ];
  });
  const atMost = (what: string, timesMs: readonly number[], limitMs: number): Aim => ({
    what,
    limit: `at most ${limitMs} ms`,
    measured: `${inMs(median(timesMs))} (p95 ${inMs(percentile(timesMs, 0.95))})`,
    isMet: median(timesMs) <= limitMs,
  });
  return [
    ...rates,
    atMost('100 amendments, p50', own.amended, 60),
    atMost('a look with nothing to do, p50', own.idle, 20),
    atMost('the same with a question how the server stands, p50', own.hello, 20),
  ];
}

export function exchangeReport(findings: ExchangeFindings): SectionReport {
  const { own, pouch, records } = findings;
  const table: Table = {
    caption:
      `${own.push.length} rounds of ${records.toLocaleString('en-US')} records, one after the other; ` +
      'median, and least to most',
    columns: ['', 'Caretrail', 'PouchDB', 'times quicker'],
    rows: [...rateRows(findings), ...workRows(findings), ...timeRows(findings)],
  };
  return {
    tables: [table],
    aims: aimsOf(findings),
    notes: [
      'Each computer and server is a process of its own on this computer; all of them write durably. Every ' +
        'record was a transaction of its own on the first computer. A push and a pull are one look of one ' +
        'computer at the server, with all that belongs to it.',
      pouch
        ? 'PouchDB and express-pouchdb keep the same fields as documents in LevelDB, which writes with sync; ' +
          'batches of 1,000.'
        : 'PouchDB could not be fetched from npm, so Caretrail was measured alone.',
      'Amendments: from before they are saved in one transaction until the other computer, which waits for ' +
        'news, has the last of them.',
    ],
  };
}
