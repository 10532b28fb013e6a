import { CommandLineFailure } from './cli-failure.ts';
import { nothingTyped, typeKeys } from './cli-keys.ts';

/** What the command line reads from and writes to. */
export type Terminal = {
  /** True when the output goes to a screen, not into a file or another program. */
  readonly isForPeople: boolean;
  readonly canAsk: boolean;
  readonly print: (text: string) => void;
  /** A line beside the output: on stderr. */
  readonly tell: (text: string) => void;
  /** Replaces the line of progress; null takes it away. Shown on a screen only. */
  readonly showProgress: (text: string | null) => void;
  readonly readInput: () => Promise<Uint8Array>;
  /** Asks on stderr for a line that is not shown. Throws when the user gives up. */
  readonly askUnseen: (question: string) => Promise<string>;
};

const CLEAR_LINE = '\r\u001b[K';

/** The terminal of this process. */
export function openTerminal(): Terminal {
  const { stdin, stdout, stderr } = process;
  // `| head` closes the pipe while there is more to say: no reason to fail, and nobody to tell.
  for (const stream of [stdout, stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') return;
      stderr.write('The output could not be written.\n');
      process.exit(1);
    });
  return {
    isForPeople: stdout.isTTY,
    canAsk: stdin.isTTY && stderr.isTTY,
    print: (text) => void stdout.write(`${text}\n`),
    tell: (text) => void stderr.write(`${text}\n`),
    showProgress: (text) => {
      if (stderr.isTTY) stderr.write(CLEAR_LINE + (text ?? ''));
    },
    async readInput() {
      const chunks: Uint8Array[] = [];
      for await (const chunk of stdin) chunks.push(chunk);
      return Buffer.concat(chunks);
    },
    askUnseen: async (question) => {
      stderr.write(question);
      const answer = await readUnseen();
      stderr.write('\n');
      if (answer === null) throw new CommandLineFailure('Given up; nothing was done.', 130);
      return answer;
    },
  };
}

/** A line typed without an echo; null when the user gave up. */
function readUnseen(): Promise<string | null> {
  const { stdin } = process;
  return new Promise((resolve) => {
    let line = nothingTyped;
    const take = (keys: string): void => {
      line = typeKeys(line, keys);
      if (line.ended !== null) finish();
    };
    const giveUp = (): void => take('\u0004');
    const finish = (): void => {
      stdin.off('data', take).off('end', giveUp).setRawMode(false).pause();
      resolve(line.ended === 'entered' ? line.text : null);
    };
    stdin.setRawMode(true).setEncoding('utf8').on('data', take).on('end', giveUp).resume();
  });
}
