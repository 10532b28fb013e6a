import { fail } from '../../shared/base/result.ts';
import type { Core } from '../platform/core.ts';

/**
 * What the command line does with the records closed, and never through an application that has them
 * open: the recovery passphrase opens everything and stays off the socket, and nobody's records are
 * taken from under their hands.
 */
const WITH_RECORDS_CLOSED: readonly string[] = [
  'store.create',
  'store.unlock',
  'store.restore',
  'store.regainAccess',
  'storage.changePassphrase',
];

/** A core that refuses what takes the recovery passphrase. */
export function withoutPassphrases(core: Core): Core {
  return {
    ...core,
    dispatch: async (session, name, input) =>
      WITH_RECORDS_CLOSED.includes(name)
        ? fail('Forbidden', 'Do this in the window of Caretrail, or close it first.')
        : core.dispatch(session, name, input),
  };
}
