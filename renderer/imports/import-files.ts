import { syntheaFiles } from '../../shared/imports/synthea-files.ts';

/** All that Caretrail reads of the folder; it leaves the other files where they are. */
export const syntheaFileNames = [...syntheaFiles.required, ...syntheaFiles.optional];

type NamedFile = { readonly name: string; readonly webkitRelativePath: string };

export type ChosenFiles<F extends NamedFile> = {
  readonly wanted: readonly F[];
  /** Files without which the import cannot start. */
  readonly missing: readonly string[];
  /** Files that may be missing: what they hold is then not imported. */
  readonly absent: readonly string[];
  /** How many other files were chosen along. */
  readonly ignoredCount: number;
};

function depthOf({ webkitRelativePath }: NamedFile): number {
  return webkitRelativePath.split('/').length;
}

function isNotIn(files: readonly NamedFile[], name: string): boolean {
  return !files.some((file) => file.name.toLowerCase() === name);
}

/** Picks the known files out of a folder, in the order of `syntheaFileNames`, the topmost of each name. */
export function chooseSyntheaFiles<F extends NamedFile>(files: readonly F[]): ChosenFiles<F> {
  const wanted = syntheaFileNames.flatMap((name) =>
    files
      .filter((file) => file.name.toLowerCase() === name)
      .toSorted((one, other) => depthOf(one) - depthOf(other))
      .slice(0, 1),
  );
  return {
    wanted,
    missing: syntheaFiles.required.filter((name) => isNotIn(wanted, name)),
    absent: syntheaFiles.optional.filter((name) => isNotIn(wanted, name)),
    ignoredCount: files.length - wanted.length,
  };
}

/** `1.2 MB`, for a file about to be read. */
export function fileSizeWords(byteLength: number): string {
  if (byteLength < 1000) return `${byteLength} bytes`;
  if (byteLength < 1_000_000) return `${Math.round(byteLength / 1000)} kB`;
  return `${(byteLength / 1_000_000).toFixed(1)} MB`;
}
