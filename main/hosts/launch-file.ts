import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type LaunchFile = {
  readonly path: string;
  readonly pointTo: (url: string) => void;
  readonly remove: () => void;
};

/**
 * A page that only its owner can read and that leads to the launch address. The address itself on a
 * browser's command line could be read by every user of the computer.
 */
export function launchFile(): LaunchFile {
  const folder = mkdtempSync(join(tmpdir(), 'caretrail-open-'));
  const path = join(folder, 'open.html');
  return {
    path,
    pointTo(url) {
      try {
        writeFileSync(path, page(url), { mode: 0o600 });
      } catch {
        // Temporary folders are swept; the address still stands on the terminal.
      }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

// The address is digits and base64url only: nothing in it needs escaping.
function page(url: string): string {
  return [
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Caretrail</title>',
    '<meta name="referrer" content="no-referrer">',
    `<meta http-equiv="refresh" content="0;url=${url}">`,
    `<a href="${url}">Open Caretrail</a></html>`,
  ].join('\n');
}
