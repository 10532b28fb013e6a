import type { z } from 'zod';
import { ok } from '../../../shared/base/result.ts';
import type { StoreOperations } from '../../../shared/store/contract.ts';
import type { Session } from '../core.ts';
import type { GateControl } from './gate-control.ts';
import type { StagedRestore } from './gate-effects.ts';
import { administratorNeeded, tooSoon, wrongPassphrase } from './gate-failures.ts';
import { stateAfter } from './gate-state.ts';
import { auditQuietly, notOpened, type StoreReply } from './store-reply.ts';

type Input = z.output<StoreOperations['store.restore']['input']>;
type Reply = StoreReply<'store.restore'>;

/**
 * Puts a backup in the place of the records. Until it is unpacked and verified the records stay as they
 * are, open ones open; over open records an administrator must approve it.
 */
export async function restoreRecords(
  control: GateControl,
  input: Input,
  session: Session,
): Promise<Reply> {
  const { attempts } = control.effects;
  if (!(await isApproved(control, session))) return administratorNeeded;
  const waitSeconds = await attempts.remainingWait();
  if (waitSeconds > 0) return tooSoon(waitSeconds);
  await attempts.begin();
  const staged = await stage(control, input);
  if (staged.ok) {
    await attempts.succeed();
    return putInPlace(control, staged.value, session);
  }
  const { failure } = staged;
  if (failure.code === 'WrongPassphrase') return wrongPassphrase(await attempts.remainingWait());
  await attempts.undo();
  return { ok: false, failure };
}

/** Ends what is told of it however it ends; the passphrase is not blamed for what the disk did. */
async function stage(
  control: GateControl,
  input: Input,
): ReturnType<GateControl['effects']['stageRestore']> {
  const { attempts, stageRestore } = control.effects;
  try {
    const folder = await folderOf(control);
    return await stageRestore({ ...input, folder }, control.onProgress);
  } catch (error) {
    await attempts.undo();
    throw error;
  } finally {
    control.endProgress();
  }
}

/** Nobody can sign in where records are not open; the passphrase is then what is asked for. */
async function isApproved(control: GateControl, session: Session): Promise<boolean> {
  const state = control.state();
  if (state.name !== 'open') return true;
  const approval = await state.records.core.dispatch(session, 'storage.approveRestore', {});
  return approval.ok;
}

function folderOf({ state, effects }: GateControl): Promise<string> | string {
  const now = state();
  return now.name === 'open' ? now.records.backupFolder() : effects.backupFolder;
}

async function putInPlace(
  control: GateControl,
  staged: StagedRestore,
  session: Session,
): Promise<Reply> {
  const { effects } = control;
  const before = control.state();
  try {
    let keptAs: string | null = null;
    const records = await control.enter(async (onProgress) => {
      if (before.name === 'open') await before.records.core.close();
      keptAs = await staged.swap();
      return effects.open(staged.keyring, onProgress);
    }, stateAfter);
    await auditQuietly(control, records, { session, operation: 'store.restore' });
    return ok({ madeAt: staged.madeAt, counts: staged.counts, keptAs });
  } catch (error) {
    await staged.discard();
    return notOpened(control, error);
  } finally {
    // Whoever was signed in was signed in to what stood there before.
    control.emit({ type: 'sessionEnded' });
  }
}
