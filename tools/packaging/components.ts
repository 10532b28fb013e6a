import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Manifest } from './shipped-modules.ts';

/** One thing of others that ships: a package, or files that came with one. */
export type Component = {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  /** Its licence texts, and what it says of those inside it. */
  readonly texts: readonly string[];
};

/** The folder of the package that a source of a bundle belongs to, from the project; null for our own. */
export function packageOfSource(source: string): string | null {
  const path = source.replaceAll('\\', '/');
  const at = path.lastIndexOf('node_modules/');
  if (at === -1) return null;
  const [scope = '', name = ''] = path.slice(at + 'node_modules/'.length).split('/');
  const folder = path.slice(path.indexOf('node_modules/'), at);
  return `${folder}node_modules/${scope.startsWith('@') ? `${scope}/${name}` : scope}`;
}

/** The folders of all packages that the source maps of some bundles name. */
export async function bundledPackages(maps: readonly string[]): Promise<readonly string[]> {
  const sources = await Promise.all(maps.map(sourcesOf));
  const folders = sources.flat().map(packageOfSource);
  return [...new Set(folders.filter((each) => each !== null))].toSorted();
}

/** The sources that a source map names, relative to it; none where a bundle only passes others on. */
export async function sourcesOf(map: string): Promise<readonly string[]> {
  if (!existsSync(map)) return [];
  const { sources }: { readonly sources: readonly string[] } = JSON.parse(
    await readFile(map, 'utf8'),
  );
  return sources;
}

const LICENCE = /^(?:licen[cs]e|copying|notice)/i;

/** What a package says of its licence; `folder` holds its package.json. */
export async function componentAt(folder: string): Promise<Component> {
  const manifest: Manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const { name, version, license } = manifest;
  const names = (await readdir(folder)).filter((each) => LICENCE.test(each));
  // What libvips is made of stands in its README only.
  if (name.startsWith('@img/sharp-') && existsSync(join(folder, 'README.md')))
    names.push('README.md');
  return {
    name,
    version,
    license: typeof license === 'string' ? license : 'not stated',
    texts: await Promise.all(names.toSorted().map((each) => readFile(join(folder, each), 'utf8'))),
  };
}

/** Licence files of a folder that ships as it is, such as that of PDF.js's character maps. */
export async function looseTexts(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found = entries.filter((entry) => entry.isFile() && LICENCE.test(basename(entry.name)));
  return Promise.all(
    found.map(async (entry) => {
      const path = join(entry.parentPath, entry.name);
      const about = path.slice(folder.length + 1).replaceAll('\\', '/');
      return `${about}\n\n${await readFile(path, 'utf8')}`;
    }),
  );
}
