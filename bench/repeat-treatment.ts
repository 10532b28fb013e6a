import { atTheBedside, openChart, repeatLast, type Save } from './bedside-page.ts';
import type { Place, Section, SectionReport } from './section.ts';
import { inSeconds, median, percentile } from './statistics.ts';

const REPEATS = 10;
const MOST_PRESSES = 6;

async function run(place: Place): Promise<SectionReport> {
  const saves = await atTheBedside(await place.seeded(), async (page) => {
    const seen: Save[] = [];
    // The first opens every screen for the first time and does not count.
    while (seen.length < REPEATS + 1) {
      await openChart(page);
      seen.push(await repeatLast(page));
      // Leaving the chart is not part of it, and the next press begins a new count.
      await page.evaluate(() => history.back());
      await page.getByRole('heading', { name: 'Patients', exact: true }).waitFor();
    }
    return seen.slice(1);
  });
  const times = saves.map(({ sinceFirstPressMs }) => sinceFirstPressMs);
  const presses = Math.max(...saves.map((save) => save.presses));
  return {
    tables: [
      {
        caption: 'Open the chart, Same as last, Confirm all, Save treatment, Confirm and save',
        columns: ['', 'presses', 'median', 'least', 'most', 'n'],
        rows: [
          [
            'a repeat treatment by an automated browser',
            String(presses),
            inSeconds(median(times)),
            inSeconds(percentile(times, 0)),
            inSeconds(percentile(times, 1)),
            String(times.length),
          ],
        ],
      },
    ],
    aims: [
      {
        what: 'Presses of a repeat treatment, counted by the page',
        limit: `at most ${MOST_PRESSES}`,
        measured: String(presses),
        isMet: presses <= MOST_PRESSES,
      },
    ],
  };
}

export const repeatTreatment: Section = {
  name: 'repeat-treatment',
  title: 'what a repeat treatment takes, from opening the chart to saved',
  run,
};
