import { execFile } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findChromium } from '../tools/npm-chromium.ts';

const ROOT = join(import.meta.dirname, '..');
const SOURCES = ['main', 'renderer', 'shared', 'migrations', 'tools', 'package-lock.json'];
const BUILT = ['dist/main/electron.js', 'dist/renderer/index.html'];

/** Makes what the browser tests run: the built application, if sources are newer, and a browser. */
export async function setup(): Promise<void> {
  await findChromium();
  const built = await Promise.all(BUILT.map((path) => modifiedMs(path).catch(() => 0)));
  const sources = await Promise.all(SOURCES.map(newestMs));
  if (Math.max(...sources) < Math.min(...built)) return;
  await promisify(execFile)(process.execPath, [join(ROOT, 'tools', 'build.ts')], { cwd: ROOT });
}

async function modifiedMs(path: string): Promise<number> {
  return (await stat(join(ROOT, path))).mtimeMs;
}

// Folders count too: theirs is the time at which a file in them was removed.
async function newestMs(path: string): Promise<number> {
  const entry = await stat(join(ROOT, path));
  if (!entry.isDirectory()) return entry.mtimeMs;
  const names = await readdir(join(ROOT, path), { recursive: true });
  const times = await Promise.all(names.map((name) => modifiedMs(join(path, name))));
  return Math.max(entry.mtimeMs, ...times);
}
