import { afterEach, beforeEach, expect, test } from 'vitest';
import { openClinic } from './clinic.ts';
import { openTestCore, type TestCore, valueOf } from './core.ts';
import {
  contents,
  endOfJob,
  importFolder,
  type JobEvent,
  reportIn,
  resultOf,
  storeFolder,
} from './import-runs.ts';
import { encounterId, patientId, syntheaFolder } from './synthea-source.ts';

let app: TestCore;
beforeEach(async () => {
  app = await openTestCore();
});
afterEach(() => app.close());

test('an import that is stopped at every chunk and resumed on later days ends like an uninterrupted one', async () => {
  const whole = syntheaFolder(60);
  const late = `2026-03-11,${patientId(1)},${encounterId(1)},337,Foam dressing,2`;
  const folder = { ...whole, 'supplies.csv': `${whole['supplies.csv']}${late}\nbad\n` };
  const expected = reportIn(await importFolder(app, folder));
  const other = await openTestCore();
  try {
    const files = await storeFolder(other, folder);
    const cancel = ({ jobId, label }: JobEvent): void => {
      if (!label.startsWith('Reading') && label !== '') void other.client['jobs.cancel']({ jobId });
    };
    let ended = endOfJob(other, cancel);
    const { jobId } = valueOf(await other.client['imports.synthea']({ files }));
    let stops = 0;
    let end = await ended;
    for (; end.state === 'cancelled'; end = await ended) {
      stops += 1;
      other.clock.now = new Date(other.clock.now.getTime() + 86_400_000);
      // The event that a resumed job begins with still tells the label of before.
      let isFirst = true;
      ended = endOfJob(other, (event) => {
        if (!isFirst) cancel(event);
        isFirst = false;
      });
      valueOf(await other.client['jobs.resume']({ jobId }));
    }
    expect(stops).toBeGreaterThan(5);
    expect(end).toMatchObject({ state: 'done', done: end.total });
    expect(reportIn(await resultOf(other, jobId))).toEqual(expected);
    expect(await contents(other)).toEqual(await contents(app));
  } finally {
    await other.close();
  }
  // A loaded computer takes its time.
}, 120_000);

test('a treatment saved while an import runs gets its turn between two chunks', async () => {
  const { client, treatment } = await openClinic(app);
  const files = await storeFolder(app, syntheaFolder(200));
  let saved: Promise<number> | undefined;
  let stepsSeen = 0;
  let done = 0;
  let largestChunk = 0;
  const ended = endOfJob(app, (step) => {
    stepsSeen += 1;
    largestChunk = Math.max(largestChunk, step.done - done);
    done = step.done;
    if (stepsSeen === 12)
      saved = client['treatments.record'](treatment).then((reply) => {
        valueOf(reply);
        return stepsSeen;
      });
  });
  valueOf(await app.client['imports.synthea']({ files }));
  const end = await ended;
  expect(end.state).toBe('done');
  // A few chunks may have been queued before it; the import was far from over.
  expect(await saved).toBeLessThan(16);
  expect(stepsSeen).toBeGreaterThan(30);
  expect(largestChunk).toBeLessThanOrEqual(25);
});
