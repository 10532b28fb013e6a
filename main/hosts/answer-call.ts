import type { Core } from '../platform/core.ts';
import { decodeByteFrame, encodeByteFrame, parseJson } from './byte-frame.ts';
import { putHeader, textRequest } from './call-frames.ts';
import { invalidInput, MAX_PUT_BYTES, settled } from './core-reply.ts';
import type { RenewableSession } from './renewable-session.ts';

/** Longest text message, in bytes: far more than any form, so that too long a note is answered. */
const MAX_TEXT_BYTES = 8 * 1024 * 1024;

/** The largest message of a caller, in bytes: a file with its header. */
export const MAX_MESSAGE_BYTES = MAX_PUT_BYTES + 1024;

/** A proven caller of the core over some connection. */
export type Caller = { readonly core: Core; readonly session: RenewableSession };

/** The answer to a text message, itself text or bytes; null for what is no request. */
export async function answerText(
  bytes: Buffer,
  { core, session }: Caller,
): Promise<string | Buffer | null> {
  if (bytes.byteLength > MAX_TEXT_BYTES) return null;
  const read = textRequest.safeParse(parseJson(bytes.toString()));
  if (!read.success) return null;
  const { seq } = read.data;
  if ('name' in read.data) {
    const { name, input } = read.data;
    return JSON.stringify({
      seq,
      reply: await settled(core.dispatch(session.current(), name, input)),
    });
  }
  const reply = await settled(core.getBytes(session.current(), read.data.get));
  return reply.ok ? encodeByteFrame({ seq }, reply.value) : JSON.stringify({ seq, reply });
}

/** The answer to a file that is handed over; null for bytes that are none. */
export async function answerPut(bytes: Buffer, { core, session }: Caller): Promise<string | null> {
  const frame = decodeByteFrame(bytes);
  const read = putHeader.safeParse(frame?.header);
  if (frame === null || !read.success) return null;
  const { seq, put } = read.data;
  const reply =
    frame.payload.byteLength > MAX_PUT_BYTES
      ? invalidInput('The file is larger than 64 MiB.')
      : await settled(core.putBytes(session.current(), put, frame.payload));
  return JSON.stringify({ seq, reply });
}
