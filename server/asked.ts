import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { HEADERS, PROTOCOL } from '../shared/sync/wire.ts';
import { malformed } from './body.ts';
import { Refused } from './refused.ts';

const OLDEST_PROTOCOL = 1;

/** A part of a request as its schema has it; throws `malformed` with what is wrong and never the value. */
export function asked<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const paths = parsed.error.issues.map(({ path }) => path.join('.') || 'body');
  throw malformed(`Not as it should be: ${[...new Set(paths)].join(', ')}`);
}

/** A body of JSON as its schema has it. */
export function askedJson<T>(schema: z.ZodType<T>, body: unknown): T {
  return asked(schema, Buffer.isBuffer(body) ? parseJson(body) : undefined);
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw malformed('The body is not JSON');
  }
}

/** A header that comes once. */
export function header(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}

const epochQuery = z.object({
  epoch: z.coerce
    .number()
    .int()
    .positive()
    .max(2 ** 31 - 1)
    .optional(),
});

/** The epoch that the caller knows, by query or header; null where it does not say. */
export function askedEpoch(request: FastifyRequest): number | null {
  const { epoch } = asked(epochQuery, request.query);
  const inHeader = header(request, HEADERS.epoch);
  return epoch ?? (inHeader ? (asked(epochQuery, { epoch: inHeader }).epoch ?? null) : null);
}

/** Throws `protocol` to a caller that says something newer than this release understands. */
export function assertProtocol(request: FastifyRequest): void {
  const said = header(request, HEADERS.protocol);
  if (said === undefined) return;
  const protocol = Number(said);
  if (Number.isInteger(protocol) && protocol >= OLDEST_PROTOCOL && protocol <= PROTOCOL) return;
  throw new Refused({ code: 'protocol', protocol: PROTOCOL, oldestProtocol: OLDEST_PROTOCOL });
}
