import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CoreOptions, openCore } from '../main/open-core.ts';
import type { Core, Reply } from '../main/platform/core.ts';
import { createClient } from '../shared/base/contract.ts';
import { operations } from '../shared/operations.ts';
import { storeOperations } from '../shared/store/contract.ts';
import { packedTemplate } from '../tools/template.ts';
import { newSession, sendConfirmed, TEST_PIN } from './core.ts';

export const PASSPHRASE = 'a passphrase for tests';

// Guessing has its own tests.
const quick = {
  passphraseCost: { log2N: 4, r: 8, p: 1 },
  pinCost: { log2N: 4, r: 8, p: 1 },
};

export type DataFolder = Awaited<ReturnType<typeof openDataFolder>>;
export type OpenedCore = Awaited<ReturnType<DataFolder['open']>>;

/** A data folder in a path with spaces, and what is built to open it with. Cores left open are closed. */
export async function openDataFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'caretrail data '));
  const [dataDir, built] = [join(folder, 'its records'), join(folder, 'built')];
  await mkdir(dataDir);
  await cp(join(import.meta.dirname, '../migrations'), join(built, 'migrations'), {
    recursive: true,
  });
  await writeFile(join(built, 'template.tar.gz'), await packedTemplate());
  const cores = new Set<Core>();
  async function open(options: Partial<CoreOptions> = {}) {
    const core = await openCore({ dataDir, built, ...quick, ...options });
    cores.add(core);
    return callsOf(core);
  }
  return {
    dataDir,
    built,
    open,
    /** Open records of a new installation. */
    async begin(options: Partial<CoreOptions> = {}) {
      const opened = await open(options);
      await expectOk(opened.client['store.create']({ passphrase: PASSPHRASE }));
      return opened;
    },
    /** What it holds, but for the reserve, which is made when there is time. */
    names: async () =>
      (await readdir(dataDir)).filter((name) => !name.startsWith('reserve')).toSorted(),
    async remove() {
      for (const core of cores) await core.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function callsOf(core: Core) {
  const session = newSession();
  const client = createClient(
    { ...operations, ...storeOperations },
    (name, input) => sendConfirmed(core, session, { name, input }),
    () => crypto.randomUUID(),
  );
  return {
    core,
    session,
    client,
    status: () => expectOk(client['store.status']({})),
    unlock: (passphrase = PASSPHRASE): Promise<Reply> => client['store.unlock']({ passphrase }),
    close: core.close,
  };
}

/** Sets the site up, signs its administrator in and answers who that is. */
export async function setUp({ client }: OpenedCore): Promise<string> {
  const { administratorId: userId } = await expectOk(
    client['site.setUp']({
      siteName: 'Test clinic',
      timeZone: 'America/New_York',
      administrator: { displayName: 'Ada Admin', pin: TEST_PIN },
    }),
  );
  await expectOk(client['session.signIn']({ userId, pin: TEST_PIN }));
  return userId;
}

export async function siteName({ client }: OpenedCore): Promise<string | undefined> {
  return (await expectOk(client['site.status']({}))).site?.name;
}

/** How an operation ended, by the audit trail; undefined when it does not stand there. */
export async function outcomeOf(
  { client }: OpenedCore,
  operation: string,
): Promise<string | undefined> {
  const events = await expectOk(client['audit.list']({}));
  return events.find((event) => event.operation === operation)?.outcome;
}

/** The value of a reply that must be a success. */
export async function expectOk<Value>(
  asked: Promise<{ ok: true; value: Value } | { ok: false; failure: unknown }>,
): Promise<Value> {
  const reply = await asked;
  if (!reply.ok) throw new Error(`Refused: ${JSON.stringify(reply.failure)}`);
  return reply.value;
}
