import { fail, ok } from '../../shared/base/result.ts';
import type { CommandContext } from '../platform/context.ts';
import { type Device, selectDevice } from './device-store.ts';
import { type ServerClient, serverClient } from './server-client.ts';
import { ServerRefused, ServerUnreachable, whyUnreachable } from './server-errors.ts';
import { sqlOver } from './sql.ts';

export const notEnrolled = fail('NotEnrolled', 'This computer is no device of a site.');

/** Asks the server between turns, for a person who waits for the answer. */
export async function askAboutSite<T>(
  { tx, aside }: CommandContext,
  key: string,
  ask: (server: ServerClient, device: Device) => Promise<T>,
) {
  const device = await selectDevice(sqlOver(tx));
  if (!device) return notEnrolled;
  return aside(key, async () => {
    try {
      return ok(await ask(serverClient(device), device));
    } catch (error) {
      if (error instanceof ServerUnreachable)
        return fail('ServerUnreachable', whyUnreachable[error.why]);
      if (error instanceof ServerRefused) return fail('ServerRefused', refusalText(error));
      throw error;
    }
  });
}

const notOfSite = ['revoked', 'unauthorized', 'forbidden'];

function refusalText({ refusal: { code } }: ServerRefused): string {
  if (notOfSite.includes(code))
    return 'The server does not take this computer for a device of the site any more.';
  if (code === 'notFound') return 'The server does not know that.';
  return 'The server does not do that just now. Try again later.';
}
