import { type Admission, readAdmission } from '../../../shared/exchange/hl7/admission.ts';
import { makesAnother, mergeFacts } from '../../../shared/exchange/hl7/merge-facts.ts';
import { readMessage } from '../../../shared/exchange/hl7/message.ts';
import { isBefore } from '../../../shared/exchange/hl7/instant.ts';
import type { PatientFacts } from '../../../shared/exchange/hl7/patient-facts.ts';
import { birthProblem, foldText, mrnKey, type Patient } from '../../../shared/patients/patient.ts';
import {
  addPatient,
  changePatient,
  findPatient,
  plainlyAlikePatients,
} from '../../patients/actions.ts';
import type { ChunkContext } from '../../platform/context.ts';
import { sha256 } from '../../platform/file-store.ts';
import { todayAtSite } from '../../site/actions.ts';
import { firstTreatmentOf } from '../../treatments/actions.ts';
import type { RawMessage } from './split-messages.ts';
import {
  insertIdentifiers,
  insertTaken,
  selectPatientsKnownAs,
  selectSayings,
  selectTaken,
  upsertSaying,
} from './store.ts';

export type Outcome =
  | { readonly kind: 'added' | 'unchanged' }
  /** `kept` names what both sides changed and what is here was kept of. */
  | { readonly kind: 'changed' | 'unchanged'; readonly kept: readonly string[] }
  | { readonly kind: 'skipped' | 'refused'; readonly reason: string };

/** Where a message is taken in, and for whom; null where no person asked for it. */
export type Taking = ChunkContext & { readonly replacedBy: string | null };

type PatientMessage = Extract<Admission, { kind: 'patient' }>;

const refused = (reason: string): Outcome => ({ kind: 'refused', reason });
const skipped = (reason: string): Outcome => ({ kind: 'skipped', reason });

/**
 * Takes one message in. It is taken in once, by its sender and control id. A patient is known by identifier
 * and assigning authority; one who is not yet known so is added, or is the one who is here with the same
 * medical record number, name and birth date. Anybody else who may be the same is for a person to settle:
 * the message is refused until then. What a message changes of a patient says `mergeFacts`; one that is
 * older than what its sender said last changes nothing.
 */
export async function takeMessage(taking: Taking, raw: RawMessage): Promise<Outcome> {
  if ('problem' in raw) return refused(raw.problem);
  const message = readMessage(raw.text);
  if (!message.ok) return refused(message.failure);
  const read = readAdmission(message.value);
  if (!read.ok) return refused(read.failure);
  if (read.value.kind === 'skipped') return skipped(read.value.reason);
  const { sender, controlId } = read.value;
  const digest = sha256(new TextEncoder().encode(raw.text.trimEnd()));
  const taken = await selectTaken(taking.tx, { sender, controlId });
  if (taken === digest) return { kind: 'unchanged' };
  if (taken !== null) return refused('has the control id of another message of its sender');
  const outcome = await takePatient(taking, read.value);
  if (outcome.kind === 'refused' || outcome.kind === 'skipped') return outcome;
  await insertTaken(taking.tx, { sender, controlId, digest }, taking.now.toISOString());
  return outcome;
}

async function takePatient(taking: Taking, message: PatientMessage): Promise<Outcome> {
  const { facts } = message;
  const [patientId, another] = await selectPatientsKnownAs(taking.tx, facts.identifiers);
  if (another !== undefined)
    return refused('has identifiers of two patients here; a person has to settle who it is');
  if (patientId !== undefined) return update(taking, message, patientId);
  const likely = await plainlyAlikePatients(taking.tx, facts.said);
  const same = likely.filter((each) => isSame(each, facts));
  const [only] = same;
  if (only && same.length === 1) return update(taking, message, only.id);
  if (likely.length > 0)
    return refused(
      'may be of a patient who is here already. Give that chart the medical record number of the message, or register the patient with it, and take the message in again',
    );
  return add(taking, message);
}

/** The number alone could be another clinic's. */
function isSame(patient: Patient, { said }: PatientFacts): boolean {
  return (
    mrnKey(patient.mrn) === mrnKey(said.mrn) &&
    patient.birthOn === said.birthOn &&
    foldText(patient.lastName) === foldText(said.lastName)
  );
}

async function add(taking: Taking, message: PatientMessage): Promise<Outcome> {
  const { tx, now, newId } = taking;
  const { said } = message.facts;
  const today = await todayAtSite(tx, now);
  const wrong = birthProblem(said.birthOn, { today, deceasedOn: null, firstTreatedOn: null });
  if (wrong !== null) return refused(`PID-7, the birth date, ${wrong}`);
  const patient = await addPatient(tx, {
    sex: 'unknown',
    phone: null,
    addressLine: null,
    city: null,
    state: null,
    postalCode: null,
    ...said,
    id: newId(),
    deceasedOn: null,
  });
  await remember(taking, message, { patientId: patient.id, before: {} });
  return { kind: 'added' };
}

async function update(
  taking: Taking,
  message: PatientMessage,
  patientId: string,
): Promise<Outcome> {
  const { tx, now, replacedBy } = taking;
  const { said } = message.facts;
  const here = await findPatient(tx, patientId);
  if (!here) throw new Error('An identifier of no patient');
  const sayings = await selectSayings(tx, patientId);
  const own = sayings.find(({ sender }) => sender === message.sender);
  if (own && isBefore(message.saidAt, own.saidAt))
    return skipped('is older than what its sender said last of the patient');
  const before = own?.said ?? null;
  const others = sayings.filter((each) => each !== own).map((each) => each.said);
  const { changes, kept } = mergeFacts({ here, said, before, others });
  if (makesAnother({ changes }))
    return refused('would change both name and birth date of a patient, as if it were another');
  const wrong = changes.birthOn === undefined ? null : await birthRefusal(taking, here, said);
  if (wrong !== null) return refused(`PID-7, the birth date, ${wrong}`);
  const hasChanged = Object.keys(changes).length > 0;
  if (hasChanged) await changePatient(tx, here, { to: changes, replacedBy, now });
  await remember(taking, message, { patientId, before: before ?? {} });
  return { kind: hasChanged ? 'changed' : 'unchanged', kept };
}

async function birthRefusal(
  { tx, now }: Taking,
  { id, deceasedOn }: Patient,
  { birthOn }: PatientFacts['said'],
): Promise<string | null> {
  const today = await todayAtSite(tx, now);
  const firstTreatedOn = await firstTreatmentOf(tx, id);
  return birthProblem(birthOn, { today, deceasedOn, firstTreatedOn });
}

async function remember(
  { tx, now }: Taking,
  { sender, saidAt, facts }: PatientMessage,
  of: { readonly patientId: string; readonly before: PatientFacts['said'] | object },
): Promise<void> {
  const { patientId, before } = of;
  await insertIdentifiers(tx, facts.identifiers, { patientId, linkedAt: now.toISOString() });
  const said = { ...before, ...facts.said };
  await upsertSaying(tx, patientId, { sender, said, saidAt: saidAt.slice(0, 40) });
}
