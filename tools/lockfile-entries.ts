type Entry = {
  readonly version?: string;
  readonly name?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
  readonly optionalDependencies?: Readonly<Record<string, string>>;
};

export type Lockfile = { readonly packages: Readonly<Record<string, Entry>> };

const OS_NAMES: Readonly<Record<string, string>> = { windows: 'win32' };
const SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32', 'windows'];
const PROCESSORS = [
  'arm',
  'arm64',
  'ia32',
  'loong64',
  'mips64el',
  'ppc64',
  'riscv64',
  's390x',
  'x64',
];

/** What a binary's package name says it runs on: `@biomejs/cli-linux-arm64-musl`. */
export function platformOf(name: string): Pick<Entry, 'os' | 'cpu' | 'libc'> {
  const words = (name.split('/').at(-1) ?? '').split('-');
  const system = words.find((word) => SYSTEMS.includes(word));
  const processor = words.find((word) => PROCESSORS.includes(word));
  return {
    ...(system && { os: [OS_NAMES[system] ?? system] }),
    ...(processor && { cpu: [processor] }),
    ...(words.includes('musl') && { libc: ['musl'] }),
  };
}

/** True when `name` is found from `from` as Node would: in its own node_modules or in one above. */
function isFound(packages: Lockfile['packages'], from: string, name: string): boolean {
  for (let folder = from; ; folder = folder.slice(0, folder.lastIndexOf('/node_modules/'))) {
    const place = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (Object.hasOwn(packages, place)) return true;
    if (folder === '') return false;
    if (!folder.includes('/node_modules/')) return Object.hasOwn(packages, `node_modules/${name}`);
  }
}

/** Optional dependencies that the lockfile does not hold, as `parent > name`. */
export function missingOptionals({ packages }: Lockfile): readonly string[] {
  return Object.entries(packages).flatMap(([from, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !isFound(packages, from, name))
      .map((name) => `${from} > ${name}`),
  );
}

/**
 * Adds what npm leaves out when a registry does not serve every platform's binaries: `npm ci` refuses
 * such a lockfile, although it would install none of them here.
 */
export function completeLockfile(lockfile: Lockfile): {
  readonly completed: Lockfile;
  readonly added: readonly string[];
} {
  const packages: Record<string, Entry> = { ...lockfile.packages };
  const added = missingOptionals(lockfile).map((missing) => {
    const [from = '', name = ''] = missing.split(' > ');
    const range = lockfile.packages[from]?.optionalDependencies?.[name] ?? '';
    const isNested =
      !isFound(packages, '', name) && from !== '' && lockfile.packages[from]?.name !== undefined;
    const place = isNested ? `${from}/node_modules/${name}` : `node_modules/${name}`;
    packages[place] = {
      version: range.replace(/^[\^~]/, ''),
      ...(lockfile.packages[from]?.dev && { dev: true }),
      optional: true,
      ...platformOf(name),
    };
    return place;
  });
  const sorted = Object.entries(packages).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return { completed: { ...lockfile, packages: Object.fromEntries(sorted) }, added };
}
