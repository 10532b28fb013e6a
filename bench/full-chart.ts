import type { Page } from 'playwright-core';
import { addDays } from '../shared/base/civil-date.ts';
import { noFindings } from '../test/assessed.ts';
import { valueOf } from '../test/core.ts';
import { photoBytes } from '../test/pictures.ts';
import { atTheBedside } from './bedside-page.ts';
import { type Caller, DRESSING_CHANGE, NURSE_NAME, signInAs } from './callers.ts';
import { openedCore } from './opened-core.ts';
import type { Place, Section, SectionReport } from './section.ts';
import type { Seeded } from './seeded.ts';
import { aimUnder, percentile, SPREAD_COLUMNS, spreadCells } from './statistics.ts';

const WOUNDS = [
  { bodySite: 'heel', laterality: 'left', bodyView: 'back' },
  { bodySite: 'sacrum', laterality: 'midline', bodyView: 'back' },
  { bodySite: 'knee', laterality: 'left', bodyView: 'front' },
] as const;
const ASSESSMENTS_EACH = 20;
const TREATMENTS_EACH = 40;
const PHOTOS = 500;
const OPENINGS = 20;
const SCROLLS = 60;
/** Frames that take longer than two of 60 Hz are seen as a jolt. */
const JOLT_MS = 34;

type Core = Awaited<ReturnType<typeof openedCore>>;

async function addPhotos(core: Core, nurse: Caller, assessmentIds: readonly string[]) {
  for (let made = 0; made < PHOTOS; made += 1) {
    const bytes = await photoBytes({ width: 1200 + made, height: 900 });
    const { digest } = valueOf(await core.putBytes(nurse.session, 'photo', bytes));
    const assessmentId = assessmentIds[made % assessmentIds.length] ?? '';
    const takenAt = new Date().toISOString();
    valueOf(await nurse.client['photos.add']({ assessmentId, digest, takenAt }));
  }
}

/** Adds to the clinic a patient with three wounds and all that a year of care leaves. */
async function fillChart({ dataDir }: Seeded): Promise<void> {
  const core = await openedCore(dataDir);
  try {
    const nurse = await signInAs(core, NURSE_NAME);
    const { today } = valueOf(await nurse.client['site.status']({}));
    const person = { firstName: 'Full', lastName: 'Chartwell', birthOn: '1950-02-28' } as const;
    const patient = valueOf(await nurse.client['patients.create']({ ...person, sex: 'male' }));
    const patientId = patient.id;
    const lines = [{ productId: 'FOAM-6X6', quantity: 1000 }];
    const firstOn = addDays(today, -7 * ASSESSMENTS_EACH);
    const order = { patientId, orderedOn: firstOn, lines };
    const { id: orderId } = valueOf(await nurse.client['orders.create'](order));
    const used = { patientId, orderId, productId: 'FOAM-6X6', ...DRESSING_CHANGE };
    const assessmentIds: string[] = [];
    for (const place of WOUNDS) {
      const registered = {
        patientId,
        ...place,
        etiology: 'venous',
        careStartedOn: firstOn,
      } as const;
      const wound = valueOf(await nurse.client['wounds.register'](registered));
      for (let week = 0; week < ASSESSMENTS_EACH; week += 1) {
        const assessedOn = addDays(firstOn, 7 * week);
        const size = { method: 'ruler', lengthMm: 60 - 2 * week, widthMm: 40 - week } as const;
        const seen = { woundId: wound.id, ...noFindings, ...size, assessedOn };
        assessmentIds.push(valueOf(await nurse.client['assessments.record'](seen)).id);
      }
      for (let visit = 0; visit < TREATMENTS_EACH; visit += 1) {
        const dateApplied = addDays(firstOn, 3 * visit);
        const treatment = { ...used, woundId: wound.id, dateApplied };
        valueOf(await nurse.client['treatments.record'](treatment));
      }
    }
    await addPhotos(core, nurse, assessmentIds);
  } finally {
    await core.close();
  }
}

async function backToPatients(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Patients' }).click();
  await page.getByRole('searchbox').fill('Chartwell');
}

/** From the press to the frame that shows the wounds of the chart, by the page's own clock. */
async function openingMs(page: Page): Promise<number> {
  await backToPatients(page);
  const row = page.getByRole('button', { name: /Chartwell.*open chart/ });
  await row.waitFor();
  return row.evaluate(
    (button) =>
      new Promise<number>((resolve) => {
        const startedMs = performance.now();
        const watch = new MutationObserver(() => {
          if (!/Left heel/.test(document.querySelector('main')?.textContent ?? '')) return;
          watch.disconnect();
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - startedMs)));
        });
        watch.observe(document, { subtree: true, childList: true, characterData: true });
        if (button instanceof HTMLElement) button.click();
      }),
  );
}

/** Milliseconds of each frame while a page of the gallery after the other comes by. */
async function scrollFrames(page: Page): Promise<readonly number[]> {
  await page
    .getByRole('button', { name: /Left heel/ })
    .first()
    .click();
  const gallery = page.locator('.gallery');
  await gallery.waitFor();
  await gallery.locator('img').first().waitFor();
  return gallery.evaluate(async (box, scrolls) => {
    const times: number[] = [];
    const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
    let before = await frame();
    for (let done = 0; done < scrolls; done += 1) {
      box.scrollTop += box.clientHeight / 4;
      const now = await frame();
      times.push(now - before);
      before = now;
    }
    return times;
  }, SCROLLS);
}

async function run(place: Place): Promise<SectionReport> {
  const seeded = await place.seeded();
  await fillChart(seeded);
  const [first, later, frames] = await atTheBedside(seeded, async (page) => {
    const firstMs = await openingMs(page);
    const laterMs: number[] = [];
    while (laterMs.length < OPENINGS) laterMs.push(await openingMs(page));
    return [firstMs, laterMs, await scrollFrames(page)] as const;
  });
  const jolts = frames.filter((ms) => ms > JOLT_MS).length;
  return {
    tables: [
      {
        caption: `A chart with ${WOUNDS.length} wounds, ${WOUNDS.length * ASSESSMENTS_EACH} assessments, ${WOUNDS.length * TREATMENTS_EACH} treatments and ${PHOTOS} photos`,
        columns: ['', ...SPREAD_COLUMNS],
        rows: [
          ['first opening, to its wounds drawn', ...spreadCells([first])],
          ['later openings', ...spreadCells(later)],
          ['a frame while the photos of a wound scroll', ...spreadCells(frames)],
        ],
      },
    ],
    aims: [aimUnder('p95 of later openings', percentile(later, 0.95), 150)],
    notes: [`${jolts} of ${frames.length} frames took longer than ${JOLT_MS} ms.`],
  };
}

export const fullChart: Section = {
  name: 'full-chart',
  title: 'opening and scrolling a chart with hundreds of photos',
  run,
};
