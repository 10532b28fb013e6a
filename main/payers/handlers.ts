import type { Handlers } from '../../shared/base/contract.ts';
import { fail, failWith, ok } from '../../shared/base/result.ts';
import { foldText } from '../../shared/patients/patient.ts';
import type { payerOperations } from '../../shared/payers/contract.ts';
import { isHalfAddress } from '../../shared/payers/postal-address.ts';
import type { Payer } from '../../shared/payers/payer.ts';
import type { Contexts } from '../platform/context.ts';
import type { Tx } from '../platform/database.ts';
import {
  insertOrganisation,
  insertPayer,
  selectOrganisations,
  selectPayer,
  selectPayers,
  updateOrganisation,
  updatePayer,
} from './store.ts';

const unknownPayer = fail('UnknownPayer', 'There is no such payer here.');
const npiTaken = fail('NpiTaken', 'Another organisation has this NPI. Correct that one instead.');

async function isNpiTaken(tx: Tx, npi: string, exceptId: string | null): Promise<boolean> {
  const all = await selectOrganisations(tx);
  return all.some((each) => each.npi === npi && each.id !== exceptId);
}

type TypedPayer = Omit<Payer, 'id' | 'isActive' | 'version'>;

async function payerProblem(tx: Tx, typed: TypedPayer, exceptId: string | null) {
  if (isHalfAddress(typed))
    return fail(
      'IncompleteAddress',
      'The address needs street, city, state and ZIP code, or none of them.',
    );
  const all = await selectPayers(tx);
  const isTaken = all.some(
    ({ id, name }) => id !== exceptId && foldText(name) === foldText(typed.name),
  );
  return isTaken
    ? fail('NameTaken', 'Another payer has this name. Say in the name what sets them apart.')
    : null;
}

async function payerAsSeen(tx: Tx, payerId: string, seen: number) {
  const current = await selectPayer(tx, payerId);
  if (!current) return unknownPayer;
  if (current.version !== seen)
    return failWith('Stale', 'Somebody else changed this payer meanwhile.', current);
  return ok(current);
}

export const payerHandlers: Handlers<typeof payerOperations, Contexts> = {
  async 'billingOrganisations.list'(_input, { db }) {
    return ok(await selectOrganisations(db));
  },
  async 'billingOrganisations.add'(typed, { tx, newId }) {
    if (await isNpiTaken(tx, typed.npi, null)) return npiTaken;
    return ok(await insertOrganisation(tx, { id: newId(), ...typed }));
  },
  async 'billingOrganisations.correct'({ billingOrganisationId, seen, ...typed }, { tx }) {
    const all = await selectOrganisations(tx);
    const current = all.find(({ id }) => id === billingOrganisationId);
    if (!current) return fail('UnknownOrganisation', 'There is no such organisation here.');
    if (current.version !== seen)
      return failWith('Stale', 'Somebody else changed this organisation meanwhile.', current);
    if (await isNpiTaken(tx, typed.npi, current.id)) return npiTaken;
    return ok(await updateOrganisation(tx, current, typed));
  },
  async 'payers.list'(_input, { db }) {
    return ok(await selectPayers(db));
  },
  async 'payers.add'(typed, { tx, newId }) {
    const problem = await payerProblem(tx, typed, null);
    return problem ?? ok(await insertPayer(tx, { id: newId(), ...typed }));
  },
  async 'payers.correct'({ payerId, seen, ...typed }, { tx }) {
    const found = await payerAsSeen(tx, payerId, seen);
    if (!found.ok) return found;
    const problem = await payerProblem(tx, typed, payerId);
    return problem ?? ok(await updatePayer(tx, found.value, typed));
  },
  async 'payers.setActive'({ payerId, seen, isActive }, { tx }) {
    const found = await payerAsSeen(tx, payerId, seen);
    return found.ok ? ok(await updatePayer(tx, found.value, { isActive })) : found;
  },
};
