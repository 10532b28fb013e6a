import { spawnSync } from 'node:child_process';

// Fast and strict first, so that a slip shows within seconds.
const STEPS = [
  'format:check',
  'lint',
  'arch',
  'typecheck',
  'test:unit',
  'test:db',
  'test:pg',
  'package:check',
  'test:e2e',
] as const;

/** Runs one script of package.json with the npm that runs this one; true when it succeeds. */
function run(script: string): boolean {
  const npm = process.env['npm_execpath'];
  const [command, ...args] = npm ? [process.execPath, npm] : ['npm'];
  process.stdout.write(`\n== npm run ${script}\n`);
  const { status } = spawnSync(command ?? 'npm', [...args, 'run', '--silent', script], {
    stdio: 'inherit',
  });
  return status === 0;
}

const startedMs = performance.now();
const failed = STEPS.find((script) => !run(script));
const seconds = Math.round((performance.now() - startedMs) / 1000);
if (failed === undefined) {
  process.stdout.write(`\nEvery check passed in ${seconds} s: ${STEPS.join(', ')}\n`);
} else {
  process.stderr.write(`\nFailed after ${seconds} s: npm run ${failed}\n`);
  process.exitCode = 1;
}
