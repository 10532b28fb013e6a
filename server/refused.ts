import type { Refusal } from '../shared/sync/wire.ts';

const STATUS: Readonly<Record<Refusal['code'], number>> = {
  unauthorized: 401,
  forbidden: 403,
  badCode: 403,
  revoked: 403,
  notFound: 404,
  malformed: 400,
  tooLarge: 413,
  gap: 409,
  fork: 409,
  epoch: 409,
  protocol: 400,
  busy: 429,
  unavailable: 503,
};

/** Thrown anywhere below a route: what the caller is told instead of an answer. */
export class Refused extends Error {
  override name = 'Refused';
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }

  get status(): number {
    return STATUS[this.refusal.code];
  }
}

// Connection lost, too many connections, shutting down or starting, out of disk or memory, a lock or a
// statement that took too long, a deadlock, a transaction that must be run again.
const PASSING = /^(08|53|57P|55P03|57014|40)/;
const NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'ENOSPC',
]);

/** True where the same request may succeed later: the database is away, full or busy. */
export function isPassing(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isPassing);
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (NETWORK.has(code) || PASSING.test(code)) return true;
  return /timeout exceeded when trying to connect|Connection terminated/.test(error.message);
}
