import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { differingTables } from '../shared/sync/site-digest.ts';
import {
  chartRows,
  editPatient,
  insertTreatment,
  newChart,
  newRowId,
  SITE_ROWS,
} from './sync-chart.ts';
import {
  openReleasedDevice,
  type ReleasedDevice,
  startReleasedServer,
} from './sync-release-ends.ts';
import { makeReleases } from './sync-releases.ts';

const NEWEST = 4;

let releases: Awaited<ReturnType<typeof makeReleases>>;
let opened: { close: () => Promise<void> }[] = [];
beforeAll(async () => {
  releases = await makeReleases();
}, 180_000);
afterEach(async () => {
  for (const each of opened.toReversed()) await each.close();
  opened = [];
});
afterAll(() => releases?.remove());

type World = Awaited<ReturnType<typeof beginSite>>;

/** A site whose server is of that release, with a computer for each of the others; the first has a chart. */
async function beginSite(ofServer: number, ofDevices: readonly number[]) {
  const server = await startReleasedServer(releases.at(ofServer));
  opened.push(server);
  const { siteId, code } = await server.newSite();
  const chart = newChart();
  const devices: ReleasedDevice[] = [];
  for (const later of ofDevices) {
    const ownCode = devices.length === 0 ? code : await server.newCode(siteId);
    const device = await openReleasedDevice(releases.at(later), server.url, ownCode);
    opened.push(device);
    devices.push(device);
    await device.sync();
    if (devices.length === 1) await device.save(...SITE_ROWS, ...chartRows(chart));
    await device.sync();
  }
  const first = devices[0];
  if (!first) throw new Error('A site has a computer');
  return { server, siteId, chart, devices, first };
}

async function syncAll({ devices }: Pick<World, 'devices'>): Promise<void> {
  for (const device of [...devices, ...devices]) await device.sync();
}

/** A treatment with all that this release can say of it. */
async function document(
  device: ReleasedDevice,
  level: number,
  { patient, order }: World['chart'],
): Promise<string> {
  const [treatment, note] = [newRowId(), newRowId()];
  const statements = [
    [0, insertTreatment({ patient, order }, treatment)],
    [1, `UPDATE treatment_records SET depth_note = 'deep' WHERE id = '${treatment}'`],
    [1, ...editPatient(patient, `nickname = 'Nan${level}'`)],
    [2, `INSERT INTO dressing_notes VALUES ('${note}', '${treatment}', 'by ${level}')`],
    [3, `UPDATE dressing_notes SET weight_mg = 70 WHERE id = '${note}'`],
    [4, `UPDATE treatment_records SET is_seen_again = true WHERE id = '${treatment}'`],
    [4, `INSERT INTO dressing_marks VALUES ('${newRowId()}', '${note}', 'good')`],
  ] as readonly (readonly [number, ...string[]])[];
  for (const [since, ...together] of statements) if (since <= level) await device.save(...together);
  return treatment;
}

function documented(level: number) {
  return {
    depth: level >= 1 ? 'deep' : null,
    again: level >= 4,
    words: level >= 2 ? `by ${level}` : null,
    weight: level >= 3 ? 70 : level >= 2 ? 5 : null,
    mark: level >= 4 ? 'good' : null,
  };
}

async function shown(device: ReleasedDevice, treatment: string): Promise<unknown> {
  const [row] = await device.rows(
    `SELECT t.depth_note AS depth, t.is_seen_again AS again, n.words, n.weight_mg AS weight, m.mark
     FROM treatment_records t LEFT JOIN dressing_notes n ON n.treatment_record_id = t.id
     LEFT JOIN dressing_marks m ON m.dressing_note_id = n.id WHERE t.id = '${treatment}'`,
  );
  return row;
}

async function differences({ server, siteId, devices }: World): Promise<readonly string[]> {
  const there = await server.digest(siteId);
  const each = await Promise.all(devices.map((device) => device.digest()));
  return each.flatMap((here, at) => differingTables(there, here).map((name) => `${at}: ${name}`));
}

const PAIRINGS: readonly (readonly [server: number, devices: readonly number[]])[] = [
  [2, [0, 1, 2]],
  [2, [2, 3, 4]],
  [2, [0, 4]],
  [0, [0, 2]],
  [1, [1, 3]],
  [4, [2, 4]],
  [3, [1, 4]],
];

describe.for(PAIRINGS)('server of release %i, computers of %j', ([ofServer, ofDevices]) => {
  test('all come to the same when all are of the newest, whoever is brought there first', async () => {
    const world = await beginSite(ofServer, ofDevices);
    const { server, devices, chart } = world;
    await syncAll(world);
    const treatments: string[] = [];
    for (const [at, device] of devices.entries())
      treatments.push(await document(device, ofDevices[at] ?? 0, chart));
    await syncAll(world);
    const isSameRelease = ofDevices.map((each) => each === ofServer);
    const early = await differences({
      ...world,
      devices: devices.filter((_, at) => isSameRelease[at]),
    });
    const [newest, ...others] = devices.toReversed();
    await newest?.upgrade(releases.at(NEWEST));
    await syncAll(world);
    await server.upgrade(releases.at(NEWEST));
    await syncAll(world);
    for (const device of others) await device.upgrade(releases.at(NEWEST));
    await syncAll(world);

    expect(early).toEqual([]);
    expect(await differences(world)).toEqual([]);
    for (const device of devices) {
      const rows = await Promise.all(treatments.map((each) => shown(device, each)));
      expect(rows).toEqual(ofDevices.map(documented));
    }
  }, 120_000);
});

test('an edit that waited, of what another edited meanwhile, is held and shown to people', async () => {
  const world = await beginSite(0, [0, 2]);
  const { server, siteId, chart, devices, first } = world;
  await syncAll(world);
  const second = devices[1];
  await second?.upgrade(releases.at(3));
  const edit = (notes: string) =>
    `UPDATE treatment_records SET doctor_notes = '${notes}', version = version + 1
     WHERE id = '${chart.treatment}'`;
  const notes = 'SELECT doctor_notes AS notes FROM treatment_records';
  await second?.save(edit('of the newer'));
  await second?.sync();
  await first.save(edit('of the older'));
  await first.sync();
  await second?.sync();
  const before = [await first.rows(notes), await second?.rows(notes)];

  await server.upgrade(releases.at(NEWEST));
  for (const device of devices) await device.upgrade(releases.at(NEWEST));
  await syncAll(world);

  expect(before[0]).toEqual([{ notes: 'of the older' }]);
  expect(await server.outcomes(siteId, second?.id ?? '')).toEqual(['waiting']);
  expect(await differences(world)).toEqual([]);
  for (const device of devices) {
    expect(await device.rows(notes)).toEqual([{ notes: 'of the older' }]);
    expect(await device.rows('SELECT kind FROM sync_reviews')).toEqual([
      { kind: 'concurrentEdit' },
    ]);
    expect(await device.rows('SELECT is_taken_up AS up FROM sync_decisions')).toContainEqual({
      up: false,
    });
  }
}, 120_000);

test('a computer of an older release does not begin from the snapshot of a newer one', async () => {
  const world = await beginSite(2, [2]);
  const { server, siteId } = world;
  await server.upgrade(releases.at(2), { SNAPSHOT_EVERY: '1' });
  const joining = await openReleasedDevice(
    releases.at(1),
    server.url,
    await server.newCode(siteId),
  );
  opened.push(joining);

  await expect(joining.sync()).rejects.toMatchObject({ hindrance: 'tooOld' });
  await joining.upgrade(releases.at(3));
  await joining.sync();

  expect(await joining.rows('SELECT depth_note FROM treatment_records')).toHaveLength(1);
}, 120_000);
