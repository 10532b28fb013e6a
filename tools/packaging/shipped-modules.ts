import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Target } from './targets.ts';

/** Packages that stand as folders in the archive, because they load binaries or WebAssembly by path. */
export const RUNTIME_PACKAGES = ['@electric-sql/pglite', 'better-sqlite3', 'sharp'] as const;

/** Needed to compile better-sqlite3, which nobody does. */
const ONLY_FOR_BUILDING = ['node-addon-api'];

/** Whether a package that another depends on ships with it. */
export function shipsAtAll(name: string): boolean {
  return !ONLY_FOR_BUILDING.includes(name);
}

export type Manifest = {
  readonly name: string;
  readonly version: string;
  readonly license?: unknown;
  readonly author?: unknown;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
};

/** The package.json of a package in `modules`, or null where it is not installed. */
export function manifestIn(modules: string, name: string): Manifest | null {
  const path = join(modules, name, 'package.json');
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null;
}

/** Where a package stands; `modules` are folders of packages, and the first that has it counts. */
export function folderOfModule(modules: readonly string[], name: string): string | null {
  const from = modules.find((each) => manifestIn(each, name));
  return from === undefined ? null : join(from, name);
}

/** sharp's binary and libvips for a platform; on Windows libvips lies in the first. */
export function sharpBinaries({ platform, arch }: Target): readonly string[] {
  const binary = `@img/sharp-${platform}-${arch}`;
  return platform === 'win32' ? [binary] : [binary, `@img/sharp-libvips-${platform}-${arch}`];
}

/** Every package that ships as a folder, without the binaries of sharp. */
export function shippedModules(modules: string): readonly string[] {
  const found = new Set<string>();
  const open: string[] = [...RUNTIME_PACKAGES];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (found.has(name) || !shipsAtAll(name)) continue;
    const manifest = manifestIn(modules, name);
    if (!manifest) throw new Error(`${name} is not installed: run "npm ci"`);
    found.add(name);
    open.push(...Object.keys(manifest.dependencies ?? {}));
  }
  return [...found].toSorted();
}

const LOADED = /\.(?:js|cjs|mjs|json|node|wasm|data|dll|dylib|so[.\d]*)$/;
const LICENCE = /^(?:licen[cs]e|copying|notice)/i;

/** Files of single packages that nothing here loads. */
const UNUSED: Readonly<Record<string, RegExp>> = {
  '@electric-sql/pglite':
    /\.cjs$|^dist\/(?:live|worker|node-postgres|templating)|^dist\/contrib\/(?!amcheck\.js$)/,
  'better-sqlite3': /^(?:deps|src|prebuilds)\//,
  sharp: /^(?:install|src)\//,
  semver: /^bin\//,
};

/** Files that ship although their ending says nothing. */
function isWanted(name: string, path: string, target: Target): boolean {
  const { platform, arch } = target;
  // PostgreSQL's extensions; verify needs one.
  if (name === '@electric-sql/pglite') return path === 'dist/amcheck.tar.gz';
  return name === 'better-sqlite3' && path === `prebuilds/${platform}-${arch}.node`;
}

/** Whether a file of a package ships; `path` is relative to the package, with slashes. */
export function shipsOf(name: string, path: string, target: Target): boolean {
  if (isWanted(name, path, target)) return true;
  if (UNUSED[name]?.test(path)) return false;
  return LOADED.test(path) || (!path.includes('/') && LICENCE.test(path));
}
