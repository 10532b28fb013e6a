import type { Handlers } from '../../shared/base/contract.ts';
import { fail, failWith, ok } from '../../shared/base/result.ts';
import type { Facility, facilityOperations } from '../../shared/facilities/contract.ts';
import { foldText } from '../../shared/patients/patient.ts';
import { isHalfAddress } from '../../shared/payers/postal-address.ts';
import type { Contexts } from '../platform/context.ts';
import type { Tx } from '../platform/database.ts';
import { insertFacility, selectFacilities, selectFacility, updateFacility } from './store.ts';

const unknownFacility = fail('UnknownFacility', 'There is no such facility here.');

/** Why a facility cannot be as it is typed, or null. */
async function facilityProblem(
  tx: Tx,
  typed: Omit<Facility, 'id' | 'isActive' | 'version'>,
  current: Facility | null,
) {
  if (isHalfAddress(typed))
    return fail(
      'IncompleteAddress',
      'The address needs street, city, state and ZIP code, or none of them.',
    );
  // An import may have brought two of one name, and either may be corrected without a new one.
  if (current?.name === typed.name) return null;
  const others = (await selectFacilities(tx)).filter(({ id }) => id !== current?.id);
  return others.some(({ name }) => foldText(name) === foldText(typed.name))
    ? fail('NameTaken', 'Another facility has this name. Say in the name what sets them apart.')
    : null;
}

async function facilityAsSeen(tx: Tx, facilityId: string, seen: number) {
  const current = await selectFacility(tx, facilityId);
  if (!current) return unknownFacility;
  if (current.version !== seen)
    return failWith('Stale', 'Somebody else changed this facility meanwhile.', current);
  return ok(current);
}

export const facilityHandlers: Handlers<typeof facilityOperations, Contexts> = {
  async 'facilities.list'(_input, { db }) {
    return ok(await selectFacilities(db));
  },
  async 'facilities.create'(typed, { tx, newId }) {
    const problem = await facilityProblem(tx, typed, null);
    return problem ?? ok(await insertFacility(tx, { id: newId(), ...typed }));
  },
  async 'facilities.correct'({ facilityId, seen, ...typed }, { tx }) {
    const found = await facilityAsSeen(tx, facilityId, seen);
    if (!found.ok) return found;
    const problem = await facilityProblem(tx, typed, found.value);
    return problem ?? ok(await updateFacility(tx, found.value, typed));
  },
  async 'facilities.setActive'({ facilityId, seen, isActive }, { tx }) {
    const found = await facilityAsSeen(tx, facilityId, seen);
    return found.ok ? ok(await updateFacility(tx, found.value, { isActive })) : found;
  },
};
