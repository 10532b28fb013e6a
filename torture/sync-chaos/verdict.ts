import { type LogEntry, parseChange, SERVER_DEVICE } from '../../shared/sync/line.ts';
import type { Saved } from './ledger.ts';

/** One entry of the server's log, as far as it is looked at. */
export type Logged = Pick<LogEntry, 'seq' | 'deviceId' | 'line'> & { readonly outcome: string };

export type Verdict = {
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  readonly problems: readonly string[];
};

/** Tables whose rows get an id of their own wherever they are made: none comes twice. */
const MADE_ONCE = new Set([
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

/** Whether what was acknowledged is in the log, once; and whether the log is whole. */
export function verdictOn(saved: readonly Saved[], log: readonly Logged[]): Verdict {
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
  const rows = [...inserted].filter(([, times]) => times > 1);
  return {
    lost: lost.map(({ kind, mark }) => `lost: ${kind} ${mark}`),
    doubled: [
      ...marked.map(([name]) => `doubled: ${name}`),
      ...rows.map(([row, times]) => `doubled: ${row} was taken in ${times} times`),
    ],
    problems: holes(log),
  };
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
  return problems.slice(0, 20);
}
