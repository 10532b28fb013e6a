import { type Browser, chromium } from 'playwright-core';
import { findChromium } from '../tools/npm-chromium.ts';

// Only what makes a run quiet and repeatable: web security and site isolation stay on.
const ARGS = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-dev-shm-usage',
  '--disable-domain-reliability',
  '--disable-gpu',
  '--disable-quic',
  '--disable-sync',
  '--font-render-hinting=none',
  '--no-first-run',
  '--no-pings',
] as const;

/** Starts a headless Chromium; `args` are added to the safe ones. The caller closes it. */
export async function launchBrowser(
  options: { readonly args?: readonly string[] } = {},
): Promise<Browser> {
  const { executablePath, env } = await findChromium();
  const launch = (chromiumSandbox: boolean) =>
    chromium.launch({
      executablePath,
      chromiumSandbox,
      headless: true,
      args: [...ARGS, ...(options.args ?? [])],
      env: { ...process.env, ...env },
    });
  // Chromium refuses to sandbox for root, and cannot where the kernel or a container forbids
  // ordinary users their own namespaces. The pages of the tests are our own.
  if (process.getuid?.() === 0) return launch(false);
  try {
    return await launch(true);
  } catch (error) {
    if (!/sandbox|namespace/i.test(String(error))) throw error;
    process.stderr.write('This system gives Chromium no sandbox; running it without.\n');
    return launch(false);
  }
}
