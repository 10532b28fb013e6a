import type { Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { press } from './app-page.ts';
import { choose, confirmAfterReading } from './e2e-steps.ts';

/** Assesses the wound whose page is open, as somebody who reads the question before the save. */
export async function recordAssessment(page: Page): Promise<void> {
  await press(page, 'Assess wound');
  await choose(page, /^Ruler/);
  await page.getByLabel('Length, head to toe (cm)').fill('3');
  await page.getByLabel('Width, side to side (cm)').fill('2');
  const stage = page.getByRole('button', { name: 'Confirm Stage' });
  if ((await stage.count()) > 0) await stage.click();
  await press(page, 'Save assessment');
  await confirmAfterReading(page);
  await page.getByText('Saved on this computer').first().waitFor();
}

/** Skin with a wound of 8 pixels to the millimetre on it, and when its camera says it was taken. */
export async function woundPicture(wound: string, takenAt?: string): Promise<Buffer> {
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="900">
    <rect width="1200" height="900" fill="#d9a58a"/>
    <ellipse cx="600" cy="420" rx="200" ry="150" fill="${wound}" stroke="#8a3a2e" stroke-width="14"/>
    <rect x="300" y="690" width="600" height="60" fill="#fbfbf4"/>
    <path d="M360 690V725M440 690V725M520 690V725M600 690V725M680 690V725M760 690V725M840 690V725" stroke="#111" stroke-width="4"/>
  </svg>`;
  const picture = sharp(Buffer.from(drawing));
  const written = takenAt ? picture.withExif({ IFD2: { DateTimeOriginal: takenAt } }) : picture;
  return written.jpeg({ quality: 90 }).toBuffer();
}

/** Draws a wave on a canvas, as somebody who signs with the mouse. */
export async function drawWithMouse(page: Page, pad: Locator): Promise<void> {
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  if (!box) throw new Error('There is no place to sign');
  await page.mouse.move(box.x + 60, box.y + 120);
  await page.mouse.down();
  for (let step = 1; step <= 30; step += 1)
    await page.mouse.move(box.x + 60 + step * 10, box.y + 100 + 40 * Math.sin(step / 3));
  await page.mouse.up();
}

/** Draws once around the middle of a picture with the mouse held down. */
export async function drawAround(page: Page, picture: Locator): Promise<void> {
  const box = await picture.boundingBox();
  if (!box) throw new Error('The picture is not there');
  const at = (turn: number) =>
    [
      box.x + box.width / 2 + 90 * Math.cos(turn * 2 * Math.PI),
      box.y + box.height / 2 + 70 * Math.sin(turn * 2 * Math.PI),
    ] as const;
  await page.mouse.move(...at(0));
  await page.mouse.down();
  for (let turn = 0.02; turn <= 0.98; turn += 0.02) await page.mouse.move(...at(turn));
  await page.mouse.up();
}
