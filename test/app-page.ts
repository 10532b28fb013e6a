import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, type TestContext } from 'vitest';
import { DEMONSTRATION_PIN } from '../shared/site/demonstration.ts';
import { SERVED_PASSPHRASE, serve } from '../tools/served.ts';
import { barriers, barriersOfColour } from './barriers.ts';
import { launchBrowser } from './browser.ts';
import { copyDemonstration } from './prepared-records.ts';

/** The built application on a data folder of its own, in a real browser. */
export type AppPage = {
  readonly page: Page;
  readonly dataDir: string;
  /** What the page reported as wrong: errors, refused styles and scripts. Must stay empty. */
  readonly problems: readonly string[];
  /** After something that the page had to report. */
  readonly forgetProblems: () => void;
  /**
   * Ends the program, as gently or as roughly as the signal, and starts it and the page again; in
   * between `whileDown` may do something to its files.
   */
  readonly restart: (
    signal: 'SIGTERM' | 'SIGKILL',
    whileDown?: () => Promise<void>,
  ) => Promise<void>;
  readonly close: () => Promise<void>;
};

const screenshots = join(import.meta.dirname, '../screenshots');
const sizes = [
  { width: 1280, height: 800 },
  { width: 1024, height: 768 },
] as const;

type Opening = {
  readonly passphrase: string | null;
  readonly browserArgs?: readonly string[];
  /** Puts records into the data folder before the program starts. */
  readonly place?: (dataDir: string) => Promise<void>;
};

/**
 * A computer without records. With a passphrase they are begun and open; null leaves it to the page to
 * ask.
 */
export function openAppPage(passphrase: string | null = SERVED_PASSPHRASE): Promise<AppPage> {
  return openOver({ passphrase });
}

async function openOver({ passphrase, browserArgs = [], place }: Opening): Promise<AppPage> {
  const folder = await mkdtemp(join(tmpdir(), 'caretrail e2e '));
  const dataDir = join(folder, 'data');
  await place?.(dataDir);
  const problems: string[] = [];
  const browser = await launchBrowser({ args: browserArgs });
  let served = await serve(dataDir, passphrase);
  const page = await openPage(browser, problems);
  await page.goto(served.address);
  return {
    page,
    dataDir,
    problems,
    forgetProblems: () => void problems.splice(0),
    async restart(signal, whileDown) {
      await served.stop(signal);
      await whileDown?.();
      served = await serve(dataDir, passphrase);
      await page.goto(served.address);
    },
    async close() {
      await browser.close();
      await served.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function openPage(browser: Browser, problems: string[]): Promise<Page> {
  // axe opens a page of its own beside it, which only a context allows.
  const context = await browser.newContext({ viewport: sizes[0], reducedMotion: 'reduce' });
  // What never comes fails a test; how long the rest takes on a busy computer does not.
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    // A tab whose program was ended says that its connection failed; that is not a defect.
    const isConnection = /WebSocket|ERR_CONNECTION|Failed to load resource/.test(message.text());
    if (message.type() === 'error' && !isConnection) problems.push(message.text());
  });
  return page;
}

/** Leaves a picture of what was on the screen when a test failed: `beforeEach(pictureOfFailure(() => app))`. */
export function pictureOfFailure(app: () => AppPage) {
  return ({ task, onTestFailed }: TestContext): void => {
    onTestFailed(async () => {
      const name = task.name.replaceAll(/[^\w]+/g, '-').slice(0, 60);
      await app().page.screenshot({ path: join(screenshots, `failed-${name}.png`) });
    });
  };
}

/**
 * The demonstration with somebody signed in, as it was filled once for all tests; null begins it without
 * a passphrase instead. `browserArgs` are for whoever needs a camera that the browser plays.
 */
export async function openDemonstration(
  person: string,
  passphrase: string | null = SERVED_PASSPHRASE,
  browserArgs: readonly string[] = [],
): Promise<AppPage> {
  let isFilled = false;
  const place = async (dataDir: string): Promise<void> => {
    isFilled = passphrase === SERVED_PASSPHRASE && (await copyDemonstration(dataDir));
  };
  const app = await openOver({ passphrase, browserArgs, place });
  if (!isFilled) await press(app.page, 'Explore demonstration');
  await signIn(app.page, person);
  return app;
}

/**
 * The demonstration with somebody signed in, for all tests of the file or group that calls this: opened
 * before them, closed after them, and a picture left of each that fails.
 */
export function demonstrationAs(person: string, browserArgs: readonly string[] = []): AppPage {
  let opened: AppPage | null = null;
  const app = (): AppPage => {
    if (opened === null) throw new Error('The demonstration is open only while tests run');
    return opened;
  };
  beforeAll(async () => {
    opened = await openDemonstration(person, SERVED_PASSPHRASE, browserArgs);
  });
  beforeEach(pictureOfFailure(app));
  afterAll(() => opened?.close());
  return {
    get page() {
      return app().page;
    },
    get dataDir() {
      return app().dataDir;
    },
    get problems() {
      return app().problems;
    },
    forgetProblems: () => app().forgetProblems(),
    restart: (...given) => app().restart(...given),
    close: () => app().close(),
  };
}

export async function signIn(page: Page, person: string, pin = DEMONSTRATION_PIN): Promise<void> {
  await page.getByRole('button', { name: person }).click();
  await page.getByLabel('PIN', { exact: true }).fill(pin);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation').waitFor();
}

export async function openChartOf(page: Page, name: string): Promise<void> {
  await page.getByRole('searchbox').fill(name);
  await page
    .getByRole('button', { name: new RegExp(`${name}.*open chart`) })
    .first()
    .click();
  await page.getByRole('button', { name: 'Log treatment' }).waitFor();
}

/** Opens a screen from the rail, or else from the settings. */
export async function goTo(page: Page, screen: string): Promise<void> {
  const rail = page.getByRole('navigation', { name: 'Main' });
  await rail.getByRole('link').first().waitFor();
  const place = rail.getByRole('link', { name: screen, exact: true });
  if ((await place.count()) === 0) {
    await rail.getByRole('link', { name: 'Settings', exact: true }).click();
    await page.getByRole('main').getByRole('link', { name: screen, exact: true }).click();
  } else {
    await place.click();
  }
  const title = page.getByRole('heading', { level: 1 });
  await title.filter({ hasNotText: /^Settings$/ }).waitFor();
}

/** Presses a button by its whole name. */
export async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
}

/** Gives the PIN that is asked for again, as it is for whatever leaves the program. */
export async function givePinAgain(page: Page, pin = DEMONSTRATION_PIN): Promise<void> {
  const asked = page.getByRole('dialog', { name: 'Your PIN again' });
  await asked.getByLabel('Your PIN').fill(pin);
  await asked.getByRole('button', { name: 'Go on' }).click();
  await asked.waitFor({ state: 'detached' });
}

/** Presses what asks for the PIN again. */
export async function pressWithPin(page: Page, name: string, pin?: string): Promise<void> {
  await press(page, name);
  await givePinAgain(page, pin);
}

/**
 * Looks at a screen as people will: both sizes, light and dark. Leaves the pictures in screenshots/ and
 * finds no barrier that axe knows in either theme, no horizontal scrolling in either size.
 */
export async function look(page: Page, name: string): Promise<void> {
  await mkdir(screenshots, { recursive: true });
  // Dark comes after light, which has been looked at in full.
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const size of sizes) {
      await page.setViewportSize(size);
      await page.screenshot({
        path: join(screenshots, `${name}-${size.width}-${colorScheme}.png`),
      });
      const overflowPx = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflowPx, `${name} scrolls sideways at ${size.width}`).toBeLessThanOrEqual(0);
    }
    const wrong = colorScheme === 'light' ? barriers(page) : barriersOfColour(page);
    expect(await wrong, `${name} in ${colorScheme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await page.setViewportSize(sizes[0]);
}
