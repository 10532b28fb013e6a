import { v7 } from 'uuid';
import { dataPaths } from '../platform/data-directory.ts';
import { incidentLog } from '../platform/incident-log.ts';
import { type LocalSocketOptions, startLocalSocket } from './local-socket.ts';

/** What an application holds while the command line may ask it. */
export type OpenToCommandLine = { readonly close: () => Promise<void> };

/**
 * Lets the command line ask this application. Where that cannot be kept to its owner nobody is let in,
 * and the log says so: the application itself goes on.
 */
export async function openToCommandLine(
  options: Pick<LocalSocketOptions, 'core' | 'dataDir'>,
): Promise<OpenToCommandLine> {
  try {
    return await startLocalSocket(options);
  } catch (error) {
    await incidentLog(dataPaths(options.dataDir).log, v7, () => new Date())(error);
    return { close: async () => undefined };
  }
}
