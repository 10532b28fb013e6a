import { fail, failWith, ok } from '../../shared/base/result.ts';
import type { CommandContext } from '../platform/context.ts';
import { notEnrolled } from './ask-about-site.ts';
import { detachCapture } from './capture.ts';
import { type Device, selectDevice } from './device-store.ts';
import { selectFirst } from './first-store.ts';
import { selectLeftBehind, writeLeft } from './left-store.ts';
import { serverClient } from './server-client.ts';
import { ServerRefused, ServerUnreachable, whyUnreachable } from './server-errors.ts';
import { sqlOver } from './sql.ts';

const wrongName = fail('WrongName', 'That is not the name of this computer.');
const firstSync = fail(
  'FirstSync',
  'The first sync of this computer is still under way. Let it end, then leave.',
);
const serverRefused = fail(
  'ServerRefused',
  'The server does not let this computer leave just now. Try again later.',
);

/**
 * From here on this computer is of no site: the server takes nothing more from it and gives it nothing, and its
 * records stay as they are. Whoever types its name leaves though something is not on the server, or though the
 * server is out of reach; then its place in the list of computers is revoked from another.
 */
export async function leave(
  { typedName }: { readonly typedName: string | null },
  { tx, aside, now }: CommandContext,
  onLeft: () => void,
) {
  const sql = sqlOver(tx);
  const device = await selectDevice(sql);
  if (!device) return notEnrolled;
  if (typedName !== null && typedName !== device.deviceName) return wrongName;
  const isSure = typedName !== null;
  if (!isSure && (await selectFirst(sql))) return firstSync;
  const behind = await selectLeftBehind(sql, device.ackedNumber);
  if (!isSure && behind.changes + behind.files > 0)
    return failWith('Unsent', unsentWords(behind.changes, behind.files), behind);
  const told = await aside('leave', () => tellServer(device));
  if (!told.ok && !(isSure && told.failure.code === 'ServerUnreachable')) return told;
  await detachCapture(sql);
  await writeLeft(sql, device, now.toISOString());
  onLeft();
  return ok({ deviceId: device.deviceId });
}

function unsentWords(changes: number, files: number): string {
  const what = [
    ...(changes > 0 ? [`${changes} ${changes === 1 ? 'change' : 'changes'}`] : []),
    ...(files > 0 ? [`${files} ${files === 1 ? 'photo or file' : 'photos or files'}`] : []),
  ].join(' and ');
  return `The server does not have ${what} of this computer yet. Let it reach the server; or save what is not sent in a file first; or type the name of this computer to leave without.`;
}

/** A device that the server knows no more, or shut out, has left already. */
async function tellServer(device: Device) {
  try {
    await serverClient(device).revoke(device.deviceId);
    return ok(null);
  } catch (error) {
    if (error instanceof ServerUnreachable)
      return fail('ServerUnreachable', whyUnreachable[error.why]);
    if (!(error instanceof ServerRefused)) throw error;
    const { code } = error.refusal;
    const isGone = code === 'revoked' || code === 'unauthorized' || code === 'notFound';
    return isGone ? ok(null) : serverRefused;
  }
}
