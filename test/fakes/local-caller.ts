import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LocalAddress, readAddress } from '../../main/hosts/local-address.ts';
import { type LocalSocketOptions, startLocalSocket } from '../../main/hosts/local-socket.ts';
import { proofOf } from '../../main/hosts/mutual-proof.ts';
import { readMessages, sendMessage } from '../../main/hosts/stream-messages.ts';
import { type FakeCore, fakeCore } from './core-fake.ts';

export type TestSocket = {
  readonly dataDir: string;
  readonly core: FakeCore;
  /** As the command line reads it from the data folder. */
  readonly local: LocalAddress;
  /** The words for what was refused so far. */
  readonly refusals: readonly string[];
};

/** A data folder of its own, which is gone afterwards. */
export async function withFolder<Answer>(use: (dataDir: string) => Promise<Answer>) {
  const dataDir = await mkdtemp(join(tmpdir(), 'caretrail local '));
  try {
    return await use(dataDir);
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Runs `use` with the socket of an application whose core is in memory. */
export function withSocket<Answer>(
  use: (socket: TestSocket) => Promise<Answer>,
  options: Partial<LocalSocketOptions> = {},
): Promise<Answer> {
  return withFolder(async (dataDir) => {
    const core = fakeCore();
    const refusals: string[] = [];
    const onRefusal = (reason: string) => void refusals.push(reason);
    const socket = await startLocalSocket({ core, dataDir, onRefusal, ...options });
    try {
      const local = await readAddress(dataDir);
      if (local === null) throw new Error('the application said no address');
      return await use({ dataDir, core, local, refusals });
    } finally {
      await socket.close();
    }
  });
}

/** A connection whose messages are read one by one, in order. */
export function openLocal(address: string) {
  const connection = connect(address);
  const received: Buffer[] = [];
  const waiting: ((message: Buffer) => void)[] = [];
  readMessages(connection, {
    limit: () => Number.MAX_SAFE_INTEGER,
    onMalformed: () => connection.destroy(),
    onMessage(content) {
      const next = waiting.shift();
      if (next === undefined) received.push(content);
      else next(content);
    },
  });
  connection.on('error', () => undefined);
  const closed = once(connection, 'close').then(() => 'closed' as const);
  const next = (): Promise<Buffer> => {
    const message = received.shift();
    return message === undefined
      ? new Promise((resolve) => waiting.push(resolve))
      : Promise.resolve(message);
  };
  return {
    connection,
    closed,
    next,
    nextJson: async () => JSON.parse(String(await next())) as Record<string, unknown>,
    send: (message: string | Buffer | object) =>
      sendMessage(
        connection,
        typeof message === 'string' || Buffer.isBuffer(message) ? message : JSON.stringify(message),
      ),
  };
}

export const CALLER_NONCE = 'n'.repeat(22);

/** What a command line says to a greeting. */
export function identify(
  { address, key }: LocalAddress,
  hostNonce: string,
  side: 'command-line' | 'host' = 'command-line',
) {
  const challenge = { place: address, hostNonce, callerNonce: CALLER_NONCE };
  return { nonce: CALLER_NONCE, proof: proofOf(side, key, challenge) };
}

/** Opens a connection and proves itself on it. */
export async function openProvenLocal(local: LocalAddress) {
  const caller = openLocal(local.address);
  const { hello } = await caller.nextJson();
  caller.send(identify(local, String(hello)));
  const { proof } = await caller.nextJson();
  const isHostProven = proof === identify(local, String(hello), 'host').proof;
  return { ...caller, isHostProven };
}
