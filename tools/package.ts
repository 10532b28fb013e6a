import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { megabytes, ownBytes } from './packaging/check-content.ts';
import { problemsOf } from './packaging/check-package.ts';
import { openLaidOut } from './packaging/laid-out.ts';
import { layOut } from './packaging/lay-out.ts';
import { prepare } from './packaging/prepare.ts';
import { manifestIn } from './packaging/shipped-modules.ts';
import { laidOutFolder, type Target, targetName } from './packaging/targets.ts';

const root = join(import.meta.dirname, '..');
const release = join(root, 'release');

const PLATFORMS = { linux: 'linux', win: 'win32', mac: 'darwin' } as const;

/** The targets that were asked for, or this computer itself. */
function askedTargets(): readonly Target[] {
  const { values } = parseArgs({
    options: {
      linux: { type: 'boolean' },
      win: { type: 'boolean' },
      mac: { type: 'boolean' },
      arch: { type: 'string', default: process.arch },
    },
  });
  const arch = values.arch === 'arm64' ? 'arm64' : 'x64';
  const asked = (['linux', 'win', 'mac'] as const).filter((name) => values[name]);
  const own = Object.values(PLATFORMS).find((platform) => platform === process.platform);
  const platforms = asked.length > 0 ? asked.map((name) => PLATFORMS[name]) : own ? [own] : [];
  return platforms.map((platform) => ({ platform, arch }));
}

/** Makes the installers of a target in release/, and refuses a package that is not as it should be. */
async function makeInstallers(target: Target): Promise<void> {
  const work = await mkdtemp(join(tmpdir(), 'caretrail-package-'));
  try {
    const staged = join(work, 'staged');
    await prepare(staged, target, { root });
    const electronDist = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
    const files = await layOut(staged, target, {
      isOnlyFolder: false,
      config: {
        directories: { app: 'app', buildResources: 'build', output: release },
        electronVersion: manifestIn(join(root, 'node_modules'), 'electron')?.version ?? null,
        ...(electronDist ? { electronDist } : {}),
      },
    });
    const folder = join(release, laidOutFolder(target));
    const laidOut = await openLaidOut(folder, target, join(work, 'opened'));
    const problems = await problemsOf(laidOut, { dist: join(root, 'dist') });
    if (problems.length > 0) throw new Error(`Do not ship this:\n${problems.join('\n')}`);
    const size = megabytes(await ownBytes(laidOut.resources));
    process.stdout.write(`${targetName(target)}, ${size} beside Electron, in release/:\n`);
    for (const file of files) process.stdout.write(`  ${basename(file)}\n`);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

const built = spawnSync(process.execPath, [join(root, 'tools/build.ts')], { stdio: 'inherit' });
if (built.status !== 0) process.exit(1);
for (const target of askedTargets()) {
  await makeInstallers(target).catch((error: unknown) => {
    const isOffline = error instanceof Error && 'code' in error && error.code === 'ENOTFOUND';
    if (!isOffline) throw error;
    process.stderr.write(
      `The installers for ${targetName(target)} need electron-builder's tools and Electron from the network, ` +
        'once; "npm run package:check" needs none.\n',
    );
    process.exitCode = 1;
  });
}
