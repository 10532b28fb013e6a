import { join } from 'node:path';
import { v7 } from 'uuid';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createApp } from '../main/app.ts';
import { openDatabase } from '../main/platform/database.ts';
import { memoryFileStore } from '../main/platform/file-store.ts';
import { readMigrations } from '../main/platform/migrate.ts';
import { sizePointsOf } from '../shared/assessments/area-reduction.ts';
import { assessmentProblem } from '../shared/assessments/assessment-problem.ts';
import { healingOf } from '../shared/assessments/healing.ts';
import { civilDateAt } from '../shared/base/civil-date.ts';
import { DEMONSTRATION_PIN } from '../shared/site/demonstration.ts';
import { bodySiteOf, placeProblem } from '../shared/wounds/body-site.ts';
import { diagnosisSideProblem } from '../shared/wounds/diagnosis-side.ts';
import { woundDatesProblem } from '../shared/wounds/wound-dates.ts';
import { templateArchive } from '../tools/template.ts';
import { allRows, clientOf, newSession, valueOf } from './core.ts';

const TIME_ZONE = 'America/New_York';
const NOW = new Date('2026-03-10T15:00:00Z');
const today = civilDateAt(NOW, TIME_ZONE);

let demonstration: Awaited<ReturnType<typeof openDemonstration>>;
beforeEach(async () => {
  demonstration = await openDemonstration();
});
afterEach(() => demonstration.core.close());

/** The demonstration as its clinician sees it. */
async function openDemonstration() {
  const migrations = await readMigrations(join(import.meta.dirname, '../migrations'));
  const database = await openDatabase({ archive: await templateArchive() }, migrations);
  const core = createApp({
    database,
    files: memoryFileStore(),
    clock: () => NOW,
    newId: v7,
    report: async (error) => {
      throw error;
    },
    pinCost: { log2N: 4, r: 8, p: 1 },
  });
  const client = clientOf(core, newSession());
  valueOf(await client['site.exploreDemonstration']({ timeZone: TIME_ZONE }));
  const tiles = valueOf(await client['session.tiles']({}));
  const userId = tiles.find(({ role }) => role === 'clinician')?.userId ?? '';
  valueOf(await client['session.signIn']({ userId, pin: DEMONSTRATION_PIN }));
  return { core, client, database };
}

/** Every wound with its patient, its assessments and its treatments. */
async function allStories() {
  const { client, database } = demonstration;
  const patients = await allRows(database, 'patients');
  const lists = await Promise.all(
    patients.map(async (patient) => {
      const wounds = valueOf(await client['wounds.list']({ patientId: patient.id }));
      const { records } = valueOf(await client['treatments.list']({ patientId: patient.id }));
      return wounds.map((wound) => ({ patient, wound, treatments: records }));
    }),
  );
  return Promise.all(
    lists.flat().map(async (story) => {
      const found = valueOf(await client['assessments.list']({ woundId: story.wound.id }));
      return { ...story, assessments: found };
    }),
  );
}

test('Every wound and every assessment of the demonstration obeys the rules that forms do', async () => {
  const stories = await allStories();
  expect(stories).toHaveLength(13);
  for (const { patient, wound, assessments } of stories) {
    const site = bodySiteOf(wound.bodySite);
    expect(site && placeProblem(site, wound)).toBeNull();
    expect(diagnosisSideProblem(wound.diagnosisCode, wound.laterality)).toBeNull();
    const careStartedOn = wound.episodes.at(-1)?.startedOn ?? '';
    expect(woundDatesProblem({ ...wound, careStartedOn }, { ...patient, today })).toBeNull();
    for (const assessment of assessments) {
      const staged = assessments
        .filter(({ id }) => id !== assessment.id)
        .map((each) => ({ ...each, at: each.createdAt }));
      const against = { etiology: wound.etiology, staged, at: assessment.createdAt };
      expect(assessmentProblem(assessment, against, false)).toBeNull();
      const episode = wound.episodes.find(({ id }) => id === assessment.episodeId);
      expect(episode && episode.startedOn <= assessment.assessedOn).toBe(true);
      expect(assessment.assessedOn <= (episode?.endedOn ?? today)).toBe(true);
    }
  }
});

test('Each size is the one that the note of the same visit tells, and treatments name their wound', async () => {
  const stories = await allStories();
  let compared = 0;
  for (const { wound, assessments, treatments } of stories) {
    for (const { woundId, woundLocation } of treatments)
      expect({ woundId, woundLocation }).toEqual({
        woundId: wound.id,
        woundLocation: wound.location,
      });
    for (const { assessedOn, lengthMm, widthMm } of assessments) {
      const note = treatments.find(({ dateApplied }) => dateApplied === assessedOn)?.doctorNotes;
      const [, length, width] = /^([\d.]+) x ([\d.]+)/.exec(note ?? '') ?? [];
      if (length === undefined || width === undefined) continue;
      compared += 1;
      expect([lengthMm, widthMm]).toEqual(
        [Number(length), Number(width)].map((cm) => Math.round(cm * 10)),
      );
    }
  }
  expect(compared).toBeGreaterThan(60);
});

test('It tells of wounds that heal well, stall, heal, open again and are measured in two ways', async () => {
  const stories = await allStories();
  const healing = stories.map(({ wound, assessments }) => {
    const latest = wound.episodes[0]?.id;
    const points = sizePointsOf(assessments.filter(({ episodeId }) => episodeId === latest));
    return { wound, ...healingOf(points) };
  });
  const week4 = healing.map(({ overall }) => overall?.week4?.reductionPercent ?? null);
  expect(week4.filter((percent) => percent !== null && percent >= 50).length).toBeGreaterThan(2);
  expect(week4.filter((percent) => percent !== null && percent < 20).length).toBeGreaterThan(1);
  expect(healing.some(({ isMixed }) => isMixed)).toBe(true);
  expect(new Set(stories.map(({ wound }) => wound.status))).toEqual(
    new Set(['open', 'healed', 'closed']),
  );
  const reopened = stories.filter(({ wound }) => wound.episodes.length === 2);
  expect(reopened.map(({ wound }) => wound.status)).toEqual(['open']);
});

test('Assessments are signed by whoever made them, but for the last days', async () => {
  const stories = await allStories();
  const assessments = stories.flatMap((story) => story.assessments);
  const unsigned = assessments.filter(({ signedAt }) => signedAt === null);
  expect(unsigned.length).toBeGreaterThan(2);
  expect(assessments.length - unsigned.length).toBeGreaterThan(50);
  for (const { signedBy, recordedBy, assessedOn } of assessments)
    expect(signedBy ?? recordedBy, assessedOn).toBe(recordedBy);
});
