import type { Command } from 'commander';
import { backUp, listBackups } from './cli-backup.ts';
import type { CommandLine } from './cli-core.ts';
import { dumpPlain } from './cli-dump.ts';
import { type ExitCode, misused } from './cli-failure.ts';
import { changePassphrase, regainAccess } from './cli-passphrase.ts';
import { restore } from './cli-restore.ts';
import { verify } from './cli-verify.ts';

type Run = (run: (line: CommandLine) => Promise<ExitCode> | ExitCode) => Promise<void>;

/** The commands that keep the records as a whole. */
export function addKeeping(program: Command, run: Run): void {
  addBackups(program, run);
  addKeys(program, run);
  program
    .command('verify')
    .description('check that every page, index and reference is whole; ends with 1 when not')
    .action(() => run(verify));
  program
    .command('dump')
    .description('write everything unencrypted, as SQL that any PostgreSQL can load')
    .option('--plain <file>', 'where it goes; it must not be there yet')
    .requiredOption('--reason <text>', 'why; it is kept with the audit trail')
    .action(({ plain, reason }: { readonly plain?: string; readonly reason: string }) =>
      run((line) => {
        // Said in so many words, because it takes the records out of their protection.
        if (plain === undefined) throw misused('dump takes --plain FILE.');
        return dumpPlain(line, { path: plain, reason });
      }),
    );
}

function addBackups(program: Command, run: Run): void {
  program
    .command('backup')
    .description('make an encrypted backup of everything in one file, and verify it')
    .argument('<file>')
    .option('--force', 'replace a file that is there')
    .action((path: string, { force }: { readonly force?: boolean }) =>
      run((line) => backUp(line, { path, mayReplace: force === true })),
    );
  program
    .command('backups')
    .description('list the backups in the backup folder')
    .action(() => run(listBackups));
  program
    .command('restore')
    .description('put a backup in the place of the records; what stood there is kept beside them')
    .argument('<file>')
    .action((file: string) => run((line) => restore(line, file)));
}

function addKeys(program: Command, run: Run): void {
  program
    .command('passphrase')
    .description('change the recovery passphrase')
    .option('--new-file <file>', 'holds the new one, for its owner only; else it is asked for')
    .action(({ newFile }: { readonly newFile?: string }) =>
      run((line) => changePassphrase(line, newFile)),
    );
  program
    .command('regain-access')
    .description(
      "set an administrator's PIN anew with the recovery passphrase; --as says whose, CARETRAIL_PIN to what",
    )
    .action(() => run(regainAccess));
}
