import type { z } from 'zod';
import { ok } from '../../../shared/base/result.ts';
import type { StoreOperations } from '../../../shared/store/contract.ts';
import { SUGGESTION_BYTES, suggestedPassphrase } from '../../../shared/store/passphrase.ts';
import type { Session } from '../core.ts';
import type { GateControl } from './gate-control.ts';
import {
  alreadyThere,
  notAnAdministrator,
  notLocked,
  tooSoon,
  unknownUser,
  unusable,
  wrongPassphrase,
} from './gate-failures.ts';
import { type GateState, refusalIn, stateAfter, stateFrom, writingProblem } from './gate-state.ts';
import { restoreRecords } from './restore-records.ts';
import { auditQuietly, notOpened, type OutputOf, type StoreReply } from './store-reply.ts';

export type StoreHandlers = {
  readonly [Name in keyof StoreOperations]: (
    input: z.output<StoreOperations[Name]['input']>,
    session: Session,
  ) => Promise<StoreReply<Name>>;
};

/** What the gate answers itself, before there is an application that could. */
export function createStoreHandlers(control: GateControl): StoreHandlers {
  const { effects } = control;
  return {
    'store.status': async () => ok(await statusOf(control)),
    'store.suggestPassphrase': async () =>
      ok({ passphrase: suggestedPassphrase(effects.randomBytes(SUGGESTION_BYTES)) }),
    'store.create': ({ passphrase }, session) => create(control, passphrase, session),
    'store.unlock': ({ passphrase }, session) => unlock(control, passphrase, session),
    'store.restore': (input, session) => restoreRecords(control, input, session),
    'store.regainAccess': (input, session) => regainAccess(control, input, session),
  };
}

async function statusOf(control: GateControl): Promise<OutputOf<'store.status'>> {
  const { effects } = control;
  const state = control.state();
  const records = state.name === 'open' ? state.records : null;
  const writing = records?.writing() ?? 'allowed';
  return {
    state: state.name === 'closed' ? 'locked' : state.name,
    writing,
    problem: 'problem' in state ? state.problem : writingProblem(writing),
    waitSeconds: await effects.attempts.remainingWait(),
    hasKeychain: records?.hasKeychain() ?? effects.hasKeychain,
    progress: control.progress(),
    backups: wantsBackups(state) ? [...(await effects.listBackups())] : [],
  };
}

/** Where nobody can sign in, a backup may be put in place; open records list theirs to administrators. */
function wantsBackups({ name }: GateState): boolean {
  return name === 'new' || name === 'locked' || name === 'unreadable';
}

async function create(
  control: GateControl,
  passphrase: string,
  session: Session,
): Promise<StoreReply<'store.create'>> {
  const { effects } = control;
  if (control.state().name !== 'new') return alreadyThere;
  try {
    const records = await control.enter(
      (onProgress) => effects.create(passphrase, onProgress),
      async () => stateFrom(await effects.look()),
    );
    await auditQuietly(control, records, { session, operation: 'store.create' });
    return ok({});
  } catch (error) {
    return notOpened(control, error);
  }
}

async function unlock(
  control: GateControl,
  passphrase: string,
  session: Session,
): Promise<StoreReply<'store.unlock'>> {
  const { effects } = control;
  if (control.state().name !== 'locked') return notLocked;
  const waitSeconds = await effects.attempts.remainingWait();
  if (waitSeconds > 0) return tooSoon(waitSeconds);
  await effects.attempts.begin();
  const found = await effects.keyringOf(passphrase);
  if (!found.ok) {
    if (found.failure.code === 'WrongPassphrase')
      return wrongPassphrase(await effects.attempts.remainingWait());
    control.setState({ name: 'unreadable', problem: found.failure.message });
    return unusable(found.failure.message);
  }
  await effects.attempts.succeed();
  try {
    const records = await control.enter(
      (onProgress) => effects.open(found.value, onProgress),
      stateAfter,
    );
    await auditQuietly(control, records, { session, operation: 'store.unlock' });
    return ok({});
  } catch (error) {
    return notOpened(control, error);
  }
}

async function regainAccess(
  control: GateControl,
  { passphrase, userId, newPin }: z.output<StoreOperations['store.regainAccess']['input']>,
  session: Session,
): Promise<StoreReply<'store.regainAccess'>> {
  const { attempts } = control.effects;
  const state = control.state();
  if (state.name !== 'open') return refusalIn(state);
  const { records } = state;
  const event = { session, operation: 'store.regainAccess' } as const;
  const waitSeconds = await attempts.remainingWait();
  if (waitSeconds > 0) {
    await auditQuietly(control, records, { ...event, failureCode: 'TooSoon' });
    return tooSoon(waitSeconds);
  }
  await attempts.begin();
  if (!(await records.isPassphrase(passphrase))) {
    await auditQuietly(control, records, { ...event, failureCode: 'WrongPassphrase' });
    return wrongPassphrase(await attempts.remainingWait());
  }
  await attempts.succeed();
  const outcome = await records.resetPin({ session, userId, newPin });
  if (outcome === 'done') return ok({});
  await auditQuietly(control, records, { ...event, failureCode: outcome });
  return outcome === 'UnknownUser' ? unknownUser : notAnAdministrator;
}
