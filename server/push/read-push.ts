import { type ChangeLine, parseChange } from '../../shared/sync/line.ts';
import { parseStamp } from '../../shared/sync/stamps.ts';
import { assertSize, malformed } from '../body.ts';

/** One change as it arrived. */
export type PushedChange = {
  readonly line: string;
  readonly number: number;
  /** The number of the last change of its transaction. */
  readonly transactionEnd: number;
  /** As its device says. */
  readonly stamp: bigint;
  /** Null for a line that this release cannot read: it is kept as it is. */
  readonly change: ChangeLine | null;
};

type NumberedLine = Pick<PushedChange, 'line' | 'number' | 'change'>;

/**
 * The changes of a push in their order. A line that is no change is kept if it says its number, and that
 * is the next; anything else is `malformed`, because nobody could say what was acknowledged. So is half a
 * transaction, for whose end all devices would wait.
 */
export function readPush(lines: readonly string[]): readonly PushedChange[] {
  const numbered = lines.map(readLine);
  const first = numbered[0]?.number ?? 0;
  if (numbered.some(({ number }, place) => number !== first + place))
    throw malformed('The numbers of the changes are not in order');
  const changes = withTransactions(numbered);
  assertSize(lines, new Set(changes.map(({ transactionEnd }) => transactionEnd)).size);
  return changes;
}

function readLine(line: string): NumberedLine {
  const change = parseChange(line);
  const number = change?.n ?? numberIn(line);
  if (number === null) throw malformed('A line is no change and has no number');
  return { line, number, change };
}

/** The number of a line that is no change: as JSON has it, or as it stands at the beginning. */
function numberIn(line: string): number | null {
  const found = asObject(line)?.['n'] ?? Number(/^\{"n":(\d{1,15})[,}]/.exec(line)?.[1]);
  return typeof found === 'number' && Number.isSafeInteger(found) && found > 0 ? found : null;
}

function asObject(line: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}

/**
 * The first change of a transaction says where it ends. One of its lines that says otherwise means nothing;
 * a line that says nothing stands in the transaction that is open, or by itself.
 */
function withTransactions(numbered: readonly NumberedLine[]): readonly PushedChange[] {
  let transactionEnd = 0;
  const changes = numbered.map(({ line, number, change }) => {
    if (number > transactionEnd) transactionEnd = Math.max(number, change?.t ?? number);
    const meant = change?.t === transactionEnd ? change : null;
    return { line, number, transactionEnd, stamp: meant ? parseStamp(meant.s) : 0n, change: meant };
  });
  if (transactionEnd > (numbered.at(-1)?.number ?? 0))
    throw malformed('The last transaction is cut');
  return changes;
}
