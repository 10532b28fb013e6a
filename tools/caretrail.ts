import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = join(import.meta.dirname, '..');
const program = join(root, 'dist', 'main', 'cli.js');

/** Builds once; what the build says goes to stderr, for stdout belongs to the command. */
function buildProgram(): boolean {
  process.stderr.write('Caretrail is not built yet; building it once.\n');
  const build = join(root, 'tools', 'build.ts');
  return spawnSync(process.execPath, [build], { cwd: root, stdio: ['ignore', 2, 2] }).status === 0;
}

if (existsSync(program) || buildProgram()) {
  await import(pathToFileURL(program).href);
} else {
  process.stderr.write('Caretrail could not be built.\n');
  process.exitCode = 1;
}
