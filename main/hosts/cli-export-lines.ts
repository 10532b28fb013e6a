import { type Command, Option } from 'commander';
import { exportedLines, type LineForm, lineForms } from '../../shared/billing-lines/contract.ts';
import { lineColumns, usualColumns } from '../../shared/billing-lines/exported-line.ts';
import { type CommandLine, expectValue, withCore } from './cli-core.ts';
import { type ExitCode, misused } from './cli-failure.ts';
import { runJob } from './cli-job.ts';
import { endWithSentences } from './cli-reply.ts';
import { signIn } from './cli-sign-in.ts';
import { checkTarget, type Target, writeTarget } from './cli-target.ts';
import { plain } from './cli-text.ts';
import { civilDay } from './cli-days.ts';

type Run = (run: (line: CommandLine) => Promise<ExitCode>) => Promise<void>;

type Wanted = Target & {
  readonly fromOn: string;
  readonly toOn: string;
  readonly form: LineForm;
  readonly columns: readonly string[];
};

/** Adds `export lines`: signed treatments with the columns that are asked for. */
export function addLinesExport(exports: Command, run: Run): void {
  type Options = {
    readonly from: string;
    readonly to: string;
    readonly form: LineForm;
    readonly columns?: readonly string[];
    readonly out: string;
    readonly force?: boolean;
  };
  exports
    .command('lines')
    .description('the signed treatments of some days as a list; nothing counts as billed by it')
    .requiredOption('--from <day>', 'the first day, YYYY-MM-DD', civilDay)
    .requiredOption('--to <day>', 'the last day, YYYY-MM-DD', civilDay)
    .addOption(
      new Option('--form <form>', 'csv is for machines').choices(lineForms).makeOptionMandatory(),
    )
    .option(
      '--columns <keys>',
      `which columns, with commas between, by default without notes: ${lineColumns.map(({ key }) => key).join(', ')}`,
      columnsOf,
    )
    .requiredOption('--out <file>', 'where the file goes')
    .option('--force', 'replace a file that is there')
    .action(({ from, to, form, columns = usualColumns, out, force }: Options) =>
      run((line) => {
        if (to < from) throw misused('--to is before --from.');
        const target = { path: out, mayReplace: force === true };
        return exportLines(line, { fromOn: from, toOn: to, form, columns, ...target });
      }),
    );
}

export async function exportLines(line: CommandLine, wanted: Wanted): Promise<ExitCode> {
  const { path, mayReplace, ...asked } = wanted;
  await checkTarget(wanted);
  const reply = await withCore(line, async (open) => {
    await signIn(line, open);
    const begun = open.client['billingLines.export']({ ...asked, batchId: null });
    const made = await runJob(open, line.terminal, begun);
    if (made.ok) {
      const { digest } = exportedLines.parse(made.value);
      await writeTarget(
        { path, mayReplace },
        expectValue(await open.core.getBytes(open.session, digest)),
      );
    }
    return made;
  });
  return endWithSentences(line, reply, (value) => {
    const { lineCount, digest } = exportedLines.parse(value);
    return `${lineCount} lines from ${asked.fromOn} to ${asked.toOn} are in ${path}.\nSHA-256 ${digest}`;
  });
}

function columnsOf(text: string): readonly string[] {
  const keys = text.split(',').map((key) => key.trim());
  const unknown = keys.find((key) => !lineColumns.some((column) => column.key === key));
  if (unknown === undefined) return keys;
  throw misused(`${plain(unknown)} is no column; export lines --help has them all.`);
}
