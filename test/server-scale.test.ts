import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const readme = readFileSync(join(import.meta.dirname, '../server/README.md'), 'utf8');

const SITES = 10_000;
const DEVICES = 50;
const RECORDS_A_DAY = 60;
const WORKING_DAY_S = 10 * 3600;
const PEAK = 3;
const MORNING_S = 600;
const FETCHED_EACH = 3000;
const CELL_SITES = 500;

/** Of Node and of PostgreSQL. */
type Both = readonly [number, number];

/** The cells of the row of a table that begins with that text. */
function row(label: string): readonly string[] {
  const line = readme.split('\n').find((each) => each.startsWith(`| ${label} `));
  if (!line) throw new Error(`The README has no row "${label}"`);
  return line
    .split('|')
    .slice(2, -1)
    .map((each) => each.trim());
}

/** What one of a kind costs, in seconds. */
function cost(label: string): Both {
  const [node = 0, postgres = 0] = row(label).map((text) => {
    const [, number = '', unit = ''] = /^([\d.]+)(?: (µs|ms))?$/.exec(text) ?? [];
    return Number(number) * (unit === 'ms' ? 1e-3 : 1e-6);
  });
  return [node, postgres];
}

function cores(text = ''): Both {
  const [, node = '', postgres = ''] = /^([\d.]+) \+ ([\d.]+)$/.exec(text) ?? [];
  return [Number(node), Number(postgres)];
}

function times([node, postgres]: Both, rate: number): Both {
  return [node * rate, postgres * rate];
}

function plus(one: Both, other: Both): Both {
  return [one[0] + other[0], one[1] + other[1]];
}

/** Rounded as the README says it: in whole numbers, or in tenths. */
function roundedAs(said: Both, [node, postgres]: Both): Both {
  const unit = said.every((each) => Number.isInteger(each)) ? 1 : 10;
  return [Math.round(node * unit) / unit, Math.round(postgres * unit) / unit];
}

const mean = (SITES * DEVICES * RECORDS_A_DAY) / WORKING_DAY_S;
const devices = SITES * DEVICES;
const push = cost('a push of one record');
const waiter = cost('one who waits, for a second without news');
const asked = plus(cost('`wait`, answered at once'), cost('`log`, with one record'));
const told = times(asked, DEVICES - 1);
const morning = (devices * FETCHED_EACH) / MORNING_S;

type Load = { readonly label: string; readonly each: Both; readonly rate: number };

test.for<Load>([
  { label: 'pushes of one record each', each: push, rate: mean },
  { label: 'each told to 49 others at once', each: told, rate: mean },
])('the cores that the README names for "$label" follow from its costs', (load) => {
  const [atMean, atPeak] = row(load.label).map((text) => cores(text));
  if (!atMean || !atPeak) throw new Error('The README says no cores');
  expect(atMean).toEqual(roundedAs(atMean, times(load.each, load.rate)));
  expect(atPeak).toEqual(roundedAs(atPeak, times(load.each, load.rate * PEAK)));
});

test.for<Load>([
  { label: '500,000 who wait', each: waiter, rate: devices },
  { label: 'the morning: all devices say', each: cost('`hello`'), rate: devices / MORNING_S },
  { label: '… and fetch 3,000', each: cost('a record sent in pages'), rate: morning },
  {
    label: '… by segments, all',
    each: cost('a record sent in segments, from memory'),
    rate: morning,
  },
])('so do those that do not grow with the peak, for "$label"', (load) => {
  const said = cores(row(load.label)[1]);
  expect(said).toEqual(roundedAs(said, times(load.each, load.rate)));
});

test('so do the cores of a cell', () => {
  const part = CELL_SITES / SITES;
  const waiting = times(waiter, devices * part);
  const working = times(plus(told, push), mean * part);
  const numbers = (label: string): Both => {
    const [text = ''] = row(label);
    const found = /([\d.]+)(?: cores of Node)? at the mean, ([\d.]+) at the peak/.exec(text);
    return [Number(found?.[1]), Number(found?.[2])];
  };
  const [atMean, atPeak] = [plus(working, waiting), plus(times(working, PEAK), waiting)];
  const [nodes, postgres] = [numbers('nodes'), numbers('PostgreSQL ')];
  expect(nodes).toEqual(roundedAs(nodes, [atMean[0], atPeak[0]]));
  expect(postgres).toEqual(roundedAs(postgres, [atMean[1], atPeak[1]]));
});

test('so do the bytes of a day', () => {
  const text = readme.replaceAll(/\s+/g, ' ');
  const numbers = (pattern: RegExp): readonly number[] =>
    (pattern.exec(text) ?? []).slice(1).map((each) => Number(each.replaceAll(',', '')));
  const [log = 0, tables = 0, wal = 0] = numbers(
    /A record takes ([\d,]+) bytes in `sync_log` and ([\d,]+) in the tables, .*? and ([\d,]+) bytes of WAL/,
  );
  const records = devices * RECORDS_A_DAY;
  const inGb = (bytes: number): number => Math.round((bytes * records) / 1e9);
  const inTbAYear = Math.round(((log + tables) * records * 365) / 1e12);
  const said = numbers(
    /Storage: (\d+) GB a day of log and (\d+) GB of tables, (\d+) TB a year, once; (\d+) GB of WAL a day/,
  );
  expect(said).toEqual([inGb(log), inGb(tables), inTbAYear, inGb(wal)]);
});
