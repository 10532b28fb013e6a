import type { Socket } from 'node:net';
import { z } from 'zod';
import type { CoreEvent } from '../../shared/base/bridge.ts';
import type { Operation } from '../../shared/base/contract.ts';
import { type Failure, fail, ok, type Result } from '../../shared/base/result.ts';
import { operations } from '../../shared/operations.ts';
import type { Core } from '../platform/core.ts';
import { decodeByteFrame, encodeByteFrame, parseJson } from './byte-frame.ts';
import { invalidInput, MAX_PUT_BYTES } from './core-reply.ts';
import { sendMessage } from './stream-messages.ts';

type AnyReply = Result<unknown, Failure>;
type Waiting = { readonly resolve: (reply: AnyReply) => void; readonly lost: AnyReply };

const numbered = z.object({ seq: z.int() });
const told = z.union([
  z.object({ seq: z.int(), reply: z.unknown() }),
  z.object({ event: z.unknown() }),
]);

/** A running application's core over a proven connection, and what takes the messages of that. */
export function coreOver(connection: Socket): {
  readonly core: Core;
  readonly receive: (content: Buffer, isBinary: boolean) => void;
} {
  const waiting = new Map<number, Waiting>();
  const listeners = new Set<(event: CoreEvent) => void>();
  let nextSeq = 1;

  function ask<R>(write: (seq: number) => string | Buffer, lost: AnyReply): Promise<R> {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the proven core answers as Core's own method does
    if (!connection.writable) return Promise.resolve(lost as R);
    const seq = nextSeq++;
    return new Promise((resolve) => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
      waiting.set(seq, { resolve: resolve as (reply: AnyReply) => void, lost });
      sendMessage(connection, write(seq));
    });
  }
  function settle(seq: number, reply: AnyReply): void {
    waiting.get(seq)?.resolve(reply);
    waiting.delete(seq);
  }
  const tell = (event: CoreEvent): void => {
    for (const listener of listeners) listener(event);
  };
  connection.once('close', () => {
    for (const [seq, { lost }] of waiting) settle(seq, lost);
    // Whoever waits for a job waits for news that will not come.
    tell({ type: 'sessionEnded' });
  });

  const core: Core = {
    dispatch: (_session, name, input) =>
      ask((seq) => JSON.stringify({ seq, name, input }), lostCall(name)),
    putBytes: async (_session, purpose, bytes) =>
      bytes.byteLength > MAX_PUT_BYTES
        ? tooLarge
        : ask((seq) => encodeByteFrame({ seq, put: purpose }, bytes), LOST),
    getBytes: (_session, digest) => ask((seq) => JSON.stringify({ seq, get: digest }), LOST),
    endSession: async () => void connection.destroy(),
    onEvent(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: () => closed(connection),
  };
  return { core, receive: (content, isBinary) => receive(content, isBinary, { settle, tell }) };
}

type Taken = {
  readonly settle: (seq: number, reply: AnyReply) => void;
  readonly tell: (event: CoreEvent) => void;
};

function receive(content: Buffer, isBinary: boolean, { settle, tell }: Taken): void {
  if (isBinary) {
    const frame = decodeByteFrame(content);
    const header = numbered.safeParse(frame?.header);
    if (frame !== null && header.success) settle(header.data.seq, ok(frame.payload));
    return;
  }
  const { data: message } = told.safeParse(parseJson(content.toString()));
  if (message === undefined) return;
  /* oxlint-disable typescript/no-unsafe-type-assertion -- the proven core sends replies and events only */
  if ('event' in message) tell(message.event as CoreEvent);
  else settle(message.seq, message.reply as AnyReply);
  /* oxlint-enable typescript/no-unsafe-type-assertion */
}

const LOST = fail(
  'Unavailable',
  'Caretrail was closed or ended before it answered. Run the command again.',
);
const LOST_SAVE = fail(
  'Unavailable',
  'Caretrail was closed or ended before it answered. It is not known whether this was saved.',
);
const tooLarge = invalidInput(
  'The file is larger than 64 MiB. Close Caretrail and run the command again: then it reads the file itself.',
);

/** What is known of a call whose answer will never come. */
function lostCall(name: string): AnyReply {
  const all: Readonly<Record<string, Operation>> = operations;
  const operation = Object.hasOwn(all, name) ? all[name] : undefined;
  // Signing in saves nothing that anybody would miss.
  return operation?.kind === 'command' && operation.isAskedAnew !== true ? LOST_SAVE : LOST;
}

/** Sends what is still to be sent, and ends: the session ends with it. */
function closed(connection: Socket): Promise<void> {
  return new Promise((resolve) => {
    if (connection.destroyed) return resolve();
    connection.once('close', () => resolve());
    connection.end();
    // Whatever the application does, a command that is done ends.
    connection.destroySoon();
  });
}
