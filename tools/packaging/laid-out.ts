import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { extractAll, listPackage } from '@electron/asar';
import { layoutOf, type Target } from './targets.ts';

/** A folder that electron-builder laid out, with its archive unpacked to be looked into. */
export type LaidOut = {
  readonly target: Target;
  /** What would be installed. */
  readonly folder: string;
  readonly resources: string;
  /** The files of the archive, those unpacked from it too, with slashes and without a leading one. */
  readonly paths: readonly string[];
  /** The archive's content. */
  readonly extracted: string;
};

/** One thing that must be so; answers what is not, in sentences. */
export type Check = (laidOut: LaidOut) => Promise<readonly string[]>;

/** Opens what was laid out in `folder`, unpacking its archive into `extracted`. */
export async function openLaidOut(
  folder: string,
  target: Target,
  extracted: string,
): Promise<LaidOut> {
  const resources = join(folder, layoutOf(target).resources);
  const archive = join(resources, 'app.asar');
  extractAll(archive, extracted);
  const listed = listPackage(archive, { isPack: false }).map((path) =>
    path.replaceAll('\\', '/').replace(/^\//, ''),
  );
  const isFolder = new Set(listed.flatMap((path) => foldersOf(path)));
  return {
    target,
    folder,
    resources,
    extracted,
    paths: listed.filter((path) => !isFolder.has(path)).toSorted(),
  };
}

function foldersOf(path: string): readonly string[] {
  const parts = path.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}

/** Every file below a folder, relative to it, with slashes; none where there is no folder. */
export async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .map((path) => path.replaceAll('\\', '/'))
    .toSorted();
}

/** The text of a file of the archive. */
export function textOf({ extracted }: LaidOut, path: string): Promise<string> {
  return readFile(join(extracted, path), 'utf8');
}
