import { DeviceForked } from '../../shared/sync/fold/apply-page.ts';
import { type Device, deviceNow } from './device-store.ts';
import { fetchChunk } from './first-fetch.ts';
import { sendPortion } from './first-send.ts';
import { ForkedDevice } from './fork.ts';
import { meetServer } from './meet.ts';
import { firstPace, pullOnce } from './pull.ts';
import { type Exchange, pushOnce } from './push.ts';
import { becomeAnother } from './become-another.ts';
import type { ServerClient } from './server-client.ts';
import { NotFollowing, ServerRefused } from './server-errors.ts';
import { sqlOver } from './sql.ts';
import type { SyncParts } from './sync-parts.ts';

export type Asked = {
  readonly server: ServerClient;
  /** Whether the server was asked how it stands since it was last out of reach. */
  readonly isMet: boolean;
};

export type Round = {
  /** Sends all that is here and takes up all that is there. Throws what keeps it from that. */
  readonly run: (asked: Asked) => Promise<void>;
  /** Resolves when the server has something new, or after a while. */
  readonly wait: (server: ServerClient, signal: AbortSignal) => Promise<void>;
};

/** One look after another at the server; what it says of its head is kept between them. */
export function createExchangeRound(parts: SyncParts, signal: AbortSignal): Round {
  const pace = firstPace();
  let head = 0;
  async function pushAll(exchange: Exchange): Promise<void> {
    for (let isMore = true; isMore; ) {
      signal.throwIfAborted();
      const isFirst = await sendPortion(parts.database);
      const pushed = await pushOnce(exchange);
      head = Math.max(head, pushed?.head ?? 0);
      isMore = isFirst || pushed !== null;
    }
  }
  async function pullAll(exchange: Exchange): Promise<void> {
    while ((await current(exchange)).cursorSeq < head) {
      signal.throwIfAborted();
      if (!(await pullOnce(exchange, pace))) return;
    }
  }
  async function exchangeAll(exchange: Exchange, isMet: boolean): Promise<void> {
    if (!isMet) head = await meetServer(exchange);
    // A revoked device still gives away what it has.
    while (await fetchChunk(exchange)) signal.throwIfAborted();
    await pushAll(exchange);
    await pullAll(exchange);
  }
  return {
    async run({ server, isMet }) {
      const exchange = { ...parts, server, signal };
      try {
        await exchangeAll(exchange, isMet);
      } catch (error) {
        if (!isFork(error)) throw error;
        await becomeAnother(exchange);
        throw new ForkedDevice({ cause: error });
      }
    },
    async wait(server, either) {
      const { epoch, cursorSeq } = await parts.database.read((db) => deviceNow(sqlOver(db)));
      const reply = await server.wait({ head: Math.max(head, cursorSeq), epoch }, either);
      if (reply.epoch !== epoch) throw new NotFollowing('The server was restored');
      head = Math.max(head, reply.head);
    },
  };
}

async function current({ database }: Exchange): Promise<Device> {
  return database.read((db) => deviceNow(sqlOver(db)));
}

function isFork(error: unknown): boolean {
  return (
    error instanceof ForkedDevice ||
    error instanceof DeviceForked ||
    (error instanceof ServerRefused && error.refusal.code === 'fork')
  );
}
