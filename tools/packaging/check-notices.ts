import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { packageOfSource, sourcesOf } from './components.ts';
import { type Check, filesBelow, type LaidOut } from './laid-out.ts';

/** Fonts by what their files are called, and who is named for them in the notices. */
const FONTS: readonly (readonly [RegExp, string])[] = [
  [/^inter-/, '@fontsource-variable/inter'],
  [/^Liberation/, 'LICENSE_LIBERATION'],
  [/^Foxit/, 'LICENSE_FOXIT'],
];
const FONT_FILE = /\.(?:woff2?|ttf|otf|pfb)$/;

/** That everything of others in the package is named in its notices; `dist` has the source maps. */
export function checkNotices(dist: string): Check {
  return async (laidOut) => {
    const text = await readFile(join(laidOut.resources, 'THIRD-PARTY-NOTICES.txt'), 'utf8').catch(
      () => null,
    );
    if (text === null) return ['THIRD-PARTY-NOTICES.txt is missing'];
    const named = new Set(
      text.match(/(?<=^={80}\n\n).+$/gm)?.map((line) => line.replace(/ [\d.]\S*$/, '')),
    );
    const packages = [...modulesOf(laidOut), ...(await bundledIn(laidOut, dist))];
    const fonts = (await filesBelow(laidOut.extracted)).filter((path) => FONT_FILE.test(path));
    return [
      ...new Set(
        packages.filter((name) => !named.has(name)).map((name) => `The notices lack ${name}`),
      ),
      ...fonts
        .filter((path) => !isFontNamed(path, text))
        .map((path) => `The notices lack the font ${path}`),
    ];
  };
}

function isFontNamed(path: string, text: string): boolean {
  const known = FONTS.find(([pattern]) => pattern.test(basename(path)));
  return known !== undefined && text.includes(known[1]);
}

function modulesOf({ paths }: LaidOut): readonly string[] {
  return paths
    .filter((path) => path.startsWith('node_modules/'))
    .flatMap((path) => nameOf(path) ?? []);
}

async function bundledIn({ paths }: LaidOut, dist: string): Promise<readonly string[]> {
  const maps = paths
    .filter((path) => /^dist\/(?:main|renderer\/assets)\/.+\.js$/.test(path))
    .map((path) => `${join(dist, path.slice('dist/'.length))}.map`);
  return (await Promise.all(maps.map(sourcesOf))).flat().flatMap((source) => nameOf(source) ?? []);
}

function nameOf(source: string): string | null {
  return packageOfSource(source)?.replace(/^.*node_modules\//, '') ?? null;
}
