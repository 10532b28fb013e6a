import { foldText } from '../../shared/patients/patient.ts';
import type { User } from '../../shared/staff/contract.ts';
import { roleNames } from '../../shared/staff/role.ts';

export type SignInFilter = 'everybody' | 'enabled' | 'disabled';

/** The users whose name, sign-in name, role, credential or NPI has words that begin as typed. */
export function matchingUsers(
  users: readonly User[],
  { text, signIn }: { readonly text: string; readonly signIn: SignInFilter },
): readonly User[] {
  const wanted = foldText(text)
    .split(' ')
    .filter((word) => word !== '');
  return users.filter((user) => {
    if (signIn !== 'everybody' && user.isEnabled !== (signIn === 'enabled')) return false;
    const { displayName, signInName, credential, npi, role } = user;
    const own = ` ${foldText(
      [displayName, signInName, credential ?? '', npi ?? '', roleNames[role]].join(' '),
    )}`;
    return wanted.every((word) => own.includes(` ${word}`));
  });
}
