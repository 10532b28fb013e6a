import { fail, failWith } from '../../../shared/base/result.ts';

export const locked = fail(
  'Locked',
  'The records are locked. Open them with the recovery passphrase first.',
);
export const notBegun = fail(
  'Locked',
  'There are no records on this computer yet. Begin them with a recovery passphrase first.',
);
export const opening = fail(
  'Unavailable',
  'The records are being opened. Wait a moment, then try again.',
);
export const closed = fail('Unavailable', 'Caretrail is closing; nothing was saved.');
export const notLocked = fail('NotLocked', 'The records are not locked.');
export const alreadyThere = fail(
  'AlreadyThere',
  'There are records on this computer already. Open them instead.',
);
export const administratorNeeded = fail(
  'AdministratorNeeded',
  'The records are open. An administrator must be signed in to put a backup in their place.',
);
export const unknownUser = fail('UnknownUser', 'That person is not among the users any more.');
export const notAnAdministrator = fail(
  'NotAnAdministrator',
  'Only an administrator’s PIN can be set this way. An administrator can then set all others.',
);

export function unusable(problem: string) {
  return fail('Unavailable', problem);
}

export function tooSoon(waitSeconds: number) {
  const message = `Too many wrong passphrases. ${waitFor(waitSeconds)}`;
  return failWith('TooSoon', message, { waitSeconds });
}

export function wrongPassphrase(waitSeconds: number) {
  const next = waitSeconds > 0 ? ` ${waitFor(waitSeconds)}` : '';
  return failWith('WrongPassphrase', `That passphrase is not right.${next}`, { waitSeconds });
}

function waitFor(waitSeconds: number): string {
  return `Wait ${waitSeconds} ${waitSeconds === 1 ? 'second' : 'seconds'}, then try again.`;
}
