import { sha256Hex } from '../../server/chain-digest.ts';
import { nextChain } from '../../shared/sync/chain.ts';
import { type LogEntry, parseChange, SERVER_DEVICE } from '../../shared/sync/line.ts';
import type { Saved } from './ledger.ts';

/** One entry of the server's log, as far as it is looked at. */
export type Logged = Pick<LogEntry, 'seq' | 'deviceId' | 'line'> & { readonly outcome: string };

/** How far the server says that it has a device's changes. */
export type Head = {
  readonly deviceId: string;
  readonly ackedNumber: number;
  readonly ackedChain: string;
};

/** What the server holds when all is over. */
export type Held = {
  readonly log: readonly Logged[];
  readonly heads: readonly Head[];
  /** Of the tables of MADE_ONCE: table and row key of every row. */
  readonly rows: ReadonlySet<string>;
};

export type Verdict = {
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  readonly problems: readonly string[];
};

/** Tables whose rows get an id of their own wherever they are made: none comes twice. */
export const MADE_ONCE: ReadonlySet<string> = new Set([
  'patients',
  'orders',
  'order_lines',
  'treatment_records',
  'record_amendments',
  'record_signatures',
  'receipts',
  'receipt_lines',
  'stock_movements',
]);

/** Whether what was acknowledged is in the log and the tables, once; and whether the log is whole. */
export function verdictOn(saved: readonly Saved[], { log, heads, rows }: Held): Verdict {
  const wanted = new Map(saved.map((each) => [nameOf(each.table, each.op, each.mark), each]));
  const found = new Map<string, number>();
  const inserted = new Map<string, number>();
  for (const { line, outcome } of log) {
    const change = parseChange(line);
    if (!change) continue;
    const { k, o, r, v } = change;
    for (const value of Object.values(v)) {
      const name = nameOf(k, o, String(value));
      const asked = wanted.get(name);
      if (asked && v[asked.column] === value) found.set(name, (found.get(name) ?? 0) + 1);
    }
    const isTaken = outcome === 'applied' || outcome === 'merged';
    if (o === 'i' && isTaken && MADE_ONCE.has(k))
      inserted.set(`${k} ${r}`, (inserted.get(`${k} ${r}`) ?? 0) + 1);
  }
  const lost = saved.filter((each) => !found.has(nameOf(each.table, each.op, each.mark)));
  const marked = [...wanted].filter(
    ([name, { changes }]) => changes !== null && (found.get(name) ?? 0) > changes,
  );
  const twice = [...inserted].filter(([, times]) => times > 1);
  const gone = [...inserted.keys()].filter((row) => !rows.has(row));
  return {
    lost: [
      ...lost.map(({ kind, mark }) => `lost: ${kind} ${mark}`),
      ...gone.map((row) => `lost: ${row} is in the log and no row`),
    ],
    doubled: [
      ...marked.map(([name]) => `doubled: ${name}`),
      ...twice.map(([row, times]) => `doubled: ${row} was taken in ${times} times`),
    ],
    problems: [...holes(log), ...brokenChains(log, heads), ...setAside(log)].slice(0, 20),
  };
}

/** The bytes that the log has are those that each device was told it has. */
function brokenChains(log: readonly Logged[], heads: readonly Head[]): readonly string[] {
  const chains = new Map<string, string>();
  for (const { deviceId, line } of log)
    chains.set(deviceId, nextChain(chains.get(deviceId) ?? '', line, sha256Hex));
  return heads
    .filter(({ deviceId, ackedChain }) => (chains.get(deviceId) ?? '') !== ackedChain)
    .map(({ deviceId }) => `log: other lines of ${deviceId} than were acknowledged`);
}

/** Nobody was shut out and all are of one release: nothing is to be set aside. */
function setAside(log: readonly Logged[]): readonly string[] {
  return log
    .filter(({ outcome }) => outcome === 'quarantined' || outcome === 'waiting')
    .map(({ seq, outcome, line }) => `log: place ${seq} is ${outcome} (${parseChange(line)?.k})`);
}

function nameOf(table: string, op: string, mark: string): string {
  return `${table} ${op} ${mark}`;
}

/** Places count up by one, and so do the numbers of each device. */
function holes(log: readonly Logged[]): readonly string[] {
  const problems: string[] = [];
  const numbers = new Map<string, number>();
  for (const [at, { seq, deviceId, line }] of log.entries()) {
    if (seq !== at + 1) problems.push(`log: place ${seq} where ${at + 1} should be`);
    const number = parseChange(line)?.n ?? 0;
    const next = (numbers.get(deviceId) ?? 0) + 1;
    numbers.set(deviceId, number);
    const whose = deviceId === SERVER_DEVICE ? 'the server' : deviceId;
    if (number !== next) problems.push(`log: ${number} of ${whose} where ${next} should be`);
  }
  return problems;
}
