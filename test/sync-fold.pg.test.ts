import { afterEach, expect, inject, test } from 'vitest';
import { openServer } from './migration-ends.ts';
import { migrateFully } from './migration-steps.ts';
import { CHART_SCENARIOS } from './sync-scenarios.ts';
import { SITE_SCENARIOS } from './sync-scenarios-site.ts';
import { beginWorld, settle, type World } from './sync-world.ts';
import { openMigratedPglite, syncDevice, syncSite } from './sync-site.ts';

const SCENARIOS = [...CHART_SCENARIOS, ...SITE_SCENARIOS];

let world: World;
afterEach(async () => {
  await Promise.all([world.site, world.a, world.b].map(({ end }) => end.close()));
});

test.for([15, 18] as const)(
  'devices and a PostgreSQL %i come to the same records in every scenario',
  { timeout: 180_000 },
  async (major) => {
    const server = await openServer(inject('postgresUrls')[major]);
    await migrateFully(server);
    world = {
      site: syncSite(server),
      a: syncDevice(await openMigratedPglite(), 'a'),
      b: syncDevice(await openMigratedPglite(), 'b'),
    };
    await beginWorld(world);
    const played: { title: string; observed: unknown; differing: readonly string[] }[] = [];
    for (const { title, play } of SCENARIOS) {
      const observed = await play(world);
      played.push({ title, observed, differing: await settle(world) });
    }
    expect(played).toEqual(
      SCENARIOS.map(({ title, expected }) => ({ title, observed: expected, differing: [] })),
    );
  },
);
