import { open } from 'node:fs/promises';
import { fail, ok, type Result } from '../../shared/base/result.ts';

const VARIABLE = 'CARETRAIL_PASSPHRASE';
const MAX_FILE_BYTES = 4096;

type Environment = Record<string, string | undefined>;

/**
 * The passphrase that CARETRAIL_PASSPHRASE holds, if any. The variable is gone from `env` afterwards,
 * so that neither the core's thread nor any program that is started gets to see it.
 */
export function takePassphrase(env: Environment): string | undefined {
  const passphrase = env[VARIABLE];
  delete env[VARIABLE];
  return passphrase === '' ? undefined : passphrase;
}

type NotUsable = {
  readonly code: 'NotReadable' | 'NotPrivate' | 'Empty';
  readonly message: string;
};

/** The first line of a file that nobody but its owner can read. Windows has no such modes to look at. */
export async function readPassphraseFile(path: string): Promise<Result<string, NotUsable>> {
  try {
    const file = await open(path, 'r');
    try {
      // Asked of the file that is read, not of its name, which may lead elsewhere by then.
      const { mode, uid, size } = await file.stat();
      if (!isPrivate({ mode, uid })) return notPrivate;
      if (size > MAX_FILE_BYTES) return tooLong;
      const [line = ''] = (await file.readFile('utf8')).split(/\r?\n/);
      return line.trim() === '' ? empty : ok(line);
    } finally {
      await file.close();
    }
  } catch {
    return fail('NotReadable', 'The file with the passphrase cannot be read.');
  }
}

const notPrivate = fail(
  'NotPrivate',
  'The file with the passphrase can be read by others, so it is not used. Give it to its owner alone (chmod 600) and change the passphrase.',
);
const tooLong = fail('NotReadable', 'The file with the passphrase holds more than a passphrase.');
const empty = fail('Empty', 'The first line of the file with the passphrase is empty.');

function isPrivate({ mode, uid }: { readonly mode: number; readonly uid: number }): boolean {
  if (process.platform === 'win32') return true;
  const isOurs = uid === process.geteuid?.() || uid === 0;
  return isOurs && (mode & 0o077) === 0;
}

/** The passphrase that was given at the start: the file's before the variable's, or none. */
export async function givenPassphrase(
  env: Environment,
  file: string | undefined,
): Promise<Result<string | undefined, NotUsable>> {
  const fromVariable = takePassphrase(env);
  return file === undefined ? ok(fromVariable) : readPassphraseFile(file);
}
