import type { Failure, Result } from '../../shared/base/result.ts';
import { bridge } from './bridge.ts';
import { replyOfJob } from './job-end.ts';

/** A file that the core keeps, and what it is called where the user keeps it: a name that names nobody. */
export type NamedFile = { readonly digest: string; readonly fileName: string };

export type SaveOutcome = { readonly isFailure: boolean; readonly text: string };

const failed = (text: string): SaveOutcome => ({ isFailure: true, text });

/** Writes a stored file where the user chooses; null when they changed their mind. */
export async function saveFile({ digest, fileName }: NamedFile): Promise<SaveOutcome | null> {
  const reply = await bridge.bytes.save(digest, fileName);
  if (!reply.ok) return failed(reply.failure.message);
  return reply.value ? { isFailure: false, text: `Saved as ${fileName}` } : null;
}

export type Writing = {
  /** Starts the job that writes the file. */
  readonly start: () => Promise<Result<{ readonly jobId: string }, Failure>>;
  /** The file in what the job answered. */
  readonly fileIn: (value: unknown) => NamedFile | undefined;
  /** Said where the job answered no file. */
  readonly notWritten: string;
};

/** Has a file written and saves it where the user chooses; null when they changed their mind. */
export async function saveWritten({
  start,
  fileIn,
  notWritten,
}: Writing): Promise<SaveOutcome | null> {
  const started = await start().catch(() => null);
  if (started === null) return failed(notWritten);
  if (!started.ok) return failed(started.failure.message);
  const reply = await replyOfJob(started.value.jobId);
  const file = fileIn(
    typeof reply === 'object' && reply !== null && 'value' in reply ? reply.value : null,
  );
  return file === undefined ? failed(notWritten) : saveFile(file);
}
