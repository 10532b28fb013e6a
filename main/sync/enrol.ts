import { fail, ok } from '../../shared/base/result.ts';
import type { CommandContext } from '../platform/context.ts';
import { newDeviceKey, publicKeyOf } from './device-key.ts';
import { attachCapture } from './capture.ts';
import { insertDevice, isDevice } from './device-store.ts';
import { beginSend, sendTrail } from './first-send.ts';
import { insertFetch } from './first-store.ts';
import { serverAddress } from './server-address.ts';
import { askToEnrol, serverClient } from './server-client.ts';
import { ServerRefused, ServerUnreachable, whyUnreachable } from './server-errors.ts';
import { type SqlRunner, sqlOver } from './sql.ts';

export type EnrolInput = {
  readonly serverUrl: string;
  readonly code: string;
  readonly deviceName: string;
};

const plainHttp = fail(
  'PlainHttp',
  'The address must begin with https://. Records never go over a network in the clear.',
);
const enrolledAlready = fail('EnrolledAlready', 'This computer is a device of a site already.');
const wrongCode = fail(
  'WrongCode',
  'The server does not know this code: it was used, has expired, or was mistyped. Ask for a new one.',
);
const holdsRecords = fail(
  'HoldsRecords',
  'This computer has records of its own, and so has the site. Join with a computer that was never set up.',
);
const nothingThere = fail(
  'NothingThere',
  'Nobody has brought records to this site yet. Set this computer up first, then make it the site’s first device.',
);

/** Makes this computer a device. The network is asked between turns, so nobody waits for it. */
export async function enrol(input: EnrolInput, context: CommandContext, onEnrolled: () => void) {
  const { tx, aside, now, newId, actor } = context;
  const sql = sqlOver(tx);
  const serverUrl = serverAddress(input.serverUrl);
  if (!serverUrl) return plainHttp;
  if (await isDevice(sql)) return enrolledAlready;
  const made = { deviceId: newId(), privateKey: newDeviceKey() };
  const answer = await aside('enrol', () => askServer(serverUrl, input, made));
  if (!answer.ok) return answer;
  const { reply, deviceId, privateKey } = answer.value;
  const isSetUp = await hasSite(sql);
  if (isSetUp === reply.hasRecords) {
    // Nobody shall find a device that never came.
    await aside('withdraw', () =>
      serverClient({ serverUrl, siteId: reply.siteId, deviceId, privateKey })
        .revoke(deviceId)
        .catch(() => undefined),
    );
    return isSetUp ? holdsRecords : nothingThere;
  }
  const enrolledAt = now.toISOString();
  const { siteId, epoch } = reply;
  const { deviceName } = input;
  await insertDevice(sql, {
    deviceId,
    deviceName,
    serverUrl,
    siteId,
    privateKey,
    epoch,
    enrolledAt,
  });
  if (isSetUp) await beginSend(sql, enrolledAt);
  else {
    await insertFetch(sql, enrolledAt);
    await sendTrail(sql);
  }
  await attachCapture(sql);
  await sql.query("SELECT set_config('caretrail.user', $1, true)", [actor?.userId ?? '']);
  onEnrolled();
  return ok({ siteName: reply.siteName, deviceId, isJoining: !isSetUp });
}

async function hasSite(sql: SqlRunner): Promise<boolean> {
  return (await sql.query('SELECT FROM sites LIMIT 1')).rows.length > 0;
}

type Made = { readonly deviceId: string; readonly privateKey: ReturnType<typeof newDeviceKey> };

async function askServer(serverUrl: string, { code, deviceName }: EnrolInput, made: Made) {
  const publicKey = publicKeyOf(made.privateKey);
  try {
    const { deviceId } = made;
    const reply = await askToEnrol(serverUrl, { code, deviceId, deviceName, publicKey });
    return ok({ reply, ...made });
  } catch (error) {
    return enrolFailure(error);
  }
}

function enrolFailure(error: unknown) {
  if (error instanceof ServerUnreachable)
    return fail('ServerUnreachable', whyUnreachable[error.why]);
  if (!(error instanceof ServerRefused)) throw error;
  const { code } = error.refusal;
  if (code === 'badCode') return wrongCode;
  return fail('ServerRefused', 'The server does not take new devices just now. Try again later.');
}
