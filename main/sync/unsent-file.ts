import { gunzipSync, gzipSync } from 'node:zlib';
import { z } from 'zod';
import { openFile, sealFile } from '../platform/keys/passphrase-file.ts';
import type { PassphraseLock } from '../platform/keys/passphrase-wrap.ts';

const TITLE = 'CARETRAIL UNSENT 1';

/** Changes as the device would have pushed them, each part with its signature over them. */
const unsentPart = z.object({
  /** Before the first line. */
  chain: z.string(),
  signature: z.string(),
  lines: z.array(z.string()),
});

const unsent = z.object({
  siteId: z.uuid(),
  deviceId: z.uuid(),
  deviceName: z.string(),
  madeAt: z.iso.datetime(),
  parts: z.array(unsentPart).readonly(),
  /** Entries of other computers that the server could not take, as its log had them. */
  unplaced: z.array(z.string()).readonly().default([]),
});
export type UnsentPart = z.output<typeof unsentPart>;
export type Unsent = z.output<typeof unsent>;

/** As a file that only the recovery passphrase opens. */
export function sealUnsent(lock: PassphraseLock, content: Unsent): Uint8Array {
  return sealFile(TITLE, lock, gzipSync(JSON.stringify(content)));
}

export async function openUnsent(
  file: Uint8Array,
  passphrase: string,
): Promise<Unsent | 'notOurs' | 'wrongPassphrase'> {
  const opened = await openFile(TITLE, file, passphrase);
  if (typeof opened === 'string') return opened;
  return unsent.parse(JSON.parse(gunzipSync(opened).toString()));
}

export function changesOf({ parts, unplaced }: Pick<Unsent, 'parts' | 'unplaced'>): number {
  return parts.reduce((sum, { lines }) => sum + lines.length, unplaced.length);
}
