import type { Handlers } from '../../shared/base/contract.ts';
import { ok } from '../../shared/base/result.ts';
import type { facilityOperations } from '../../shared/facilities/contract.ts';
import type { Contexts } from '../platform/context.ts';
import { insertFacility, selectFacilities } from './store.ts';

export const facilityHandlers: Handlers<typeof facilityOperations, Contexts> = {
  async 'facilities.list'(_input, { db }) {
    return ok(await selectFacilities(db));
  },
  async 'facilities.create'(input, { tx, newId }) {
    return ok(await insertFacility(tx, { id: newId(), ...input }));
  },
};
