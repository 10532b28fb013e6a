import { create } from 'zustand';
import type { Permission } from '../shared/base/permission.ts';
import type { SignedInUser } from '../shared/staff/contract.ts';

/** Why nobody is signed in: just started, locked by hand, left alone, or ended by the core. */
export type Ending = 'start' | 'lock' | 'idle' | 'core';

type SignedIn = {
  readonly user: SignedInUser | null;
  readonly ending: Ending;
  /** Who was here before; their tile is focused when the screen is locked. */
  readonly lastUserId: string | null;
};

/** Who is signed in on this screen. The core decides what they may do; this only spares refusals. */
export const useSignedIn = create<SignedIn>(() => ({
  user: null,
  ending: 'start',
  lastUserId: null,
}));

/** Whether the person signed in may do this, so that screens hide what the core would refuse. */
export function useMay(permission: Permission): boolean {
  return useSignedIn(({ user }) => user?.permissions.includes(permission) ?? false);
}
