import type { Handlers } from '../../shared/base/contract.ts';
import { isAllowed } from '../../shared/base/permission.ts';
import { fail, ok } from '../../shared/base/result.ts';
import type { duplicateOperations } from '../../shared/patients/duplicates-contract.ts';
import { agreementText, matchPatients } from '../../shared/patients/match-patients.ts';
import { pairState } from '../../shared/patients/patient-link.ts';
import type { CommandContext, Contexts } from '../platform/context.ts';
import type { Tx } from '../platform/database.ts';
import {
  asPair,
  insertEnds,
  insertSaying,
  selectSayings,
  type StoredSaying,
} from './link-store.ts';
import { selectRegistrations } from './match-store.ts';
import { listPairs } from './possible-duplicates.ts';

type Pair = { readonly patientId: string; readonly otherPatientId: string };

/** The two as they are registered, and what counts of what was said of them. */
async function findPair(tx: Tx, { patientId, otherPatientId }: Pair) {
  if (patientId === otherPatientId)
    return fail('SamePatient', 'These are one and the same chart. Choose another one.');
  const found = await selectRegistrations(tx, [patientId, otherPatientId]);
  const [one, other] = [found.get(patientId), found.get(otherPatientId)];
  if (!one || !other) return fail('UnknownPatient', 'There is no such patient here.');
  const said = await selectSayings(tx, [patientId, otherPatientId]);
  return ok({ key: asPair(patientId, otherPatientId), one, other, said, state: pairState(said) });
}

const notOfThePair = fail('NotOfThePair', 'preferredPatientId is neither of the two charts.');

type Saying = CommandContext & { readonly actor: { readonly userId: string } };

/** Ends what was said; each of several rows, where two computers said it at once. */
async function end(
  { tx, now, newId, actor }: Saying,
  said: readonly StoredSaying[],
  reason: string,
): Promise<void> {
  const endedAt = now.toISOString();
  await insertEnds(
    tx,
    said.map(({ id }) => ({ id: newId(), linkId: id, reason, endedBy: actor.userId, endedAt })),
  );
}

type Said = {
  readonly isSame: boolean;
  readonly reason: string;
  readonly preferredPatientId: string | null;
  readonly agreement: string | null;
};

async function say({ tx, now, newId, actor }: Saying, key: Pair, said: Said) {
  const id = newId();
  const linkedBy = actor.userId;
  await insertSaying(tx, { id, ...key, ...said, linkedBy, linkedAt: now.toISOString() });
  return ok({ id });
}

function firstOf(said: readonly StoredSaying[]) {
  const [first] = said;
  return first ? ok({ id: first.id }) : fail('NotLinked', notLinkedWords);
}

const notLinkedWords =
  'These two charts are not linked with each other. If a third chart links them, unlink that one.';

export const duplicateHandlers: Handlers<typeof duplicateOperations, Contexts> = {
  async 'patients.possibleDuplicates'(wanted, { db, actor }) {
    const tellsTreatments = isAllowed('charts.read', actor);
    return ok(await listPairs(db, { ...wanted, tellsTreatments }));
  },
  async 'patients.link'({ preferredPatientId, reason, ...pair }, context) {
    const found = await findPair(context.tx, pair);
    if (!found.ok) return found;
    const { key, said, state } = found.value;
    if (![key.patientId, key.otherPatientId].includes(preferredPatientId)) return notOfThePair;
    if (state === 'linked')
      return fail('AlreadyLinked', 'These two charts are linked with each other already.');
    await end(context, said, reason);
    return say(context, key, { isSame: true, reason, preferredPatientId, agreement: null });
  },
  async 'patients.preferChart'({ preferredPatientId, ...pair }, context) {
    const found = await findPair(context.tx, pair);
    if (!found.ok) return found;
    const { key, said, state } = found.value;
    if (![key.patientId, key.otherPatientId].includes(preferredPatientId)) return notOfThePair;
    const [first] = said.filter(({ isSame }) => isSame);
    if (state !== 'linked' || !first) return fail('NotLinked', notLinkedWords);
    const { reason } = first;
    return say(context, key, { isSame: true, reason, preferredPatientId, agreement: null });
  },
  async 'patients.unlink'({ reason, ...pair }, context) {
    const found = await findPair(context.tx, pair);
    if (!found.ok) return found;
    const links = found.value.said.filter(({ isSame }) => isSame);
    await end(context, links, reason);
    return firstOf(links);
  },
  async 'patients.notTheSame'({ reason, ...pair }, context) {
    const found = await findPair(context.tx, pair);
    if (!found.ok) return found;
    const { key, one, other, said, state } = found.value;
    if (state === 'linked')
      return fail('LinkedNow', 'These two charts are linked. Unlink them first.');
    const agreement = agreementText(matchPatients(one, other).agreement);
    if (said.some((each) => each.agreement === agreement))
      return fail('AlreadySaid', 'It is known already that these are two people.');
    return say(context, key, { isSame: false, reason, preferredPatientId: null, agreement });
  },
  async 'patients.askAgain'({ reason, ...pair }, context) {
    const found = await findPair(context.tx, pair);
    if (!found.ok) return found;
    const denials = found.value.said.filter(({ isSame }) => !isSame);
    const [first] = denials;
    if (!first) return fail('NotSaid', 'Nobody has said that these are two people.');
    await end(context, denials, reason);
    return ok({ id: first.id });
  },
};
