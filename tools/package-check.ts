import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { CHECKED_TARGETS, targetName } from './packaging/targets.ts';

const root = join(import.meta.dirname, '..');

/** Runs one of our tools; what it says comes all at once, for several run side by side. */
function run(...args: readonly string[]): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const program = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    const said: Buffer[] = [];
    const failed: Buffer[] = [];
    program.stdout.on('data', (part: Buffer) => said.push(part));
    program.stderr.on('data', (part: Buffer) => failed.push(part));
    program.once('error', reject);
    program.once('close', (code) => {
      const lines = Buffer.concat(said).toString().split('\n');
      // electron-builder's own report is of interest only where something went wrong.
      const shown = code === 0 ? lines.filter((line) => !line.startsWith('  •')) : lines;
      process.stdout.write(shown.join('\n'));
      if (code !== 0) process.stderr.write(Buffer.concat(failed));
      resolve(code === 0);
    });
  });
}

const startedMs = performance.now();
let isFine = await run('tools/build.ts');
if (isFine) {
  const checked = CHECKED_TARGETS.map((target) =>
    run('tools/packaging/check-target.ts', targetName(target)),
  );
  isFine = (await Promise.all(checked)).every(Boolean);
}
const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
process.stdout.write(
  isFine ? `Three packages are as they should be, ${seconds} s\n` : `Failed after ${seconds} s\n`,
);
if (!isFine) process.exitCode = 1;
