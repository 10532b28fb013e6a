import type { Contract } from '../shared/base/contract.ts';
import { operations } from '../shared/operations.ts';
import { storeOperations } from '../shared/store/contract.ts';
import type { CallKinds, OperationKind } from './platform/supervision/core-thread-port.ts';

function kindsOf(contract: Contract): CallKinds {
  return Object.fromEntries(Object.entries(contract).map(([name, { kind }]) => [name, kind]));
}

/** What the gate does to the records is never done twice by itself. */
function kindsAtGate(): CallKinds {
  const once = (kind: OperationKind) => (kind === 'query' ? 'query' : 'once');
  const kinds = Object.entries(kindsOf(storeOperations));
  return Object.fromEntries(kinds.map(([name, kind]) => [name, once(kind)]));
}

/** What may be done with a call of each operation whose answer was lost. */
export const callKinds: CallKinds = {
  ...kindsOf(operations),
  'session.signOut': 'leave' satisfies OperationKind,
  ...kindsAtGate(),
};
