import type { Operation } from '../../shared/base/contract.ts';
import { operations } from '../../shared/operations.ts';
import { storeOperations } from '../../shared/store/contract.ts';

/** Every operation of this release by its wire name, for telling what was done. */
export const knownOperations: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ...Object.entries(operations),
  ...Object.entries(storeOperations),
]);
