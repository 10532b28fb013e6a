import type { Socket } from 'node:net';

const LENGTH_BYTES = 4;
const KINDS = { text: 0, bytes: 1 } as const;

/** One message on a stream that knows none: length (4 bytes, big-endian), kind (1 byte), content. */
export function sendMessage(stream: Socket, message: string | Buffer): void {
  if (!stream.writable) return;
  const content = typeof message === 'string' ? Buffer.from(message) : message;
  const head = Buffer.alloc(LENGTH_BYTES + 1);
  head.writeUInt32BE(content.byteLength + 1);
  head.writeUInt8(typeof message === 'string' ? KINDS.text : KINDS.bytes, LENGTH_BYTES);
  stream.cork();
  stream.write(head);
  stream.write(content);
  stream.uncork();
}

export type MessageRules = {
  /** The longest message that is read, in bytes; it is asked for each. */
  readonly limit: () => number;
  readonly onMessage: (content: Buffer, isBinary: boolean) => void;
  /** What came is no message, or is longer than the limit: nothing more is read of it. */
  readonly onMalformed: () => void;
};

/** Reads messages one by one, in order. */
export function readMessages(stream: Socket, rules: MessageRules): void {
  const received = waitingBytes();
  let isOver = false;
  stream.on('data', (chunk: Buffer) => {
    if (isOver) return;
    received.add(chunk);
    for (;;) {
      const length = received.peekLength();
      if (length === null) return;
      if (length === 0 || length > rules.limit() + 1) return giveUp();
      const message = received.take(length);
      if (message === null) return;
      const [kind] = message;
      if (kind !== KINDS.text && kind !== KINDS.bytes) return giveUp();
      rules.onMessage(message.subarray(1), kind === KINDS.bytes);
    }
  });
  function giveUp(): void {
    isOver = true;
    received.forget();
    rules.onMalformed();
  }
}

/** What has come of the next messages. Chunks of a long one are put together once, when it is whole. */
function waitingBytes() {
  let chunks: Buffer[] = [];
  let byteLength = 0;
  const joined = (): Buffer => {
    const [first, second] = chunks;
    const all = first !== undefined && second === undefined ? first : Buffer.concat(chunks);
    chunks = [all];
    return all;
  };
  return {
    add(chunk: Buffer) {
      chunks.push(chunk);
      byteLength += chunk.byteLength;
    },
    peekLength(): number | null {
      if (byteLength < LENGTH_BYTES) return null;
      const [first] = chunks;
      const head = first !== undefined && first.byteLength >= LENGTH_BYTES ? first : joined();
      return head.readUInt32BE(0);
    },
    take(length: number): Buffer | null {
      const end = LENGTH_BYTES + length;
      if (byteLength < end) return null;
      const all = joined();
      chunks = [all.subarray(end)];
      byteLength -= end;
      return all.subarray(LENGTH_BYTES, end);
    },
    forget() {
      chunks = [];
      byteLength = 0;
    },
  };
}
