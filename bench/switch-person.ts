import { atTheBedside, signInAs } from './bedside-page.ts';
import { ADMINISTRATOR_NAME, NURSE_NAME } from './callers.ts';
import type { Place, Section, SectionReport } from './section.ts';
import { aimUnder, percentile, SPREAD_COLUMNS, spreadCells } from './statistics.ts';

const SWITCHES = 20;

type Switch = { readonly lockedMs: number; readonly inMs: number };

async function run(place: Place): Promise<SectionReport> {
  const switches = await atTheBedside(await place.seeded(), async (page) => {
    const seen: Switch[] = [];
    while (seen.length < SWITCHES) {
      const name = seen.length % 2 === 0 ? ADMINISTRATOR_NAME : NURSE_NAME;
      const beganMs = performance.now();
      await page.getByRole('button', { name: 'Lock', exact: true }).click();
      await page.getByRole('button', { name }).waitFor();
      const tilesMs = performance.now();
      await signInAs(page, name);
      await page.getByRole('heading', { name: 'Patients', exact: true }).waitFor();
      seen.push({ lockedMs: tilesMs - beganMs, inMs: performance.now() - beganMs });
    }
    return seen;
  });
  const whole = switches.map(({ inMs }) => inMs);
  return {
    tables: [
      {
        caption: 'Another person at a shared cart, with the real cost of checking a PIN',
        columns: ['from pressing Lock', ...SPREAD_COLUMNS],
        rows: [
          ['to the tiles', ...spreadCells(switches.map(({ lockedMs }) => lockedMs))],
          ['to their first screen: tile, PIN, Enter', ...spreadCells(whole)],
        ],
      },
    ],
    aims: [aimUnder('p95 from Lock to the next person’s screen', percentile(whole, 0.95), 2000)],
  };
}

export const switchPerson: Section = {
  name: 'switch-person',
  title: 'switching between two people in a real browser',
  run,
};
