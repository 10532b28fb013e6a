import { parseChange, SERVER_DEVICE } from '../shared/sync/line.ts';
import { differingTables } from '../shared/sync/site-digest.ts';
import { chartRows, CLINICIAN, newChart, NURSE, SITE_ROWS } from './sync-chart.ts';
import type { SyncEnd, SyncSite } from './sync-site.ts';

/** A site with two devices, all of the same contents when a scenario begins. */
export type World = { readonly site: SyncSite; readonly a: SyncEnd; readonly b: SyncEnd };

export type Scenario = {
  readonly title: string;
  readonly play: (world: World) => Promise<unknown>;
  readonly expected: unknown;
};

export async function beginWorld({ site, a, b }: World): Promise<void> {
  await a.enrol();
  await b.enrol();
  await a.save(NURSE, ...SITE_ROWS);
  await settle({ site, a, b });
}

/** Everybody says what they have and hears the rest; names the tables in which they still differ. */
export async function settle({ site, a, b }: World): Promise<readonly string[]> {
  for (const device of [a, b, a]) {
    await device.push(site);
    await device.pull(site);
  }
  const there = await site.digest();
  return [
    ...differingTables(there, await a.digest()).map((table) => `a: ${table}`),
    ...differingTables(there, await b.digest()).map((table) => `b: ${table}`),
  ];
}

/** The kinds of reviews that the log got since that place. */
export function raisedSince({ site }: World, place: number): readonly string[] {
  return site.log.slice(place).flatMap(({ deviceId, line }) => {
    const values = deviceId === SERVER_DEVICE ? parseChange(line)?.v : undefined;
    return values ? [`${String(values['kind'])}${values['is_blocking'] === true ? '!' : ''}`] : [];
  });
}

/** One chart that everybody has. */
export async function sharedChart(world: World) {
  const chart = newChart();
  await world.a.save(NURSE, ...chartRows(chart));
  await settle(world);
  return { ...chart, place: world.site.log.length };
}

/** Two people save without seeing each other's; then all is said and heard. */
export async function bothSave(world: World, ofA: readonly string[], ofB: readonly string[]) {
  await world.a.save(NURSE, ...ofA);
  await world.b.save(CLINICIAN, ...ofB);
  const first = await world.a.push(world.site);
  const second = await world.b.push(world.site);
  const isRebased = await world.b.pull(world.site);
  await world.a.pull(world.site);
  return { first, second, isRebased };
}

/** What shows of a treatment. */
export const notesOf = (id: string): string =>
  `SELECT doctor_notes AS notes, version, signed_at IS NOT NULL AS signed
   FROM treatment_records WHERE id = '${id}'`;
