import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type LoopbackHost,
  type LoopbackOptions,
  startLoopbackHost,
} from '../../main/hosts/loopback.ts';
import { type FakeCore, fakeCore } from './core-fake.ts';
import { redeem, type TabKey } from './loopback-caller.ts';

export type TestHost = LoopbackHost & {
  readonly core: FakeCore;
  /** The words for what was refused so far. */
  readonly refusals: readonly string[];
  /** Opens a session, as a browser tab does with a fresh address. */
  readonly newTab: () => Promise<TabKey>;
};

/** A loopback host over a core in memory and a renderer of three files. */
export async function startTestHost(options: Partial<LoopbackOptions> = {}): Promise<TestHost> {
  const rendererDir = await mkdtemp(join(tmpdir(), 'caretrail-renderer-'));
  await writeFile(join(rendererDir, 'index.html'), '<!doctype html><title>Caretrail</title>');
  await writeFile(join(rendererDir, 'app.js'), 'export {};');
  await writeFile(join(rendererDir, 'app.js.map'), '{}');
  const core = fakeCore();
  const refusals: string[] = [];
  const onRefusal = (reason: string) => void refusals.push(reason);
  const host = await startLoopbackHost({ core, rendererDir, onRefusal, ...options });
  return {
    ...host,
    core,
    refusals,
    async newTab() {
      const tab = await redeem(host.newAddress());
      if (tab === null) throw new Error('the fresh address was refused');
      return tab;
    },
    async close() {
      await host.close();
      await rm(rendererDir, { recursive: true, force: true });
    },
  };
}

/** Runs `use` with a host of its own, which is closed whatever happens. */
export async function withHost<Answer>(
  options: Partial<LoopbackOptions>,
  use: (host: TestHost) => Promise<Answer>,
): Promise<Answer> {
  const host = await startTestHost(options);
  try {
    return await use(host);
  } finally {
    await host.close();
  }
}
