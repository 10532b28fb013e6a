import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { progress } from './progress.ts';

const NAMED = join(import.meta.dirname, 'peers');
const FETCHED = join(import.meta.dirname, '../.cache/bench-peers');
const FILES = ['package.json', 'package-lock.json'] as const;
const FETCH_WITHIN_MS = 300_000;

function isSame(name: string): boolean {
  const [named, fetched] = [join(NAMED, name), join(FETCHED, name)];
  return existsSync(fetched) && readFileSync(named, 'utf8') === readFileSync(fetched, 'utf8');
}

/**
 * The folder whose node_modules holds what is named in bench/peers; fetched from npm the first time. Null
 * where npm cannot bring it, such as without a network.
 */
export function fetchedPeers(): string | null {
  const isThere = existsSync(join(FETCHED, 'node_modules/.package-lock.json'));
  if (isThere && FILES.every(isSame)) return FETCHED;
  progress('fetching the peers from npm');
  mkdirSync(FETCHED, { recursive: true });
  for (const name of FILES) copyFileSync(join(NAMED, name), join(FETCHED, name));
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: FETCHED,
    stdio: 'ignore',
    timeout: FETCH_WITHIN_MS,
  });
  return status === 0 ? FETCHED : null;
}
