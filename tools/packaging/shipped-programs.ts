/** What the installed application starts; the loopback host and the command line are not of it. */
export const SHIPPED_ENTRIES = [
  'electron.js',
  'preload.cjs',
  'worker.js',
  'copy-worker.js',
] as const;

/**
 * The files of dist/main that the entries lead to, however they name each other: an import, a dynamic
 * one or the address of a thread. `texts` holds every file of the folder by its name.
 */
export function reachableFrom(
  entries: readonly string[],
  texts: ReadonlyMap<string, string>,
): readonly string[] {
  const found = new Set<string>();
  const open = [...entries];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (found.has(name)) continue;
    const text = texts.get(name);
    if (text === undefined) throw new Error(`The build lacks dist/main/${name}`);
    found.add(name);
    for (const [, other = ''] of text.matchAll(/["'`]\.\/([\w.-]+)["'`]/g))
      if (texts.has(other)) open.push(other);
  }
  return [...found].toSorted();
}
