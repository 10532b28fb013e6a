import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bootFrom } from './boot.ts';
import { megabytes, ownBytes } from './check-content.ts';
import { problemsOf } from './check-package.ts';
import { makeCheckedPackage } from './make-checked-package.ts';
import { CHECKED_TARGETS, type Target, targetName } from './targets.ts';

const root = join(import.meta.dirname, '..', '..');

/** True where the archive's own binaries run on this computer. */
function isOurs({ platform, arch }: Target): boolean {
  return platform === process.platform && arch === process.arch;
}

async function check(target: Target): Promise<void> {
  const startedMs = performance.now();
  const work = await mkdtemp(join(tmpdir(), 'caretrail package '));
  try {
    const laidOut = await makeCheckedPackage(root, target, work);
    const problems = await problemsOf(laidOut, { dist: join(root, 'dist') });
    if (problems.length === 0 && isOurs(target)) await bootFrom(laidOut.extracted);
    const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
    const booted = isOurs(target) ? ', booted and recorded a treatment' : '';
    const size = megabytes(await ownBytes(laidOut.resources));
    process.stdout.write(
      problems.length === 0
        ? `${targetName(target)}: ${laidOut.paths.length} files, ${size} beside Electron${booted}, ${seconds} s\n`
        : `${targetName(target)}:\n${problems.map((problem) => `  ${problem}\n`).join('')}`,
    );
    if (problems.length > 0) process.exitCode = 1;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

const [name] = process.argv.slice(2);
const target = CHECKED_TARGETS.find((each) => targetName(each) === name);
if (!target) throw new Error(`Name one of ${CHECKED_TARGETS.map(targetName).join(', ')}`);
await check(target);
