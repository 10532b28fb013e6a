import { afterAll, beforeAll, expect, test } from 'vitest';
import { CHART_SCENARIOS } from './sync-scenarios.ts';
import { SITE_SCENARIOS } from './sync-scenarios-site.ts';
import { beginWorld, settle, type World } from './sync-world.ts';
import { openMigratedPglite, syncDevice, syncSite } from './sync-site.ts';

const SCENARIOS = [...CHART_SCENARIOS, ...SITE_SCENARIOS];

let world: World;

beforeAll(async () => {
  world = {
    site: syncSite(await openMigratedPglite()),
    a: syncDevice(await openMigratedPglite(), 'a'),
    b: syncDevice(await openMigratedPglite(), 'b'),
  };
  await beginWorld(world);
});

afterAll(async () => {
  await Promise.all([world.site, world.a, world.b].map(({ end }) => end.close()));
});

test.for(SCENARIOS.map((scenario) => [scenario.title, scenario] as const))(
  '%s',
  async ([, { play, expected }]) => {
    expect(await play(world)).toEqual(expected);
    expect(await settle(world)).toEqual([]);
  },
);
