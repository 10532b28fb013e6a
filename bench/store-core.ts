import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { storeClient } from '../main/hosts/store-client.ts';
import { startCoreThread } from '../main/platform/supervision/core-thread.ts';
import type { Core } from '../main/platform/core.ts';
import { clientOf, newSession, valueOf } from '../test/core.ts';
import { jobReply } from '../test/job-reply.ts';
import { SERVED_PASSPHRASE } from '../tools/served.ts';
import { ADMINISTRATOR_NAME, setUpSite, signInAs } from './callers.ts';
import { openedCore, openedCoreThread } from './opened-core.ts';

/** What this process does, as JSON in its first argument: begins records, or keeps those that are there. */
export const coreOrder = z.strictObject({ step: z.enum(['begin', 'keep']), dataDir: z.string() });
export type CoreOrder = z.output<typeof coreOrder>;

export const keepResult = z.strictObject({
  openMs: z.number(),
  verifyMs: z.number(),
  isHealthy: z.boolean(),
  backupMs: z.number(),
  backupBytes: z.number(),
  restoreMs: z.number(),
});

const answered = z.object({ ok: z.literal(true), value: z.unknown() });

async function timed<T>(work: () => Promise<T>): Promise<readonly [number, T]> {
  const startedMs = performance.now();
  const result = await work();
  return [performance.now() - startedMs, result];
}

/** Puts the backup into a folder without records, as on another computer. */
async function restore(path: string, dataDir: string): Promise<number> {
  await mkdir(dataDir);
  const core = await startCoreThread({ dataDir });
  const client = storeClient(core, newSession());
  const [restoreMs] = await timed(async () =>
    valueOf(await client['store.restore']({ path, passphrase: SERVED_PASSPHRASE })),
  );
  await core.close();
  return restoreMs;
}

async function job(core: Core, name: 'storage.verify' | 'storage.backUp') {
  const { session } = await signInAs(core, ADMINISTRATOR_NAME);
  const client = clientOf(core, session);
  const [ms, reply] = await timed(() => jobReply({ core, client }, client[name]({})));
  return { ms, value: answered.parse(reply).value };
}

async function keep(dataDir: string): Promise<z.output<typeof keepResult>> {
  const [openMs, core] = await timed(() => openedCoreThread(dataDir));
  const verified = await job(core, 'storage.verify');
  const { isHealthy } = z.object({ isHealthy: z.boolean() }).parse(verified.value);
  const made = await job(core, 'storage.backUp');
  const backup = z.object({ path: z.string(), byteLength: z.number() }).parse(made.value);
  await core.close();
  return {
    openMs,
    verifyMs: verified.ms,
    isHealthy,
    backupMs: made.ms,
    backupBytes: backup.byteLength,
    restoreMs: await restore(backup.path, join(dataDir, '../restored')),
  };
}

if (process.argv[1] === import.meta.filename) {
  const { step, dataDir } = coreOrder.parse(JSON.parse(process.argv[2] ?? ''));
  if (step === 'keep') process.send?.(await keep(dataDir));
  else {
    const core = await openedCore(dataDir);
    await setUpSite(core);
    await core.close();
    process.send?.({});
  }
  process.disconnect?.();
}
