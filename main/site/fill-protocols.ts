import { addDays, type CivilDate } from '../../shared/base/civil-date.ts';
import type { Tx } from '../platform/database.ts';
import { addPastEntries, addPastRuns, exampleProtocolIds } from '../protocols/actions.ts';
import { listWoundsOf, openEpisodeOf } from '../wounds/actions.ts';
import type { Ids } from './demonstration/ids.ts';
import type { DemonstrationMrn } from './demonstration/patients.ts';
import type { PersonKey } from './demonstration/people.ts';
import { type DemonstrationRun, runs } from './demonstration/protocols.ts';
import { instantAt } from './demonstration/visit-time.ts';

type Filling = {
  readonly tx: Tx;
  readonly newId: () => string;
  readonly today: CivilDate;
  readonly timeZone: string;
  readonly patientId: Ids<DemonstrationMrn>;
  readonly userId: Ids<PersonKey>;
};

const SAID_AT_MINUTE = 16 * 60;

/** Starts the examples on some of the wounds, with what was said about their steps since. */
export async function fillProtocols(filling: Filling): Promise<void> {
  for (const run of runs) await fillRun(filling, run);
}

async function fillRun(filling: Filling, run: DemonstrationRun): Promise<void> {
  const { tx, newId, today, timeZone, patientId, userId } = filling;
  const [wound] = await listWoundsOf(tx, patientId(run.mrn));
  const episode = wound && openEpisodeOf(wound);
  if (!wound || !episode) throw new Error('A protocol of the demonstration has no open wound');
  const id = newId();
  const recordedBy = userId(run.by);
  await addPastRuns(tx, [
    {
      id,
      patientId: wound.patientId,
      woundId: wound.id,
      episodeId: episode.id,
      protocolId: exampleProtocolIds[run.example],
      startedOn: addDays(today, -run.startedDaysAgo),
      startedBy: recordedBy,
    },
  ]);
  const entries = run.said.map(([daysAgo, kind, stepId, words]) => {
    const on = addDays(today, -daysAgo);
    const recordedAt = instantAt(on, SAID_AT_MINUTE, timeZone).toISOString();
    const about = { protocolRunId: id, kind, stepId, dueOn: on, enteredOn: on };
    return { id: newId(), ...about, words, recordedBy, recordedAt };
  });
  await addPastEntries(tx, entries);
}
