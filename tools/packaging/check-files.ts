import { basename, join } from 'node:path';
import { sourcesOf } from './components.ts';
import { type Check, filesBelow, textOf } from './laid-out.ts';
import { sharpBinaries } from './shipped-modules.ts';
import { SHIPPED_ENTRIES } from './shipped-programs.ts';

const REQUIRED = [
  'package.json',
  ...SHIPPED_ENTRIES.map((name) => `dist/main/${name}`),
  'dist/template.tar.gz',
  'dist/migrations.json',
  'dist/fhir-definitions.json',
  'dist/fonts/LiberationSans-Regular.ttf',
  'dist/renderer/index.html',
  'dist/renderer/pdfjs/pdf.worker.js',
  'node_modules/@electric-sql/pglite/dist/pglite.wasm',
  'node_modules/@electric-sql/pglite/dist/pglite.data',
  'node_modules/@electric-sql/pglite/dist/initdb.wasm',
  'node_modules/@electric-sql/pglite/dist/amcheck.tar.gz',
];

/** What the program cannot do without. */
export const checkRequired: Check = async ({ paths, target }) => {
  const { platform, arch } = target;
  const all = [
    ...REQUIRED,
    `node_modules/better-sqlite3/prebuilds/${platform}-${arch}.node`,
    ...sharpBinaries(target).map((name) => `node_modules/${name}/package.json`),
  ];
  return all.filter((path) => !paths.includes(path)).map((path) => `${path} is missing`);
};

/** Packages that may stand in the archive as folders; all else is bundled or a tool. */
const MODULES = [
  '@electric-sql/pglite',
  '@img/colour',
  'better-sqlite3',
  'detect-libc',
  'semver',
  'sharp',
];

const FORBIDDEN: readonly (readonly [RegExp, string])[] = [
  [/\.map$/, 'a source map'],
  [/\.(?:d\.)?[cm]?tsx?$/, 'a source'],
  [/\.(?:test|spec)\.\w+$|(?:^|\/)(?:tests?|__tests__|fixtures)\//, 'a test'],
  [/^(?:main|renderer|shared|server|tools|bench|torture|migrations)\//, 'the project itself'],
  [/^dist\/migrations\//, 'a migration, which lies beside the archive'],
  [/^dist\/main\/(?:serve|cli)\b/, 'a program of evaluation'],
  [
    /\.(?:env|pem|key|p12|pfx|log|store|sqlite|db)$|(?:^|\/)\.(?!\/)/,
    'a secret, a record or a leftover',
  ],
];

/** What must not be in the archive. */
export const checkForbidden: Check = async ({ paths, target }) => {
  const allowed = new Set([...MODULES, ...sharpBinaries(target)]);
  return paths.flatMap((path) => {
    const found = FORBIDDEN.find(([pattern]) => pattern.test(path));
    if (found) return [`${path} ships, which is ${found[1]}`];
    const module = moduleOf(path);
    return module === null || allowed.has(module)
      ? []
      : [`${path} ships, of no package that is needed`];
  });
};

/** The package that a path of the archive belongs to, by its name; null for our own files. */
function moduleOf(path: string): string | null {
  const [folder, scope = '', name = ''] = path.split('/');
  if (folder !== 'node_modules') return null;
  return scope.startsWith('@') ? `${scope}/${name}` : scope;
}

const RESOURCES =
  /^(?:app\.asar|app\.asar\.unpacked\/.+|THIRD-PARTY-NOTICES\.txt|migrations\/\d{3}_\w+\.sql)$/;
/** What electron-builder and Electron lay there themselves. */
const OF_ELECTRON =
  /^(?:icon\.icns|electron\.icns|elevate\.exe|app-update\.yml|[\w-]+\.lproj\/.*|apparmor-profile)$/;
const UNPACKED =
  /^node_modules\/(?:@img\/sharp-[\w-]+\/.+|better-sqlite3\/prebuilds\/[\w-]+\.node)$/;

/** What lies beside the archive, where its integrity does not reach. */
export const checkBeside: Check = async ({ resources }) => {
  const strange = (await filesBelow(resources))
    .filter((path) => !RESOURCES.test(path) && !OF_ELECTRON.test(path))
    .map((path) => `resources/${path} ships, and nothing needs it there`);
  const unpacked = (await filesBelow(join(resources, 'app.asar.unpacked')))
    .filter((path) => !UNPACKED.test(path))
    .map((path) => `${path} lies outside the archive and need not`);
  return [...strange, ...unpacked];
};

/** Sources of what is for evaluation, tests or the server. */
const OF_EVALUATION =
  /(?:^|\/)main\/(?:serve\.ts$|hosts\/(?:loopback|cli|browser-launch|launch-|peer-uid|given-passphrase-file))|(?:^|\/)(?:server|test|bench|torture|tools)\/|node_modules\/(?:ws|open|commander|fastify|pg|vitest|playwright[\w-]*)\//;
/** What a program that ships never says, and who would. */
const FORBIDDEN_WORDS: readonly (readonly [string, string])[] = [
  ['/proc/net/tcp', 'as only the loopback host does'],
  ['WebSocketServer', 'as only the loopback host does'],
  ['crashReporter', 'and a dump of memory holds charts'],
  ['openDevTools', 'and who has those has the charts'],
];

/** That no program in the archive is made of what is for evaluation; `dist` has the source maps. */
export function checkPrograms(dist: string): Check {
  return async (laidOut) => {
    const programs = laidOut.paths.filter((path) => /^dist\/main\/[^/]+\.js$/.test(path));
    const found = programs.map(async (path) => {
      const sources = await sourcesOf(`${join(dist, 'main', basename(path))}.map`);
      const text = await textOf(laidOut, path);
      return [
        ...sources
          .filter((source) => OF_EVALUATION.test(source))
          .map((source) => `${path} holds ${source}`),
        ...FORBIDDEN_WORDS.filter(([word]) => text.includes(word)).map(
          ([word, why]) => `${path} says "${word}", ${why}`,
        ),
        ...(sources.length === 0 && text.length > MOST_WITHOUT_SOURCES
          ? [`${path} has no source map in the build, so nobody knows what it is made of`]
          : []),
      ];
    });
    return (await Promise.all(found)).flat();
  };
}

/** A bundle that only passes on what others export has none. */
const MOST_WITHOUT_SOURCES = 500;
