import { createHash } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createPackageWithOptions } from '@electron/asar';
import { type LaidOut, openLaidOut } from './laid-out.ts';
import { layoutOf, type Target } from './targets.ts';

const TARGET: Target = { platform: 'linux', arch: 'x64' };
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
/** Each fuse as a package wants it, in Electron's order. */
const FUSES = '010011001';
const MIGRATION = 'SELECT 1;\n';

/** The first bytes of a Linux program for a processor of 64 bits. */
export function linuxProgram(machine = 0x3e): Buffer {
  const head = Buffer.alloc(128);
  head.write('\x7fELF', 'latin1');
  head.writeUInt16LE(machine, 18);
  return head;
}

export type Plant = {
  /** More files of the archive, or others in the place of ours. */
  readonly archive?: Readonly<Record<string, string | Buffer>>;
  /** Files of the archive that are left out. */
  readonly without?: readonly string[];
  /** Files beside the archive. */
  readonly beside?: Readonly<Record<string, string | Buffer>>;
  readonly fuses?: string;
  /** What the source map of dist/main/worker.js names. */
  readonly sources?: readonly string[];
};

const digest = createHash('sha256').update(MIGRATION).digest('hex');

const ARCHIVE: Readonly<Record<string, string | Buffer>> = {
  'package.json': '{"name":"caretrail"}',
  'dist/main/electron.js': 'import "./worker.js"',
  'dist/main/preload.cjs': '"use strict"',
  'dist/main/worker.js': 'export {}',
  'dist/main/copy-worker.js': 'export {}',
  'dist/template.tar.gz': 'x',
  'dist/migrations.json': JSON.stringify({ '001_first.sql': digest }),
  'dist/fhir-definitions.json': '{}',
  'dist/fonts/LiberationSans-Regular.ttf': 'x',
  'dist/renderer/index.html': '<!doctype html>',
  'dist/renderer/pdfjs/pdf.worker.js': 'export {}',
  'node_modules/@electric-sql/pglite/dist/pglite.wasm': 'x',
  'node_modules/@electric-sql/pglite/dist/pglite.data': 'x',
  'node_modules/@electric-sql/pglite/dist/initdb.wasm': 'x',
  'node_modules/@electric-sql/pglite/dist/amcheck.tar.gz': 'x',
  'node_modules/better-sqlite3/prebuilds/linux-x64.node': linuxProgram(),
  'node_modules/@img/sharp-linux-x64/package.json': '{}',
  'node_modules/@img/sharp-linux-x64/lib/sharp.node': linuxProgram(),
  'node_modules/@img/sharp-libvips-linux-x64/package.json': '{}',
  'node_modules/@img/sharp-libvips-linux-x64/lib/libvips-cpp.so.8': linuxProgram(),
};

const NAMED = [
  '@electric-sql/pglite 1.0.0',
  'better-sqlite3 1.0.0',
  '@img/sharp-linux-x64 1.0.0',
  '@img/sharp-libvips-linux-x64 1.0.0',
  'zod 1.0.0',
  'LICENSE_LIBERATION',
];

const BESIDE: Readonly<Record<string, string>> = {
  'migrations/001_first.sql': MIGRATION,
  'THIRD-PARTY-NOTICES.txt': NAMED.map((name) => `${'='.repeat(80)}\n\n${name}\n\n`).join(''),
};

/** Makes a small package that passes every check, but for what is planted; and the build it is of. */
export async function plantedPackage(
  work: string,
  plant: Plant,
): Promise<{ readonly laidOut: LaidOut; readonly dist: string }> {
  const [app, folder, dist] = [join(work, 'app'), join(work, 'laid-out'), join(work, 'dist')];
  const resources = join(folder, layoutOf(TARGET).resources);
  await writeAll(app, { ...ARCHIVE, ...plant.archive });
  for (const path of plant.without ?? []) await rm(join(app, path));
  const unpack = '{**/*.node,**/@img/sharp-*/**}';
  await createPackageWithOptions(app, join(resources, 'app.asar'), { unpack });
  await writeAll(resources, { ...BESIDE, ...plant.beside });
  const fuses = plant.fuses ?? FUSES;
  const wire = [Buffer.from(SENTINEL), Buffer.from([1, fuses.length]), Buffer.from(fuses)];
  await writeFile(join(folder, 'caretrail'), Buffer.concat([linuxProgram(), ...wire]));
  const sources = plant.sources ?? ['../../main/worker.ts', '../../node_modules/zod/index.js'];
  await writeAll(dist, { 'main/worker.js.map': JSON.stringify({ sources }) });
  return { laidOut: await openLaidOut(folder, TARGET, join(work, 'opened')), dist };
}

async function writeAll(
  folder: string,
  files: Readonly<Record<string, string | Buffer>>,
): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}
