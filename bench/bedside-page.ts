import type { Page } from 'playwright-core';
import { launchBrowser } from '../test/browser.ts';
import { NURSE_NAME, PIN } from './callers.ts';
import type { Seeded } from './seeded.ts';
import { serve } from '../tools/served.ts';

/** One save as the page itself saw it, in milliseconds of its own clock. */
export type Save = {
  /** From the first press counted to the text being there. */
  readonly sinceFirstPressMs: number;
  /** Presses of a pointer and of keys, the confirming one included. */
  readonly presses: number;
  /** From letting go of the confirming button to the text being there. */
  readonly shownMs: number;
  /** The same, to the frame that holds it being drawn. */
  readonly drawnMs: number;
};

declare global {
  // The page's own notes, read between repeats.
  var saves: Save[];
}

/**
 * Runs in the page: notes each save. No call from outside falls within what is measured, and what the
 * watching costs counts against the application.
 */
function watchSaves(words: { readonly confirm: string; readonly saved: string }): void {
  globalThis.saves = [];
  let [presses, firstPressMs, confirmedMs] = [0, 0, Number.NaN];
  const press = (event: Event): void => {
    if (presses === 0) firstPressMs = event.timeStamp;
    presses += 1;
  };
  addEventListener('pointerdown', press, true);
  addEventListener('keydown', press, true);
  const onClick = ({ target, timeStamp }: Event): void => {
    const button = target instanceof Element ? target.closest('button') : null;
    if (button?.textContent.includes(words.confirm) === true) confirmedMs = timeStamp;
  };
  addEventListener('click', onClick, true);
  const isThere = ({ addedNodes }: MutationRecord): boolean =>
    [...addedNodes].some((node) => node.textContent?.includes(words.saved) === true);
  new MutationObserver((changes) => {
    if (Number.isNaN(confirmedMs) || !changes.some(isThere)) return;
    const shownAtMs = performance.now();
    const save = {
      sinceFirstPressMs: shownAtMs - firstPressMs,
      presses,
      shownMs: shownAtMs - confirmedMs,
    };
    const confirmedAtMs = confirmedMs;
    [presses, confirmedMs] = [0, Number.NaN];
    // What is posted from a frame runs once that frame has been drawn.
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', () =>
        globalThis.saves.push({ ...save, drawnMs: performance.now() - confirmedAtMs }),
      );
      port1.start();
      port2.postMessage(null);
    });
  }).observe(document, { subtree: true, childList: true });
}

/** From the tiles: theirs, the PIN, Enter. */
export async function signInAs(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name }).click();
  await page.getByLabel('PIN', { exact: true }).fill(PIN);
  await page.keyboard.press('Enter');
}

/** A nurse signed in at the built application in a real browser; `work` drives the page. */
export async function atTheBedside<T>(
  { dataDir }: Seeded,
  work: (page: Page) => Promise<T>,
): Promise<T> {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(15_000);
    const { address, stop } = await serve(dataDir);
    try {
      await page.goto(address);
      await signInAs(page, NURSE_NAME);
      await page.getByRole('heading', { name: 'Patients', exact: true }).waitFor();
      await page.evaluate(watchSaves, {
        confirm: 'Confirm and save',
        saved: 'Saved on this computer',
      });
      return await work(page);
    } finally {
      await stop();
    }
  } finally {
    await browser.close();
  }
}

export async function openChart(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Measured, Maria.*open chart/ }).click();
}

/**
 * Same as last, all confirmed, saved: from the chart back to the chart, `pauseMs` before each press.
 * Returns what the page saw.
 */
export async function repeatLast(page: Page, pauseMs = 0): Promise<Save> {
  const before = await page.evaluate(() => globalThis.saves.length);
  const press = async (name: string) => {
    if (pauseMs > 0) await page.waitForTimeout(pauseMs);
    await page.getByRole('button', { name, exact: true }).click();
  };
  await press('Same as last');
  await press('Confirm all');
  await press('Save treatment');
  await press('Confirm and save');
  await page.waitForFunction((count) => globalThis.saves.length > count, before);
  const save = await page.evaluate(() => globalThis.saves.at(-1));
  if (!save) throw new Error('The page saw no save');
  return save;
}
