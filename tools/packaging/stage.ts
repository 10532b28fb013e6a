import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { reachableFrom, SHIPPED_ENTRIES } from './shipped-programs.ts';
import {
  folderOfModule,
  type Manifest,
  manifestIn,
  RUNTIME_PACKAGES,
  sharpBinaries,
  shippedModules,
  shipsAtAll,
  shipsOf,
} from './shipped-modules.ts';
import { type Target, targetName } from './targets.ts';

/** What a package is staged from. */
export type StageSources = {
  /** The folder of the project. */
  readonly root: string;
  /** Folders of packages to take sharp's binaries from. */
  readonly modules: readonly string[];
  /** The files of dist/main that ship. */
  readonly programs: readonly string[];
  /** THIRD-PARTY-NOTICES.txt. */
  readonly notices: string;
};

/** Lays out in `staged` all that ships and nothing else; what electron-builder is then run on. */
export async function stage(staged: string, target: Target, sources: StageSources): Promise<void> {
  const { root, modules, programs, notices } = sources;
  const app = join(staged, 'app');
  const own = join(root, 'node_modules');
  await stageManifests(staged, root);
  await Promise.all([
    stageBuild(app, join(root, 'dist'), programs),
    cp(join(root, 'migrations'), join(staged, 'migrations'), { recursive: true }),
    ...shippedModules(own).map((name) => stageModule(app, { name, from: join(own, name), target })),
    ...sharpBinaries(target).map((name) => stageBinary(app, { name, target, modules })),
    writeFile(join(staged, 'THIRD-PARTY-NOTICES.txt'), notices),
  ]);
}

type ProjectManifest = Manifest & Readonly<Record<string, unknown>>;

async function stageManifests(staged: string, root: string): Promise<void> {
  const manifest: ProjectManifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const { name, productName, version, description, license, type, main } = manifest;
  const author = { name: 'Caretrail', email: 'support@caretrail.example' };
  const homepage = 'https://caretrail.example';
  // Desktops find by this name which entry of their menu a window belongs to.
  const desktopName = 'caretrail.desktop';
  const about = { name, productName, version, description, license, type, main };
  const own = { ...about, author, homepage, desktopName };
  const dependencies = Object.fromEntries(
    RUNTIME_PACKAGES.map((each) => [each, manifestIn(join(root, 'node_modules'), each)?.version]),
  );
  await mkdir(join(staged, 'app'), { recursive: true });
  await writeFile(join(staged, 'app', 'package.json'), JSON.stringify({ ...own, dependencies }));
  // electron-builder walks the folder by itself instead of asking npm, which would look for a lockfile.
  const outer = { name: `${name}-package`, private: true, packageManager: 'traversal@1' };
  await writeFile(join(staged, 'package.json'), JSON.stringify(outer));
}

/** The files of dist/main that the installed application can come to. */
export async function shippedPrograms(dist: string): Promise<readonly string[]> {
  const main = join(dist, 'main');
  const names = (await readdir(main)).filter((name) => !name.endsWith('.map'));
  const texts = names.map(
    async (name) => [name, await readFile(join(main, name), 'utf8')] as const,
  );
  return reachableFrom(SHIPPED_ENTRIES, new Map(await Promise.all(texts)));
}

async function stageBuild(app: string, dist: string, programs: readonly string[]): Promise<void> {
  const into = join(app, 'dist', 'main');
  await mkdir(into, { recursive: true });
  await Promise.all(programs.map((name) => cp(join(dist, 'main', name), join(into, name))));
  for (const folder of ['renderer', 'fonts'])
    await cp(join(dist, folder), join(app, 'dist', folder), {
      recursive: true,
      filter: (path) => !path.endsWith('.map'),
    });
  for (const file of ['template.tar.gz', 'fhir-definitions.json', 'migrations.json'])
    await cp(join(dist, file), join(app, 'dist', file));
}

type StagedModule = { readonly name: string; readonly from: string; readonly target: Target };

async function stageModule(app: string, { name, from, target }: StagedModule): Promise<void> {
  const entries = await readdir(from, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(from.length + 1));
  const wanted = paths.filter((path) => shipsOf(name, path.replaceAll('\\', '/'), target));
  await Promise.all(
    wanted.map(async (path) => {
      const to = join(app, 'node_modules', name, path);
      await mkdir(dirname(to), { recursive: true });
      await cp(join(from, path), to);
    }),
  );
  await stageModuleManifest(join(app, 'node_modules', name, 'package.json'), target);
}

/** Leaves of what a package depends on what ships, for electron-builder misses the rest. */
async function stageModuleManifest(path: string, target: Target): Promise<void> {
  const manifest: Manifest = JSON.parse(await readFile(path, 'utf8'));
  const { dependencies = {}, optionalDependencies = {} } = manifest;
  const binaries = sharpBinaries(target);
  const needed = Object.entries(dependencies).filter(([name]) => shipsAtAll(name));
  const optional = Object.entries(optionalDependencies).filter(([name]) => binaries.includes(name));
  const kept = {
    ...manifest,
    dependencies: Object.fromEntries(needed),
    optionalDependencies: Object.fromEntries(optional),
  };
  await writeFile(path, JSON.stringify(kept));
}

type StagedBinary = Omit<StagedModule, 'from'> & Pick<StageSources, 'modules'>;

async function stageBinary(app: string, { name, target, modules }: StagedBinary): Promise<void> {
  const from = folderOfModule(modules, name);
  if (from === null)
    throw new Error(
      `${name} is not installed, which ${targetName(target)} needs. Make the package on such a computer, ` +
        `or run "npm install --no-save --os=${target.platform} --cpu=${target.arch} ${name}".`,
    );
  await stageModule(app, { name, from, target });
}
