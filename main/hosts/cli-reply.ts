import type { Reply } from '../platform/core.ts';
import type { CommandLine } from './cli-core.ts';
import type { ExitCode } from './cli-failure.ts';
import { json, plain, shellWord } from './cli-text.ts';

/** Ends a command with its reply as JSON; a failure's message stands on stderr as well. */
export function endWithReply({ terminal }: CommandLine, reply: Reply): ExitCode {
  terminal.print(json(reply, terminal.isForPeople));
  return exitCodeOf(terminal, reply);
}

/** Refusals that are about the file that a command was to write or to read. */
const OF_FILE = [
  'AlreadyThere',
  'DamagedBackup',
  'FolderNotUsable',
  'FromNewerRelease',
  'NoRoom',
  'NotABackup',
  'UnknownFile',
];

/** A refusal that is about a file says which, and what else the command line offers there. */
export function aboutFile(
  reply: Reply,
  path: string,
  more: Readonly<Record<string, string>> = {},
): Reply {
  if (reply.ok || !OF_FILE.includes(reply.failure.code)) return reply;
  const { failure } = reply;
  const words = [`${shellWord(path)}:`, failure.message, more[failure.code] ?? ''];
  return { ok: false, failure: { ...failure, message: words.join(' ').trim() } };
}

/** Ends a command with sentences for people, and with the reply as JSON for programs. */
export function endWithSentences(
  line: CommandLine,
  reply: Reply,
  sentences: (value: unknown) => string,
): ExitCode {
  const { terminal, wantsJson } = line;
  if (!terminal.isForPeople || wantsJson) return endWithReply(line, reply);
  if (reply.ok) terminal.print(sentences(reply.value));
  return exitCodeOf(terminal, reply);
}

function exitCodeOf(terminal: CommandLine['terminal'], reply: Reply): ExitCode {
  if (reply.ok) return 0;
  terminal.tell(plain(reply.failure.message));
  return reply.failure.code === 'Cancelled' ? 130 : 1;
}
