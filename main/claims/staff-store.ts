import type { StaffMember } from '../../shared/claims/treatment-facts.ts';
import { claimNameOf } from '../../shared/staff/claim-name.ts';
import type { ReadonlyDb } from '../platform/database.ts';

/** Everybody who works here or did, by user id, as claims name them. */
export async function readStaff(db: ReadonlyDb): Promise<ReadonlyMap<string, StaffMember>> {
  const rows = await db
    .selectFrom('users')
    .select(['id', 'displayName', 'lastName', 'firstName', 'role', 'npi', 'taxonomy'])
    .execute();
  return new Map(
    rows.map(({ id, npi, taxonomy, role, ...names }) => [
      id,
      { userId: id, ...claimNameOf(names), npi, taxonomy, isClinician: role === 'clinician' },
    ]),
  );
}
