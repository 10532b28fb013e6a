import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { deriveSubkey } from './keys/key-derivation.ts';
import { currentKey, type Keyring } from './keys/keyring.ts';
import { openKey, sealedBox, sealKey } from './keys/sealed-box.ts';
import { savePrivately } from './private-file.ts';
import { createTurns } from './turns.ts';

/** How far the records had come, as it stands outside them: an older copy of them is behind it. */
export type Anchor = {
  readonly commitNumber: number;
  /** When the records were last replaced by a backup; backups made before may be ahead of them. */
  readonly restoredAt: string | null;
};

/** `unreadable`: there is a file, and it is not one that these records' key sealed, or the disk does not give it. */
export type AnchorReading = Anchor | 'absent' | 'unreadable';

export type AnchorFile = {
  readonly read: () => Promise<AnchorReading>;
  /**
   * Never goes back: a number that is behind the one that stands there leaves it as it is, because it
   * is what shows that the records are older than they were.
   */
  readonly advance: (commitNumber: number) => Promise<void>;
  /** Begins anew, for records that were replaced by a backup on purpose. */
  readonly begin: (anchor: Anchor) => Promise<void>;
};

const anchorText = z.strictObject({ generation: z.int(), box: sealedBox });
const anchorFields = z.strictObject({
  commitNumber: z.int().nonnegative(),
  restoredAt: z.iso.datetime().nullable(),
});

const BOUND_TO = 'caretrail anchor';

/** The anchor in a file beside the records. `keyring` is asked each time, since keys change. */
export function anchorFile(path: string, keyring: () => Keyring): AnchorFile {
  // Between reading and writing nobody else may write: the later number would be lost.
  const inTurn = createTurns();
  const write = (anchor: Anchor): Promise<void> => savePrivately(path, seal(anchor, keyring()));
  async function read(): Promise<AnchorReading> {
    try {
      return open(await readFile(path, 'utf8'), keyring()) ?? 'unreadable';
    } catch (error) {
      // One that is there but cannot be read now must not be written anew.
      return isMissing(error) ? 'absent' : 'unreadable';
    }
  }
  return {
    read,
    begin: (anchor) => inTurn(() => write(anchor)),
    advance: (commitNumber) =>
      inTurn(async () => {
        const standing = await read();
        if (standing === 'unreadable') return;
        if (standing === 'absent') return write({ commitNumber, restoredAt: null });
        if (commitNumber > standing.commitNumber) await write({ ...standing, commitNumber });
      }),
  };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function seal(anchor: Anchor, keyring: Keyring): string {
  const { generation, key } = currentKey(keyring);
  const under = deriveSubkey(key, 'anchor');
  const box = sealKey(Buffer.from(JSON.stringify(anchor)), under, BOUND_TO);
  under.fill(0);
  return JSON.stringify({ generation, box } satisfies z.input<typeof anchorText>);
}

function open(text: string, { keys }: Keyring): Anchor | null {
  const sealed = anchorText.safeParse(parsed(text));
  const key = sealed.success ? keys.get(sealed.data.generation) : undefined;
  if (!sealed.success || !key) return null;
  const under = deriveSubkey(key, 'anchor');
  const opened = openKey(sealed.data.box, under, BOUND_TO);
  under.fill(0);
  const fields = anchorFields.safeParse(opened && parsed(Buffer.from(opened).toString()));
  return fields.success ? fields.data : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Keeps the anchor near the records while they are open. */
export type AnchorKeeping = {
  /** Writes it now; waits for it. */
  readonly advance: () => Promise<void>;
  readonly stop: () => void;
};

/** Moves the anchor every `everyMs`. A failure to write it is nobody's loss but its own freshness. */
export function keepAnchor(
  file: AnchorFile,
  commitNumber: () => number,
  everyMs = 5 * 60_000,
): AnchorKeeping {
  const advance = (): Promise<void> => file.advance(commitNumber()).catch(() => undefined);
  const timer = setInterval(() => void advance(), everyMs);
  timer.unref();
  return { advance, stop: () => clearInterval(timer) };
}
