import type { Handlers } from '../../shared/base/contract.ts';
import { fail, failWith, ok } from '../../shared/base/result.ts';
import type {
  locationOperations,
  StockLocation,
} from '../../shared/inventory/location-contract.ts';
import { findFacility } from '../facilities/actions.ts';
import type { Contexts } from '../platform/context.ts';
import type { Tx } from '../platform/database.ts';
import {
  insertLocation,
  isAnythingAt,
  selectContents,
  selectLocation,
  selectLocationNamed,
  selectLocations,
  updateLocation,
} from './location-store.ts';

type Naming = Pick<StockLocation, 'name' | 'facilityId'>;

/** Why a place cannot be called so, or null; `ownId` is its own where it has one. */
async function namingProblem(tx: Tx, { name, facilityId }: Naming, ownId: string | null) {
  const named = await selectLocationNamed(tx, name);
  if (named && named.id !== ownId)
    return failWith('NameTaken', 'Another place has that name already. Choose another.', named);
  if (facilityId !== null && !(await findFacility(tx, facilityId)))
    return fail('UnknownFacility', 'There is no such facility here.');
  return null;
}

/** Why a place cannot go out of use, or null. */
async function closingProblem(tx: Tx, { id, kind }: StockLocation) {
  if (await isAnythingAt(tx, id))
    return fail('NotEmpty', 'Something lies there. Put it elsewhere, or count it, then try again.');
  const used = await selectLocations(tx, { includeInactive: false });
  if (used.some((each) => each.kind === kind && each.id !== id)) return null;
  return fail(
    'LastOfItsKind',
    'A site has at least one shelf and one quarantine. Add another first.',
  );
}

export const locationHandlers: Handlers<typeof locationOperations, Contexts> = {
  async 'locations.list'(input, { db }) {
    return ok(await selectLocations(db, input));
  },
  async 'locations.contents'(_input, { db }) {
    return ok(await selectContents(db));
  },
  async 'locations.add'(typed, { tx, newId }) {
    const problem = await namingProblem(tx, typed, null);
    if (problem) return problem;
    return ok(await insertLocation(tx, { id: newId(), ...typed }));
  },
  async 'locations.change'({ locationId, seen, ...typed }, { tx }) {
    const current = await selectLocation(tx, locationId);
    if (!current) return fail('UnknownLocation', 'There is no such place here.');
    if (current.version !== seen)
      return failWith('Stale', 'Somebody else changed this place meanwhile.', current);
    const problem =
      (await namingProblem(tx, typed, locationId)) ??
      (current.isActive && !typed.isActive ? await closingProblem(tx, current) : null);
    if (problem) return problem;
    return ok(await updateLocation(tx, current, typed));
  },
};
