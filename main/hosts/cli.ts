import { homedir } from 'node:os';
import { startCoreThread } from '../platform/supervision/core-thread.ts';
import { runCommandLine } from './cli-program.ts';
import { openTerminal } from './cli-terminal.ts';
import { keepEnvironmentOutOfReports } from './crash-reports.ts';
import { defaultDataDir } from './data-dir.ts';
import { takePassphrase } from './given-passphrase.ts';

keepEnvironmentOutOfReports(process);
const { env, platform, argv } = process;

// Output that is still on its way to a pipe is written before the process ends by itself.
process.exitCode = await runCommandLine(argv.slice(2), {
  terminal: openTerminal(),
  startCore: startCoreThread,
  pin: env['CARETRAIL_PIN'] || undefined,
  passphrase: takePassphrase(env),
  defaultDataDir: defaultDataDir({ platform, home: homedir(), env }),
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
});
