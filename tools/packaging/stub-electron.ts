import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPackage } from '@electron/asar';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';
import type { Target } from './targets.ts';

/** How a stock Electron's fuses stand: one character for each, in Electron's order. */
const STOCK_FUSES = '101100011';
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const FUSE_VERSION = 1;

const COMMON_FILES = [
  'chrome_100_percent.pak',
  'chrome_200_percent.pak',
  'icudtl.dat',
  'resources.pak',
  'snapshot_blob.bin',
  'v8_context_snapshot.bin',
  'LICENSES.chromium.html',
];
const LOCALES = ['en-US', 'de', 'es', 'fr', 'ar'];

/**
 * Makes a stand-in for an unpacked Electron: enough for electron-builder to lay a package around and to
 * set fuses in, so that WHAT would ship can be checked without the runtime. It runs nothing. `program`
 * is any program of the target; Windows' has its resources edited and so must be a real one.
 */
export async function makeStubElectron(
  folder: string,
  stub: { readonly target: Target; readonly version: string; readonly program: string },
): Promise<void> {
  const program = await readFile(stub.program);
  const fused = Buffer.concat([
    stub.target.platform === 'win32' ? withVersion(program) : program,
    Buffer.from(SENTINEL),
    Buffer.from([FUSE_VERSION, STOCK_FUSES.length]),
    Buffer.from(STOCK_FUSES),
    Buffer.alloc(64),
  ]);
  await mkdir(folder, { recursive: true });
  const texts = { version: stub.version, LICENSE: 'stub', 'LICENSES.chromium.html': 'stub' };
  await writeAll(folder, texts);
  await (stub.target.platform === 'darwin'
    ? makeMacBundle(join(folder, 'Electron.app', 'Contents'), fused)
    : makeFolder(folder, { ...stub, fused }));
}

/** A Windows program that says its version, beside which electron-builder writes the archive's digest. */
function withVersion(program: Buffer): Buffer {
  const executable = NtExecutable.from(program);
  const resource = NtExecutableResource.from(executable);
  const version = Resource.VersionInfo.createEmpty();
  version.setStringValues({ lang: 1033, codepage: 1200 }, { ProductName: 'Electron' });
  version.outputToResourceEntries(resource.entries);
  resource.outputResource(executable);
  return Buffer.from(executable.generate());
}

async function makeFolder(
  folder: string,
  { target, fused }: { readonly target: Target; readonly fused: Buffer },
): Promise<void> {
  const isWindows = target.platform === 'win32';
  await mkdir(join(folder, 'locales'), { recursive: true });
  await mkdir(join(folder, 'resources'), { recursive: true });
  await writeFile(join(folder, isWindows ? 'electron.exe' : 'electron'), fused, { mode: 0o755 });
  const programs = isWindows ? [] : ['chrome-sandbox', 'chrome_crashpad_handler'];
  await writeAll(folder, stubs([...COMMON_FILES, ...programs]));
  await writeAll(join(folder, 'locales'), stubs(LOCALES.map((name) => `${name}.pak`)));
  await makeDefaultApp(join(folder, 'resources'));
}

const MAC_PROGRAMS = ['', ' (GPU)', ' (Plugin)', ' (Renderer)'].map(
  (kind) => `Electron Helper${kind}`,
);

async function makeMacBundle(contents: string, fused: Buffer): Promise<void> {
  const framework = join(contents, 'Frameworks', 'Electron Framework.framework');
  const resources = join(framework, 'Versions', 'A', 'Resources');
  await makeMacProgram(contents, 'Electron');
  await mkdir(join(contents, 'Resources', 'en.lproj'), { recursive: true });
  await mkdir(join(resources, 'en.lproj'), { recursive: true });
  await writeFile(join(resources, 'en.lproj', 'locale.pak'), 'stub');
  await writeFile(join(framework, 'Electron Framework'), fused);
  await cp(join(framework, 'Electron Framework'), join(framework, 'Versions/A/Electron Framework'));
  await writeFile(join(contents, 'Resources', 'electron.icns'), 'stub');
  await makeDefaultApp(join(contents, 'Resources'));
  for (const name of MAC_PROGRAMS)
    await makeMacProgram(join(contents, 'Frameworks', `${name}.app`, 'Contents'), name);
}

async function makeMacProgram(contents: string, name: string): Promise<void> {
  await mkdir(join(contents, 'MacOS'), { recursive: true });
  await writeFile(join(contents, 'MacOS', name), 'stub', { mode: 0o755 });
  await writeFile(join(contents, 'Info.plist'), propertyList(name));
}

function propertyList(name: string): string {
  const entries = {
    CFBundleExecutable: name,
    CFBundleIdentifier: 'com.github.Electron',
    CFBundleName: name,
    CFBundlePackageType: 'APPL',
    CFBundleVersion: '1',
  };
  const lines = Object.entries(entries).map(
    ([key, value]) => `<key>${key}</key><string>${value}</string>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd"><plist version="1.0"><dict>${lines.join('')}</dict></plist>`;
}

/** What Electron would start where there is no application: it must not ship. */
async function makeDefaultApp(resources: string): Promise<void> {
  const source = await mkdtemp(join(tmpdir(), 'caretrail-default-app-'));
  await writeFile(join(source, 'main.js'), '// stub');
  await createPackage(source, join(resources, 'default_app.asar'));
  await rm(source, { recursive: true });
}

function stubs(names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map((name) => [name, 'stub']));
}

async function writeAll(folder: string, texts: Readonly<Record<string, string>>): Promise<void> {
  await Promise.all(
    Object.entries(texts).map(([name, text]) => writeFile(join(folder, name), text)),
  );
}
