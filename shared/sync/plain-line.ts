/** As `ChangeLine` in line.ts, which says what the names mean. */
type PlainChange = {
  n: number;
  t: number;
  s: string;
  k: string;
  r: string;
  o: 'i' | 'u' | 'd';
  b: Record<string, string>;
  v: Record<string, unknown>;
  u: string | null;
  m: number;
};

/** What stands before the line in an entry of the log. */
type PlainHead = {
  q: number;
  d: string;
  s: string;
  x: 'applied' | 'merged' | 'held' | 'quarantined' | 'waiting';
  a: number;
};

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const STAMP = /^\d{1,19}$/;
const OUTCOMES: ReadonlySet<unknown> = new Set([
  'applied',
  'merged',
  'held',
  'quarantined',
  'waiting',
] satisfies PlainHead['x'][]);
const OPS: ReadonlySet<unknown> = new Set(['i', 'u', 'd'] satisfies PlainChange['o'][]);

type Fields = Readonly<Record<string, unknown>>;

/**
 * The change that a line of JSON is, where it is one as devices write them: millions are read, and the
 * schema in line.ts takes ten times as long. Null says nothing: then that schema decides.
 */
export function plainChange(value: unknown): PlainChange | null {
  if (!isFields(value)) return null;
  const { n, t, s, k, r, o, b, v, u, m } = value;
  const isPlain =
    isCount(n) &&
    isCount(t) &&
    isStamp(s) &&
    isText(k, 1, 63) &&
    isText(r, 2, 2000) &&
    OPS.has(o) &&
    isTexts(b) &&
    isFields(v) &&
    (u === null || (typeof u === 'string' && UUID.test(u))) &&
    isCount(m);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- all of it was looked at just now
  return isPlain ? ({ n, t, s, k, r, o, b, v, u, m } as PlainChange) : null;
}

/** The same for what stands before the line in an entry of the log. */
export function plainHead(value: unknown): PlainHead | null {
  if (!isFields(value)) return null;
  const { q, d, s, x, a } = value;
  const isPlain =
    isCount(q) &&
    typeof d === 'string' &&
    UUID.test(d) &&
    isStamp(s) &&
    OUTCOMES.has(x) &&
    Number.isSafeInteger(a);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- all of it was looked at just now
  return isPlain ? ({ q, d, s, x, a } as PlainHead) : null;
}

function isFields(value: unknown): value is Fields {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !Object.hasOwn(value, '__proto__')
  );
}

function isTexts(value: unknown): boolean {
  return isFields(value) && Object.values(value).every((each) => typeof each === 'string');
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) > 0;
}

function isStamp(value: unknown): boolean {
  return typeof value === 'string' && STAMP.test(value);
}

function isText(value: unknown, least: number, most: number): boolean {
  return typeof value === 'string' && value.length >= least && value.length <= most;
}
