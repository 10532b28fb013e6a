import { cp, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { build as buildWithVite } from 'vite';
import mainConfigs from '../rolldown.config.ts';
import { readMigrations } from '../main/platform/migrate.ts';
import { packedTemplate } from './template.ts';
import { pdfFontFiles } from './pdf-fonts.ts';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');

const sources = [
  'main',
  'renderer',
  'shared',
  'migrations',
  'tools',
  'package.json',
  'rolldown.config.ts',
  'vite.config.ts',
];

/** When the newest below a path changed, in milliseconds since 1970. */
async function newestMs(path: string): Promise<number> {
  const entry = await stat(path);
  if (!entry.isDirectory()) return entry.mtimeMs;
  const names = await readdir(path);
  const times = await Promise.all(names.map((name) => newestMs(join(path, name))));
  return Math.max(entry.mtimeMs, ...times);
}

async function isUpToDate(): Promise<boolean> {
  const stamp = await stat(join(dist, 'built')).catch(() => null);
  const times = await Promise.all(sources.map((source) => newestMs(join(root, source))));
  return stamp !== null && stamp.mtimeMs > Math.max(...times);
}

async function buildMain(staged: string): Promise<void> {
  for (const { output, ...input } of mainConfigs) {
    const bundle = await rolldown({ ...input, cwd: root });
    for (const each of [output ?? []].flat())
      await bundle.write({ ...each, dir: join(staged, 'main') });
    await bundle.close();
  }
}

/** What the installed application compares the files with that lie outside its archive. */
async function migrationDigests(): Promise<string> {
  const migrations = await readMigrations(join(root, 'migrations'));
  return JSON.stringify(
    Object.fromEntries(migrations.map(({ name, checksum }) => [name, checksum])),
  );
}

/** Builds beside and swaps at the end, so that a build cut off in the middle leaves the last one whole. */
async function build(): Promise<void> {
  // Vite keeps a NODE_ENV that it finds, and a test run sets one: React's slow build must not ship.
  process.env['NODE_ENV'] = 'production';
  const staged = join(root, '.cache', `dist-${process.pid}`);
  await mkdir(staged, { recursive: true });
  await buildWithVite({
    configFile: join(root, 'vite.config.ts'),
    root: join(root, 'renderer'),
    logLevel: 'warn',
    build: { outDir: join(staged, 'renderer') },
  });
  await buildMain(staged);
  await writeFile(join(staged, 'template.tar.gz'), await packedTemplate());
  for (const { from, name } of pdfFontFiles()) await cp(from, join(staged, 'fonts', name));
  const definitions = join(root, 'main', 'exchange', 'fhir', 'definitions.json');
  await cp(definitions, join(staged, 'fhir-definitions.json'));
  await cp(join(root, 'migrations'), join(staged, 'migrations'), { recursive: true });
  await writeFile(join(staged, 'migrations.json'), await migrationDigests());
  await writeFile(join(staged, 'built'), '');
  const last = `${staged}-last`;
  await rename(dist, last).catch(() => undefined);
  await rename(staged, dist);
  await rm(last, { recursive: true, force: true });
}

if (await isUpToDate()) process.stderr.write('The build is up to date.\n');
else {
  const started = performance.now();
  await build();
  process.stderr.write(`Built in ${Math.round(performance.now() - started)} ms.\n`);
}
