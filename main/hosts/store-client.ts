import { randomUUID } from 'node:crypto';
import { setTimeout as rest } from 'node:timers/promises';
import { type Client, createClient, type Reply } from '../../shared/base/contract.ts';
import { type StoreOperations, storeOperations } from '../../shared/store/contract.ts';
import type { Core, Session } from '../platform/core.ts';

export type StoreClient = Client<StoreOperations>;

type StatusReply = Reply<StoreOperations['store.status']>;
export type StoreStatus = Extract<StatusReply, { readonly ok: true }>['value'];

/** What a host asks of the gate before the records are open; none of it is worth doing twice. */
export function storeClient(core: Core, session: Session): StoreClient {
  return createClient(
    storeOperations,
    (name, input) => core.dispatch(session, name, input),
    randomUUID,
  );
}

const LOOK_EVERY_MS = 200;

export type OnStoreProgress = (progress: NonNullable<StoreStatus['progress']>) => void;

/** The outcome of what was asked of the gate; `onProgress` is told meanwhile how the records come along. */
export async function whileWatched<T>(
  client: StoreClient,
  asked: Promise<T>,
  onProgress: OnStoreProgress,
): Promise<T> {
  const isOver = asked.then(
    () => true,
    () => true,
  );
  while (!(await Promise.race([isOver, rest(LOOK_EVERY_MS, false, { ref: false })]))) {
    const status = await client['store.status']({});
    if (status.ok && status.value.progress !== null) onProgress(status.value.progress);
  }
  return asked;
}

/** How the records stand once they are not being opened any more; `onProgress` is told meanwhile. */
export async function settledStatus(
  client: StoreClient,
  onProgress: OnStoreProgress = () => undefined,
): Promise<StatusReply> {
  for (;;) {
    const reply = await client['store.status']({});
    if (!reply.ok || reply.value.state !== 'opening') return reply;
    if (reply.value.progress !== null) onProgress(reply.value.progress);
    await rest(LOOK_EVERY_MS);
  }
}

/** Opens the records with a passphrase that was given at the start, or begins them under it. */
export async function openWithGiven(
  client: StoreClient,
  passphrase: string,
  onProgress: OnStoreProgress = () => undefined,
): Promise<
  | Reply<StoreOperations['store.create']>
  | Reply<StoreOperations['store.unlock']>
  | Extract<StatusReply, { readonly ok: false }>
> {
  const status = await settledStatus(client, onProgress);
  if (!status.ok) return status;
  switch (status.value.state) {
    case 'new':
      return whileWatched(client, client['store.create']({ passphrase }), onProgress);
    case 'locked':
      return whileWatched(client, client['store.unlock']({ passphrase }), onProgress);
    case 'open':
    case 'opening':
    case 'unreadable':
      // Nothing to open, or nothing that a passphrase opens: the page says what to do.
      return { ok: true, value: {} };
  }
}
