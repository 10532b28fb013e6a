import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { LabelledUnit } from '../shared/labels/label-code.ts';
import { SERVED_PASSPHRASE } from '../tools/served.ts';
import {
  type AppPage,
  goTo,
  look,
  openDemonstration,
  pictureOfFailure,
  press,
} from './app-page.ts';
import { cameraPlaying } from './fake-camera.ts';
import { FIELDS, packRead, printedLabel, scanRegion, UNIT } from './scanned-unit.ts';

/** Nothing beyond this computer has a name or an address. */
const NO_NETWORK = '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1';

let folder: string;
let app: AppPage;
const asked: string[] = [];

/** The application before a camera that sees the label of a unit. */
async function openBefore(unit: LabelledUnit): Promise<AppPage> {
  const film = join(folder, `label-${unit.lotNumber === null ? 'product' : 'unit'}.y4m`);
  const camera = await cameraPlaying(await printedLabel(unit), film);
  const browserArgs = [...camera, NO_NETWORK];
  const opened = await openDemonstration('Hannah Winslow', SERVED_PASSPHRASE, browserArgs);
  await goTo(opened.page, 'Labels');
  return opened;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caretrail camera '));
  app = await openBefore(UNIT);
  app.page.context().on('request', (request) => asked.push(request.url()));
});
beforeEach(pictureOfFailure(() => app));
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

const dialogOf = ({ page }: AppPage) => page.getByRole('dialog').last();
const dialog = () => dialogOf(app);

describe('the camera', () => {
  test('reads a label that was printed here, to the same fields, with no network', async () => {
    const { page } = app;
    asked.length = 0;
    await press(page, 'Use camera');
    await dialog().getByLabel('What the camera sees').waitFor();
    // It closes by itself as soon as product and lot are read.
    await dialog().waitFor({ state: 'detached', timeout: 60_000 });
    expect(await packRead(app.page)).toEqual(FIELDS);
    const origin = new URL(page.url()).origin;
    expect(asked.filter((url) => !url.startsWith(origin) && !url.startsWith('blob:'))).toEqual([]);
    expect(asked.filter((url) => url.endsWith('.wasm'))).toHaveLength(1);
    expect(app.problems).toEqual([]);
    await press(page, 'Clear what was scanned');
  });

  test('is switched off when its dialog closes', async () => {
    const { page } = app;
    await press(page, 'Use camera');
    const video = dialog().getByLabel('What the camera sees');
    await video.waitFor();
    const track = await video.evaluateHandle(async (element) => {
      const shown = element as HTMLVideoElement;
      while (!(shown.srcObject instanceof MediaStream))
        await new Promise((resolve) => setTimeout(resolve, 20));
      const [first] = shown.srcObject.getVideoTracks();
      if (first === undefined) throw new Error('The camera has no picture');
      return first;
    });
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    expect(await track.evaluate(({ readyState }) => readyState)).toBe('ended');
  });

  test('the page itself may not compile WebAssembly', async () => {
    const refused = await app.page.evaluate(async () => {
      const empty = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
      return WebAssembly.compile(empty).then(
        () => false,
        () => true,
      );
    });
    expect(refused).toBe(true);
    app.forgetProblems();
  });
});

describe('a camera that is refused at first', () => {
  let other: AppPage;
  beforeAll(async () => {
    other = await openBefore({ ...UNIT, lotNumber: null, serialNumber: null, expiresOn: null });
  });
  afterAll(() => other.close());

  test('says so, and works once it is; a label without a lot keeps it open for the other one', async () => {
    const { page } = other;
    // Headless Chromium asks nobody: what it answers to a person who refuses is played once.
    await page.evaluate(() => {
      const { mediaDevices } = navigator;
      const open = mediaDevices.getUserMedia.bind(mediaDevices);
      mediaDevices.getUserMedia = () => {
        mediaDevices.getUserMedia = open;
        return Promise.reject(new DOMException('', 'NotAllowedError'));
      };
    });
    await press(page, 'Use camera');
    await dialogOf(other).getByText('The camera may not be used here').waitFor();
    await look(page, 'scan-camera-refused');
    await dialogOf(other).getByRole('button', { name: 'Try again' }).click();
    await dialogOf(other)
      .getByText(/^Read: Product number \(GS1\) 09501101530003\..*other label/)
      .waitFor();
    await look(page, 'scan-camera');
    await dialogOf(other).getByRole('button', { name: 'Type the label' }).click();
    const field = dialogOf(other).getByLabel('Text under the barcode', { exact: true });
    await field.fill('(10)aB-12/3(17)270332');
    await dialogOf(other).getByRole('button', { name: 'Add label' }).click();
    await dialogOf(other).getByText('is not a day in the calendar').waitFor();
    await look(page, 'scan-typing');
    await field.fill('(10)aB-12/3(17)270331');
    await page.keyboard.press('Enter');
    await dialogOf(other).waitFor({ state: 'detached' });
    const pack = scanRegion(page);
    await pack.getByText('aB-12/3', { exact: true }).waitFor();
    await pack.getByText('09501101530003', { exact: true }).waitFor();
    expect(other.problems).toEqual([]);
  });
});
