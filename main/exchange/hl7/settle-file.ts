import { mkdir, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join, parse } from 'node:path';
import type { InboxFile } from './inbox-files.ts';
import type { FileProgress } from './take-file.ts';

/** What became of a file. */
export type Settled = FileProgress & {
  readonly isRefused: boolean;
  /** Instead of numbers, where the file could not be taken in at all. */
  readonly problem: string | null;
};

/** A report that lies beside the file: numbers and reasons, and nothing of what the file holds. */
export function reportText(fileName: string, settled: Settled, at: Date): string {
  const { tally, listed, unlisted, problem } = settled;
  const { read, added, changed, unchanged, skipped, refused } = tally;
  const lines = [
    `Caretrail, ${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`,
    fileName,
    problem ??
      `${read} messages: ${added} added, ${changed} changed, ${unchanged} unchanged, ${skipped} skipped, ${refused} refused.`,
    ...listed.map(({ message, outcome, reason }) => `Message ${message}, ${outcome}: ${reason}.`),
    ...(unlisted > 0 ? [`${unlisted} more are not listed.`] : []),
  ];
  return `${lines.join('\r\n')}\r\n`;
}

/**
 * Moves a file that is through into the subfolder `done` or `refused` of its inbox, its report beside it, and
 * answers the name that it has there. Never replaces another file. Throws the system's error where that
 * cannot be done just now.
 */
export async function moveSettled(file: InboxFile, settled: Settled, at: Date): Promise<string> {
  const folder = join(dirname(file.path), settled.isRefused ? 'refused' : 'done');
  await mkdir(folder, { recursive: true });
  const name = await freeName(folder, file.name);
  await rename(file.path, join(folder, name));
  // The file is where it belongs; a report that cannot be written is in the list on the screen.
  await writeFile(join(folder, `${name}.txt`), reportText(file.name, settled, at)).catch(
    () => undefined,
  );
  return name;
}

async function freeName(folder: string, wanted: string): Promise<string> {
  const { name, ext } = parse(wanted);
  for (let number = 1; ; number += 1) {
    const tried = number === 1 ? wanted : `${name}-${number}${ext}`;
    const isTaken = await stat(join(folder, tried)).then(
      () => true,
      () => false,
    );
    if (!isTaken) return tried;
  }
}
