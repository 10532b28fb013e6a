import { fail, ok } from '../../shared/base/result.ts';
import { beginChain } from '../platform/audit-chain.ts';
import { BackupNotVerified } from '../platform/backup/backup-errors.ts';
import type { CommandContext } from '../platform/context.ts';
import type { KeepingPlace } from '../platform/keeping-place.ts';
import { TargetRefused } from '../platform/target-file.ts';
import { newDeviceKey, publicKeyOf } from './device-key.ts';
import { attachCapture } from './capture.ts';
import { insertDevice, isDevice, type NewDevice } from './device-store.ts';
import { emptyTables } from './empty-tables.ts';
import { beginSend, sendTrail } from './first-send.ts';
import { insertFetch } from './first-store.ts';
import { deleteLeft, selectLeft } from './left-store.ts';
import { keepOwnBlocks } from './number-store.ts';
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
  'This computer has patients of its own, and so has the site: two lists of patients are not made one. Nothing was changed here. To bring these patients to the site, export their charts here, join with a computer that was never set up, and import them there.',
);
const setAsideNeeded = fail(
  'SetAsideNeeded',
  'The site has its records already. To join it, the people and settings of this computer are put aside in a backup file, and those of the site come instead. Agree to that, with a new code.',
);
const notSetAside = fail(
  'NotSetAside',
  'What was set up here could not be put aside, so it was left as it is. Make sure that a backup can be made, then join with a new code.',
);
const nothingThere = fail(
  'NothingThere',
  'Nobody has brought records to this site yet. Set this computer up first, then make it the site’s first device.',
);

type Beside = { readonly place: KeepingPlace | null; readonly onEnrolled: () => void };
type Input = EnrolInput & { readonly maySetAside: boolean };

/** Makes this computer a device. The network is asked between turns, so nobody waits for it. */
export async function enrol(input: Input, context: CommandContext, beside: Beside) {
  const { tx, aside, now, newId, actor } = context;
  const sql = sqlOver(tx);
  const serverUrl = serverAddress(input.serverUrl);
  if (!serverUrl) return plainHttp;
  if (await isDevice(sql)) return enrolledAlready;
  const made = { deviceId: newId(), privateKey: newDeviceKey() };
  const answer = await aside('enrol', () => askServer(serverUrl, input, made));
  if (!answer.ok) return answer;
  const { reply, deviceId, privateKey } = answer.value;
  const { siteId, epoch } = reply;
  const coming = await howItComes(sql, reply, input.maySetAside);
  const ready = coming.ok ? await setAside(coming.value, context, beside) : coming;
  if (!ready.ok) {
    // Nobody shall find a device that never came.
    const asDevice = { serverUrl, siteId, deviceId, privateKey };
    const withdraw = () => serverClient(asDevice).revoke(deviceId);
    await aside('withdraw', () => withdraw().catch(() => undefined));
    return ready;
  }
  const enrolledAt = now.toISOString();
  const { deviceName } = input;
  const device = { deviceId, deviceName, serverUrl, siteId, privateKey, epoch, enrolledAt };
  const { how, setAsidePath } = ready.value;
  await beginAs(sql, how, device);
  await attachCapture(sql);
  await beginChain(tx, { cause: 'device', at: now, device: { deviceId, privateKey } });
  await sql.query("SELECT set_config('caretrail.user', $1, true)", [actor?.userId ?? '']);
  if (how === 'setAside') context.session.end();
  beside.onEnrolled();
  const isJoining = how !== 'founds';
  return ok({ siteName: reply.siteName, deviceId, isJoining, setAsidePath });
}

/** As `enrol`, where nothing can have to make room. */
export async function joinEmpty(input: EnrolInput, context: CommandContext, beside: Beside) {
  const joined = await enrol({ ...input, maySetAside: false }, context, beside);
  if (joined.ok) return joined;
  const { failure } = joined;
  if (failure.code === 'SetAsideNeeded' || failure.code === 'NotSetAside') return holdsRecords;
  return { ok: false as const, failure };
}

/** `founds`: its records become the site's. All others get the site's. */
type How = 'founds' | 'empty' | 'comesBack' | 'setAside';

async function howItComes(
  sql: SqlRunner,
  { hasRecords, siteId }: { readonly hasRecords: boolean; readonly siteId: string },
  maySetAside: boolean,
) {
  const isSetUp = await isAny(sql, 'sites');
  if (!hasRecords) return isSetUp ? ok<How>('founds') : nothingThere;
  if (!isSetUp) return ok<How>('empty');
  // Since it left nothing could be written on it.
  const left = await selectLeft(sql);
  if (left?.siteId === siteId) return ok<How>('comesBack');
  if (await isAny(sql, 'patients')) return holdsRecords;
  return maySetAside ? ok<How>('setAside') : setAsideNeeded;
}

async function isAny(sql: SqlRunner, table: 'sites' | 'patients'): Promise<boolean> {
  return (await sql.query(`SELECT FROM ${table} LIMIT 1`)).rows.length > 0;
}

async function setAside(how: How, { tx, aside, now }: CommandContext, { place }: Beside) {
  if (how !== 'setAside') return ok({ how, setAsidePath: null });
  if (!place) return notSetAside;
  const folder = await place.folder(tx);
  const path = await aside('setAside', () =>
    place.backUp(folder, now).catch((error: unknown) => {
      if (error instanceof TargetRefused || error instanceof BackupNotVerified) return null;
      throw error;
    }),
  );
  return path === null ? notSetAside : ok({ how, setAsidePath: path });
}

async function beginAs(sql: SqlRunner, how: How, device: NewDevice): Promise<void> {
  const { deviceId, enrolledAt } = device;
  await insertDevice(sql, device);
  if (how === 'founds') {
    await keepOwnBlocks(sql, { deviceId, at: enrolledAt });
    await beginSend(sql, enrolledAt);
  } else {
    await insertFetch(sql, enrolledAt);
    await sendTrail(sql, { isBack: how === 'comesBack' });
  }
  await deleteLeft(sql);
  if (how === 'founds' || how === 'empty') return;
  await sql.query("SELECT set_config('caretrail.applying', 'on', true)");
  await emptyTables(sql);
  await sql.query("SELECT set_config('caretrail.applying', '', true)");
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
