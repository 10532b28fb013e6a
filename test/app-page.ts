import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { expect, type TestContext } from 'vitest';
import { DEMONSTRATION_PIN } from '../shared/site/demonstration.ts';
import { SERVED_PASSPHRASE, serve } from '../tools/served.ts';
import { launchBrowser } from './browser.ts';

/** The built application on a data folder of its own, in a real browser. */
export type AppPage = {
  readonly page: Page;
  readonly dataDir: string;
  /** What the page reported as wrong: errors, refused styles and scripts. Must stay empty. */
  readonly problems: readonly string[];
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

/**
 * With a passphrase the records are open, and begun where there are none; null leaves it to the page
 * to ask. `browserArgs` are for whoever needs a camera that the browser plays.
 */
export async function openAppPage(
  passphrase: string | null = SERVED_PASSPHRASE,
  browserArgs: readonly string[] = [],
): Promise<AppPage> {
  const folder = await mkdtemp(join(tmpdir(), 'caretrail e2e '));
  const dataDir = join(folder, 'data');
  const problems: string[] = [];
  const browser = await launchBrowser({ args: browserArgs });
  let served = await serve(dataDir, passphrase);
  const page = await openPage(browser, problems);
  await page.goto(served.address);
  return {
    page,
    dataDir,
    problems,
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
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
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

/** Sets up the demonstration and signs in as somebody. */
export async function openDemonstration(
  person: string,
  passphrase: string | null = SERVED_PASSPHRASE,
  browserArgs: readonly string[] = [],
): Promise<AppPage> {
  const app = await openAppPage(passphrase, browserArgs);
  await app.page.getByRole('button', { name: 'Explore demonstration' }).click();
  await signIn(app.page, person);
  return app;
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

/** Opens a screen from the navigation. */
export async function goTo(page: Page, screen: string): Promise<void> {
  await page.getByRole('link', { name: screen, exact: true }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
}

/** Presses a button by its whole name. */
export async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
}

/**
 * Looks at a screen as people will: both sizes, light and dark. Leaves the pictures in screenshots/ and
 * finds no barrier that axe knows in either theme, no horizontal scrolling in either size.
 */
export async function look(page: Page, name: string): Promise<void> {
  await mkdir(screenshots, { recursive: true });
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
    const { violations } = await new AxeBuilder({ page })
      .exclude('[data-live-announcer]')
      .analyze();
    const barriers = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.target.join(' ')}`);
    expect(barriers, `${name} in ${colorScheme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await page.setViewportSize(sizes[0]);
}
