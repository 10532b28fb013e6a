import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

const compress = promisify(gzip);
const LEAST_GZIP_CHARACTERS = 1024;

/** Sends lines, compressed for whoever takes that; returns how many bytes went. */
export async function sendLines(
  request: FastifyRequest,
  reply: FastifyReply,
  text: string,
): Promise<number> {
  reply.header('vary', 'accept-encoding').type('application/x-ndjson');
  const takesGzip = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  const bytes =
    takesGzip && text.length >= LEAST_GZIP_CHARACTERS ? await compress(text, { level: 1 }) : null;
  if (bytes) reply.header('content-encoding', 'gzip');
  await reply.send(bytes ?? text);
  return bytes?.length ?? Buffer.byteLength(text);
}

export type Span = { readonly from: number; readonly to: number; readonly isPart: boolean };

/**
 * Which bytes a request wants of so many (`to` not included); sets the headers that say so. Null, with 416
 * set, for a range that there is not.
 */
export function spanOf(
  request: FastifyRequest,
  reply: FastifyReply,
  byteLength: number,
): Span | null {
  reply.header('accept-ranges', 'bytes');
  const wanted = /^bytes=(\d{1,15})-(\d{0,15})$/.exec(request.headers.range ?? '');
  if (!wanted) return { from: 0, to: byteLength, isPart: false };
  const from = Number(wanted[1]);
  const to = wanted[2] ? Math.min(Number(wanted[2]) + 1, byteLength) : byteLength;
  if (from >= byteLength || to <= from) {
    reply.code(416).header('content-range', `bytes */${byteLength}`);
    return null;
  }
  reply.code(206).header('content-range', `bytes ${from}-${to - 1}/${byteLength}`);
  return { from, to, isPart: true };
}
