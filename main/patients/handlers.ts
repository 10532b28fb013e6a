import type { Handlers } from '../../shared/base/contract.ts';
import { isAllowed } from '../../shared/base/permission.ts';
import { fail, failWith, ok } from '../../shared/base/result.ts';
import type { patientOperations } from '../../shared/patients/contract.ts';
import {
  birthDateTyped,
  birthProblem,
  patientSearchColumns,
  type Patient,
  searchWords,
} from '../../shared/patients/patient.ts';
import type { Contexts } from '../platform/context.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { todayAtSite } from '../site/actions.ts';
import { firstTreatmentOf } from '../treatments/actions.ts';
import { addPatient, likelyPatients } from './actions.ts';
import { readChart } from './read-chart.ts';
import { withLinked } from './find-linked.ts';
import { findPatients, replacePatient, selectPatient } from './store.ts';

const unknownPatient = fail('UnknownPatient', 'There is no such patient here.');

function stale(current: Patient) {
  return failWith(
    'Stale',
    'Somebody else changed this patient meanwhile. Look at the details as they are now.',
    current,
  );
}

type Registration = Omit<Patient, 'id' | 'version' | 'deceasedOn'>;

/** Why these details cannot be saved as they are, or null. */
async function registrationProblem(
  db: ReadonlyDb,
  registration: Registration,
  asked: {
    readonly ownId: string | null;
    readonly deceasedOn: string | null;
    readonly confirmedNotDuplicate: boolean;
    readonly now: Date;
  },
) {
  const wrongBirth = birthProblem(registration.birthOn, {
    today: await todayAtSite(db, asked.now),
    deceasedOn: asked.deceasedOn,
    firstTreatedOn: asked.ownId === null ? null : await firstTreatmentOf(db, asked.ownId),
  });
  if (wrongBirth !== null)
    return fail('ImpossibleDate', `birthOn ${wrongBirth}. Check the date of birth.`);
  if (asked.confirmedNotDuplicate) return null;
  const likely = await likelyPatients(db, registration);
  const duplicates = likely.filter(({ id }) => id !== asked.ownId);
  if (duplicates.length === 0) return null;
  return failWith(
    'LikelyDuplicate',
    'This may be a patient who is already registered. Open that chart, or confirm that it is somebody else.',
    duplicates,
  );
}

export const patientHandlers: Handlers<typeof patientOperations, Contexts> = {
  async 'patients.create'({ confirmedNotDuplicate, ...registration }, { tx, now, newId }) {
    const asked = { ownId: null, deceasedOn: null, confirmedNotDuplicate, now };
    const problem = await registrationProblem(tx, registration, asked);
    if (problem) return problem;
    return ok(await addPatient(tx, { id: newId(), ...registration, deceasedOn: null }));
  },
  async 'patients.correct'(
    { patientId, seen, confirmedNotDuplicate, ...registration },
    { tx, now, actor },
  ) {
    const current = await selectPatient(tx, patientId);
    if (!current) return unknownPatient;
    if (current.version !== seen) return stale(current);
    const { deceasedOn } = current;
    const asked = { ownId: patientId, deceasedOn, confirmedNotDuplicate, now };
    const problem = await registrationProblem(tx, registration, asked);
    if (problem) return problem;
    const to = { ...registration, ...patientSearchColumns(registration) };
    return ok(await replacePatient(tx, current, { to, replacedBy: actor.userId, now }));
  },
  async 'patients.markDeceased'({ patientId, seen, deceasedOn }, { tx, now, actor }) {
    const current = await selectPatient(tx, patientId);
    if (!current) return unknownPatient;
    if (current.version !== seen) return stale(current);
    const today = await todayAtSite(tx, now);
    if (deceasedOn !== null && (deceasedOn > today || deceasedOn < current.birthOn))
      return fail(
        'ImpossibleDate',
        'deceasedOn is before the birth or in the future. Check the date.',
      );
    const to = { deceasedOn };
    return ok(await replacePatient(tx, current, { to, replacedBy: actor.userId, now }));
  },
  async 'patients.find'({ text, limit }, { db, actor }) {
    const search = { words: searchWords(text), birthOn: birthDateTyped(text), limit };
    // Signs alone are part of no name; only an empty box means everybody.
    if (search.words.length === 0 && text.trim() !== '') return ok([]);
    const found = await withLinked(db, await findPatients(db, search));
    if (isAllowed('charts.read', actor)) return ok(found);
    return ok(found.map((each) => ({ ...each, lastTreatedOn: null })));
  },
  async 'patients.getChart'({ patientId }, { db, actor, now }) {
    const chart = await readChart(db, patientId, { actor, now });
    return chart === undefined ? unknownPatient : ok(chart);
  },
};
