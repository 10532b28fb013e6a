import { DeviceForked } from '../../shared/sync/fold/apply-page.ts';
import { sayDeviceName } from './device-names.ts';
import { type Device, deviceNow } from './device-store.ts';
import { fetchChunk } from './first-fetch.ts';
import { sendPortion } from './first-send.ts';
import { selectFirst } from './first-store.ts';
import { ForkedDevice } from './fork.ts';
import { housekeeping } from './housekeeping.ts';
import { numberLeasing } from './lease-numbers.ts';
import { meetServer } from './meet.ts';
import { firstPace, type Pace, type PageAhead, pullOnce } from './pull.ts';
import { createOwnPlaces } from './own-places.ts';
import { type Ahead, type Exchange, pushOnce } from './push.ts';
import { becomeAnother } from './become-another.ts';
import { takeAuditHeads } from './take-audit-heads.ts';
import type { ServerClient } from './server-client.ts';
import { NotFollowing, ServerRefused } from './server-errors.ts';
import { sqlOver } from './sql.ts';
import { signTrail } from './sign-trail.ts';
import type { SyncParts } from './sync-parts.ts';

export type Asked = {
  readonly server: ServerClient;
  /** Whether the server was asked how it stands since it was last out of reach. */
  readonly isMet: boolean;
  /** It said how it stands: it is in reach, whatever comes of the rest. */
  readonly onMet?: () => void;
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
  const fillUpNumbers = numberLeasing();
  const keepHouse = housekeeping();
  const ownPlaces = createOwnPlaces();
  let head = 0;
  async function pushAll(exchange: Exchange): Promise<void> {
    head = Math.max(head, await sendWhatStands(exchange));
  }
  async function pullAll(exchange: Exchange): Promise<void> {
    await takeUpTo(exchange, pace, () => head);
  }
  async function exchangeAll(exchange: Exchange, { isMet, onMet }: Asked): Promise<void> {
    if (!isMet) {
      ownPlaces.forget();
      head = await meetServer(exchange);
      onMet?.();
    }
    // A revoked device still gives away what it has.
    await fetchAll(exchange, isMet);
    await pushAll(exchange);
    await pullAll(exchange);
    await fillUpNumbers({ ...exchange, newId: parts.newId });
    // What was written down of that must not wait until somebody writes something.
    await pushAll(exchange);
    await keepHouse(exchange);
    if (!isMet) await takeAuditHeads(exchange);
  }
  return {
    async run(asked) {
      const exchange = { ...parts, server: asked.server, signal, ownPlaces };
      try {
        await exchangeAll(exchange, asked);
      } catch (error) {
        if (!isFork(error)) throw error;
        await becomeAnother(exchange);
        throw new ForkedDevice({ cause: error });
      }
    },
    async wait(server, either) {
      const { epoch, cursorSeq } = await deviceOf(parts);
      const reply = await server.wait({ head: Math.max(head, cursorSeq), epoch }, either);
      if (reply.epoch !== epoch) throw new NotFollowing('The server was restored');
      head = Math.max(head, reply.head);
    },
  };
}

async function takeUpTo(exchange: Exchange, pace: Pace, head: () => number): Promise<void> {
  const ahead: PageAhead = { next: null };
  while ((await deviceOf(exchange)).cursorSeq < head()) {
    exchange.signal.throwIfAborted();
    if (!(await pullOnce(exchange, pace, ahead))) return;
  }
}

/** Resolves to the server's head as the last reply said it; 0 when nothing had to be sent. */
async function sendWhatStands(exchange: Exchange): Promise<number> {
  await signTrail(exchange);
  // What is written meanwhile comes with the next look: others' changes must not wait for a pause here.
  const { nextNumber, ackedNumber, isFirstSync } = await whatStands(exchange);
  if (!isFirstSync && ackedNumber === nextNumber - 1) return 0;
  const ahead: Ahead = { until: nextNumber - 1, next: null, sent: null };
  let head = 0;
  for (let isMore = true; isMore; ) {
    exchange.signal.throwIfAborted();
    const isFirst = await sendPortion(exchange.database);
    const pushed = await pushOnce(exchange, ahead);
    head = Math.max(head, pushed?.head ?? 0);
    isMore = isFirst || (pushed !== null && pushed.acked < nextNumber - 1);
  }
  return head;
}

function whatStands({ database }: Exchange) {
  return database.read(async (db) => {
    const sql = sqlOver(db);
    return { ...(await deviceNow(sql)), isFirstSync: (await selectFirst(sql)) !== null };
  });
}

/** The rest of a first sync; behind it stands the name of this computer. */
async function fetchAll(exchange: Exchange, isMet: boolean): Promise<void> {
  while (await fetchChunk(exchange)) exchange.signal.throwIfAborted();
  if (!isMet) await sayDeviceName(exchange.database);
}

function deviceOf({ database }: Pick<SyncParts, 'database'>): Promise<Device> {
  return database.read((db) => deviceNow(sqlOver(db)));
}

function isFork(error: unknown): boolean {
  return (
    error instanceof ForkedDevice ||
    error instanceof DeviceForked ||
    (error instanceof ServerRefused && error.refusal.code === 'fork')
  );
}
