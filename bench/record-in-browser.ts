import { atTheBedside, openChart, repeatLast, type Save } from './bedside-page.ts';
import type { Place, Section, SectionReport } from './section.ts';
import { SEEDED_TREATMENTS } from './seeded.ts';
import { aimUnder, percentile, SPREAD_COLUMNS, spreadCells } from './statistics.ts';

const REPEATS = 60;
const WARM_UP = 5;

async function run(place: Place): Promise<SectionReport> {
  const saves = await atTheBedside(await place.seeded(), async (page) => {
    await openChart(page);
    const seen: Save[] = [];
    while (seen.length < WARM_UP + REPEATS) seen.push(await repeatLast(page));
    return seen.slice(WARM_UP);
  });
  const shown = saves.map(({ shownMs }) => shownMs);
  const drawn = saves.map(({ drawnMs }) => drawnMs);
  return {
    tables: [
      {
        caption: `From the click on “Confirm and save”; ${SEEDED_TREATMENTS} treatments of the patient already there`,
        columns: ['', ...SPREAD_COLUMNS],
        rows: [
          ['to “Saved on this computer” in the page', ...spreadCells(shown)],
          ['to the frame with it drawn', ...spreadCells(drawn)],
        ],
      },
    ],
    aims: [
      aimUnder('p95 from click to “Saved on this computer”', percentile(shown, 0.95), 50),
      aimUnder('p95 from click to it being drawn', percentile(drawn, 0.95), 50),
    ],
  };
}

export const recordInBrowser: Section = {
  name: 'record-in-browser',
  title: 'saving a treatment in a real browser, through the loopback host',
  run,
};
