import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Check, filesBelow, textOf } from './laid-out.ts';

/** That the migrations beside the archive are those whose digests stand in it. */
export const checkMigrations: Check = async (laidOut) => {
  const folder = join(laidOut.resources, 'migrations');
  const expected: Readonly<Record<string, string>> = JSON.parse(
    await textOf(laidOut, 'dist/migrations.json'),
  );
  const found = await filesBelow(folder);
  const missing = Object.keys(expected).filter((name) => !found.includes(name));
  const changed: string[] = [];
  for (const name of found) {
    const text = (await readFile(join(folder, name), 'utf8')).replaceAll('\r\n', '\n');
    const digest = createHash('sha256').update(text).digest('hex');
    if (expected[name] !== digest) changed.push(`migrations/${name} is not what was built`);
  }
  return [...missing.map((name) => `migrations/${name} is missing`), ...changed];
};

/** What comes to lie on a computer beside Electron itself, at most. */
export const SIZE_BUDGET_BYTES = 75 * 2 ** 20;

/** The size of all that is ours in a package. */
export async function ownBytes(resources: string): Promise<number> {
  const sizes = (await filesBelow(resources)).map(
    async (path) => (await stat(join(resources, path))).size,
  );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

/** That a package does not grow unseen. */
export function checkSize(budgetBytes: number): Check {
  return async ({ resources }) => {
    const bytes = await ownBytes(resources);
    if (bytes <= budgetBytes) return [];
    return [`It takes ${megabytes(bytes)}, and ${megabytes(budgetBytes)} are the most`];
  };
}

export function megabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MB`;
}

/** That the archive's package.json is that of an installed application and no developer's. */
export const checkManifest: Check = async (laidOut) => {
  const manifest: Readonly<Record<string, unknown>> = JSON.parse(
    await textOf(laidOut, 'package.json'),
  );
  return ['scripts', 'devDependencies', 'workspaces', 'allowScripts']
    .filter((key) => key in manifest)
    .map((key) => `The archive’s package.json has ${key}`);
};
