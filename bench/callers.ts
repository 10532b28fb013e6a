import { randomUUID } from 'node:crypto';
import type { Core } from '../main/platform/core.ts';
import { clientOf, newSession, valueOf } from '../test/core.ts';

export const PIN = '271828';
export const SITE_NAME = 'Measured clinic';
export const NURSE_NAME = 'Nora Nurse';
export const ADMINISTRATOR_NAME = 'Ada Admin';

export type Caller = Awaited<ReturnType<typeof signInAs>>;

/** Signs a person in who has an enabled sign-in here; `client` calls as them. */
export async function signInAs(core: Core, displayName: string) {
  const session = newSession();
  const client = clientOf(core, session);
  const tiles = valueOf(await client['session.tiles']({}));
  const tile = tiles.find((each) => each.displayName === displayName);
  if (!tile) throw new Error(`Nobody called ${displayName} can sign in`);
  valueOf(await client['session.signIn']({ userId: tile.userId, pin: PIN }));
  return { client, session };
}

/** Sets a fresh core up as a site; returns its administrator, signed in. */
export async function setUpSite(core: Core): Promise<Caller> {
  valueOf(
    await clientOf(core, newSession())['site.setUp']({
      siteName: SITE_NAME,
      timeZone: 'UTC',
      administrator: { displayName: ADMINISTRATOR_NAME, pin: PIN },
    }),
  );
  return signInAs(core, ADMINISTRATOR_NAME);
}

/** What a nurse types about a repeated dressing change, without whose it is. */
export const DRESSING_CHANGE = {
  quantityUsed: 1,
  diagnosis: 'Non-pressure chronic ulcer of left heel and midfoot with fat layer exposed (L97.422)',
  procedurePerformed: 'Wound cleansed with saline, dressing changed, offloading checked',
  woundLocation: 'Left heel',
  doctorNotes: `Granulating, no sign of infection. Next change in three days. ${'Measured. '.repeat(8)}`,
} as const;

/** Records one treatment through the core's door, as every host does; throws when it is refused. */
export async function recordOne(
  core: Core,
  caller: Pick<Caller, 'session'>,
  treatment: Readonly<Record<string, unknown>>,
): Promise<void> {
  const input = { commandId: randomUUID(), ...treatment };
  valueOf(await core.dispatch(caller.session, 'treatments.record', input));
}
