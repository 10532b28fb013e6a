import { atTheBedside, openChart, repeatLast, type Save } from './bedside-page.ts';
import type { Place, Section, SectionReport } from './section.ts';
import { SEEDED_TREATMENTS } from './seeded.ts';
import { aimUnder, percentile, SPREAD_COLUMNS, spreadCells } from './statistics.ts';

const REPEATS = 50;
const WARM_UP = 5;

/** Between two presses of somebody quick; what the last press set going is then done. */
const QUICK_PERSON_MS = 300;

async function run(place: Place): Promise<SectionReport> {
  const [people, robot] = await atTheBedside(await place.seeded(), async (page) => {
    await openChart(page);
    const repeat = async (pauseMs: number): Promise<readonly Save[]> => {
      const seen: Save[] = [];
      while (seen.length < WARM_UP + REPEATS) seen.push(await repeatLast(page, pauseMs));
      return seen.slice(WARM_UP);
    };
    return [await repeat(QUICK_PERSON_MS), await repeat(0)] as const;
  });
  const shown = (saves: readonly Save[]) => saves.map(({ shownMs }) => shownMs);
  const drawn = (saves: readonly Save[]) => saves.map(({ drawnMs }) => drawnMs);
  return {
    tables: [
      {
        caption: `From the click on “Confirm and save”; ${SEEDED_TREATMENTS} treatments of the patient already there`,
        columns: ['', ...SPREAD_COLUMNS],
        rows: [
          [
            `to “Saved on this computer”, ${QUICK_PERSON_MS} ms between presses`,
            ...spreadCells(shown(people)),
          ],
          ['to the frame with it drawn', ...spreadCells(drawn(people))],
          ['to “Saved on this computer”, no pause between presses', ...spreadCells(shown(robot))],
          ['to the frame with it drawn', ...spreadCells(drawn(robot))],
        ],
      },
    ],
    aims: [
      aimUnder(
        'p95 from click to “Saved on this computer”, as a quick person presses',
        percentile(shown(people), 0.95),
        50,
      ),
      aimUnder(
        'p95 from click to “Saved on this computer”, without a pause',
        percentile(shown(robot), 0.95),
        50,
      ),
    ],
  };
}

export const recordInBrowser: Section = {
  name: 'record-in-browser',
  title: 'saving a treatment in a real browser, through the loopback host',
  run,
};
