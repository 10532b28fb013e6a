import type { Core } from '../platform/core.ts';
import { openingFailureText } from '../platform/opening-failure.ts';
import { askApplication } from './cli-application.ts';
import { refused } from './cli-failure.ts';
import type { Terminal } from './cli-terminal.ts';

/** What is needed to reach the records of a data folder. */
export type Reaching = {
  readonly terminal: Terminal;
  readonly dataDir: string;
  readonly startCore: (options: { readonly dataDir: string }) => Promise<Core>;
};

export type Reached = {
  readonly core: Core;
  /** False: this program has the data folder open itself. */
  readonly isApplication: boolean;
};

/** The core of the application that has the data folder open, or one of our own where none has. */
export async function reachCore(reaching: Reaching): Promise<Reached> {
  const { terminal, dataDir, startCore } = reaching;
  const asked = await askApplication(dataDir);
  if (asked.core !== null) return throughApplication(terminal, asked.core);
  try {
    return { core: await startCore({ dataDir }), isApplication: false };
  } catch (error) {
    if (!isInUse(error)) throw refused(openingFailureText(error));
    // It may have been opened just now; one that was not to be trusted before says why.
    const again = await askApplication(dataDir);
    if (again.core !== null) return throughApplication(terminal, again.core);
    throw refused(again.why ?? openingFailureText(error));
  }
}

function throughApplication(terminal: Terminal, core: Core): Reached {
  terminal.tell('Caretrail is open: asking the running application.');
  return { core, isApplication: true };
}

function isInUse(error: unknown): boolean {
  return error instanceof Error && error.name === 'DatabaseInUse';
}

/** Refuses a command that needs the records closed while an application has them open; `why` says so. */
export async function expectClosed(dataDir: string, why: string): Promise<void> {
  const { core } = await askApplication(dataDir);
  if (core === null) return;
  await core.close();
  throw refused(`Caretrail is open with this data folder. ${why}`);
}
