import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findChromium } from '../tools/npm-chromium.ts';

const ROOT = join(import.meta.dirname, '..');

/** Makes what the browser tests run: the application, which is built only when a source is newer, and a browser. */
export async function setup(): Promise<void> {
  await findChromium();
  await promisify(execFile)(process.execPath, [join(ROOT, 'tools', 'build.ts')], { cwd: ROOT });
}
