import { v7 } from 'uuid';
import { DeviceForked } from '../../shared/sync/fold/apply-page.ts';
import { beginChain } from '../platform/audit-chain.ts';
import { newDeviceKey, publicKeyOf } from './device-key.ts';
import { deviceNow } from './device-store.ts';
import { firstPace, pullOnce } from './pull.ts';
import type { Exchange } from './push.ts';
import { reissueOutbox } from './reissue.ts';
import { askToEnrol } from './server-client.ts';
import { sqlOver } from './sql.ts';

/**
 * Another copy of these records writes under this device's id. What the log has is taken up as far as it is
 * this computer's own; with a new id and key, all else that was written here is issued anew.
 */
export async function becomeAnother(exchange: Exchange): Promise<void> {
  const { database, server } = exchange;
  await pullWhatIsOwn(exchange);
  const before = await database.read((db) => deviceNow(sqlOver(db)));
  const { code } = await server.newCode();
  const [deviceId, privateKey] = [v7(), newDeviceKey()];
  const { deviceName, serverUrl } = before;
  const asked = { code, deviceId, deviceName, publicKey: publicKeyOf(privateKey) };
  await askToEnrol(serverUrl, asked);
  const device = { deviceId, privateKey };
  await database.transact(async (tx) => {
    await reissueOutbox(sqlOver(tx), device);
    // Under the chain that both copies have gone on with, their events have the same numbers.
    await beginChain(tx, { cause: 'fork', at: exchange.clock(), device });
  });
}

async function pullWhatIsOwn(exchange: Exchange): Promise<void> {
  const pace = firstPace();
  try {
    while (await pullOnce(exchange, pace)) exchange.signal.throwIfAborted();
  } catch (error) {
    if (!(error instanceof DeviceForked)) throw error;
  }
}
