import type { Browser, Page } from 'playwright-core';
import { openedCoreThread } from './opened-core.ts';
import { launchBrowser } from '../test/browser.ts';
import { setUpSite } from './callers.ts';
import type { Place, Section, SectionReport } from './section.ts';
import { serve } from '../tools/served.ts';
import { aimUnder, inMs, median, percentile } from './statistics.ts';

const RUNS = 5;

type Start = { readonly addressMs: number; readonly screenMs: number };

async function seeHeading(page: Page, name: string): Promise<void> {
  try {
    await page.getByRole('heading', { name }).waitFor({ timeout: 20_000 });
  } catch (error) {
    const shown = await page.locator('body').innerText();
    throw new Error(`“${name}” did not appear. The page says: ${shown}`, { cause: error });
  }
}

/** From spawning the program to its first screen, in a tab that has never seen it. */
async function startOnce(browser: Browser, dataDir: string, heading: string): Promise<Start> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const served = await serve(dataDir);
  try {
    await page.goto(served.address);
    await seeHeading(page, heading);
    const shownMs = performance.now();
    return {
      addressMs: served.addressMs - served.spawnedMs,
      screenMs: shownMs - served.spawnedMs,
    };
  } finally {
    await context.close();
    await served.stop();
  }
}

/** The core's thread alone, from starting it to its being open. */
async function openOnce(dataDir: string, isFirst: boolean): Promise<number> {
  const startedMs = performance.now();
  const core = await openedCoreThread(dataDir);
  const tookMs = performance.now() - startedMs;
  if (isFirst) await setUpSite(core);
  await core.close();
  return tookMs;
}

type Starts = { readonly first: Start[]; readonly later: Start[] };

async function startsInBrowser(place: Place): Promise<Starts> {
  const browser = await launchBrowser();
  const [first, later]: [Start[], Start[]] = [[], []];
  try {
    const setUp = (await place.seeded()).dataDir;
    for (let made = 0; made < RUNS; made += 1) {
      const fresh = await place.newFolder();
      first.push(await startOnce(browser, fresh, 'Set up this computer'));
      later.push(await startOnce(browser, setUp, 'Who is signing in?'));
    }
    return { first, later };
  } finally {
    await browser.close();
  }
}

function cells(timesMs: readonly number[]): readonly string[] {
  return [inMs(median(timesMs)), inMs(percentile(timesMs, 0)), inMs(percentile(timesMs, 1))];
}

async function run(place: Place): Promise<SectionReport> {
  const { first, later } = await startsInBrowser(place);
  const [firstOpens, laterOpens]: [number[], number[]] = [[], []];
  for (let made = 0; made < RUNS; made += 1) {
    const dataDir = await place.newFolder();
    firstOpens.push(await openOnce(dataDir, true));
    laterOpens.push(await openOnce(dataDir, false));
  }
  const screens = (starts: readonly Start[]) => starts.map(({ screenMs }) => screenMs);
  const addresses = (starts: readonly Start[]) => starts.map(({ addressMs }) => addressMs);
  return {
    tables: [
      {
        caption: `${RUNS} starts each, from spawning the built program; the browser is already open`,
        columns: ['', 'median', 'least', 'most'],
        rows: [
          ['first start: first screen visible', ...cells(screens(first))],
          ['first start: address printed', ...cells(addresses(first))],
          ['first start: the core’s thread alone, from source', ...cells(firstOpens)],
          ['later start: sign-in visible (1,000 treatments)', ...cells(screens(later))],
          ['later start: address printed', ...cells(addresses(later))],
          ['later start: the core’s thread alone, from source', ...cells(laterOpens)],
        ],
      },
    ],
    aims: [
      aimUnder('First start to the first screen (median)', median(screens(first)), 3000),
      aimUnder('Later start to the sign-in (median)', median(screens(later)), 1500),
    ],
  };
}

export const startSection: Section = {
  name: 'start',
  title: 'from starting the program to its first screen',
  run,
};
