import { z } from 'zod';
import type { Core } from '../platform/core.ts';
import type { ElectronPort } from './electron-port.ts';
import type { RenewableSession } from './renewable-session.ts';

const LOOK_EVERY_MS = 5000;
/** What holds where the core does not answer. */
const USUAL_LIMIT_SECONDS = 120;
const SHORTEST_LIMIT_SECONDS = 30;

const answered = z.object({ site: z.object({ idleLockSeconds: z.number() }).nullable() });

/** How long the site lets a screen alone. */
async function limitSeconds(core: Core, session: RenewableSession): Promise<number> {
  const reply = await core.dispatch(session.current(), 'site.status', {}).catch(() => null);
  const status = reply?.ok ? answered.safeParse(reply.value).data : undefined;
  return status?.site?.idleLockSeconds ?? USUAL_LIMIT_SECONDS;
}

export type IdleEnd = {
  readonly core: Core;
  readonly session: RenewableSession;
  readonly endSession: () => void;
};

/** Ends the session of a computer that nobody touches. The page locks itself too; this holds when it hangs. */
export function endWhenIdle(electron: ElectronPort, { core, session, endSession }: IdleEnd): void {
  let wasIdle = false;
  async function look(): Promise<void> {
    const idleSeconds = electron.powerMonitor.getSystemIdleTime();
    const isIdle =
      idleSeconds >= SHORTEST_LIMIT_SECONDS && idleSeconds >= (await limitSeconds(core, session));
    if (isIdle && !wasIdle) endSession();
    wasIdle = isIdle;
  }
  const timer = setInterval(() => void look(), LOOK_EVERY_MS);
  electron.app.on('will-quit', () => clearInterval(timer));
}
