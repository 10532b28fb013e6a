import { randomUUID } from 'node:crypto';
import { newDeviceKey, publicKeyOf, signChain } from '../main/sync/device-key.ts';
import { askToEnrol, type ServerClient, serverClient } from '../main/sync/server-client.ts';
import { sha256Text } from '../main/sync/push.ts';
import { chainAfter } from '../shared/sync/chain.ts';
import { formatStamp, stampAt } from '../shared/sync/stamps.ts';

/** What one change says of a row; numbers and stamps are the pusher's. */
export type PushedRow = {
  readonly entity: string;
  readonly id: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly schemaVersion: number;
};

/** A device without records, which pushes rows as if they had been written on it. */
export type Pusher = {
  readonly server: ServerClient;
  readonly epoch: number;
  /** Each row is a transaction of its own. Resolves to the head of the site's log. */
  readonly push: (rows: readonly PushedRow[]) => Promise<number>;
};

type Address = { readonly serverUrl: string; readonly code: string };

export async function enrolPusher({ serverUrl, code }: Address): Promise<Pusher> {
  const privateKey = newDeviceKey();
  const deviceId = randomUUID();
  const publicKey = publicKeyOf(privateKey);
  const asked = { code, deviceId, deviceName: 'Pusher', publicKey };
  const { siteId, epoch } = await askToEnrol(serverUrl, asked);
  const server = serverClient({ serverUrl, siteId, deviceId, privateKey });
  let number = 0;
  let chain = '';
  let stamp = stampAt(Date.now());
  const lineOf = ({ entity, id, values, schemaVersion }: PushedRow): string => {
    number += 1;
    stamp += 1n;
    const head = { n: number, t: number, s: formatStamp(stamp), k: entity };
    const what = { r: JSON.stringify([id]), o: 'i', b: {}, v: values, u: null, m: schemaVersion };
    return JSON.stringify({ ...head, ...what });
  };
  return {
    server,
    epoch,
    async push(rows) {
      const lines = rows.map(lineOf);
      const next = chainAfter(chain, lines, sha256Text);
      const signature = signChain(privateKey, next);
      const { head } = await server.push({ epoch, lines, chain, signature });
      chain = next;
      return head;
    },
  };
}
