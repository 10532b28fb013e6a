/** What a command ends with: 0 done, 1 refused, 2 not understood, 130 stopped by Ctrl-C. */
export type ExitCode = 0 | 1 | 2 | 130;

/** Ends the command with one line for the user, which never quotes what is in a chart. */
export class CommandLineFailure extends Error {
  override name = 'CommandLineFailure';
  readonly exitCode: ExitCode;
  constructor(message: string, exitCode: ExitCode) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** The command line itself is at fault: exit code 2. */
export function misused(message: string): CommandLineFailure {
  return new CommandLineFailure(message, 2);
}

/** Understood, and not possible: exit code 1. */
export function refused(message: string): CommandLineFailure {
  return new CommandLineFailure(message, 1);
}
