import type { Command } from 'commander';
import { chartParts, type ChartPart } from '../../shared/disclosures/disclosure.ts';
import { answered, type GivenAnswers, withAnswers } from './cli-answers.ts';
import type { CommandLine } from './cli-core.ts';
import { exportChart } from './cli-export-chart.ts';
import { type ExitCode, misused } from './cli-failure.ts';
import { plain } from './cli-text.ts';
import { civilDay } from './cli-days.ts';

type Run = (run: (line: CommandLine) => Promise<ExitCode>) => Promise<void>;

type Answers = GivenAnswers & { readonly out: string; readonly force?: boolean };

/** Adds `export chart` and `export packet`, which ask what the dialog asks. */
export function addDisclosures(exports: Command, run: Run): void {
  type Chart = Answers & {
    readonly patient: string;
    readonly parts?: readonly ChartPart[];
    readonly from?: string;
    readonly to?: string;
    readonly linked: boolean;
  };
  written(exports.command('chart'))
    .description('a chart as a ZIP or, where FILE ends with .pdf, as pages; logs the disclosure')
    .requiredOption('--patient <mrn>', 'whose chart')
    .option(
      '--parts <parts>',
      `which parts, with commas between: ${chartParts.join(', ')}`,
      partsOf,
    )
    .option('--from <day>', 'the first day, YYYY-MM-DD', civilDay)
    .option('--to <day>', 'the last day, YYYY-MM-DD', civilDay)
    .option(
      '--no-linked',
      'without the linked charts of the same person, which else go along; the first page says so',
    )
    .action(({ patient, parts = chartParts, from, to, linked, ...given }: Chart) =>
      run((line) => {
        if (from !== undefined && to !== undefined && to < from)
          throw misused('--to is before --from.');
        const days = { fromOn: from ?? null, toOn: to ?? null };
        const of = { mrn: patient, parts, ...days, withLinked: linked };
        return exportChart(line, { of, ...answeredIn(given) });
      }),
    );
  written(exports.command('packet'))
    .description(
      'what defends one treatment in an audit, as a ZIP or PDF, without linked charts, which it names; logs the disclosure',
    )
    .requiredOption('--record <id>', 'which treatment record')
    .action(({ record, ...given }: Answers & { readonly record: string }) =>
      run((line) => exportChart(line, { of: { treatmentRecordId: record }, ...answeredIn(given) })),
    );
}

function written(command: Command): Command {
  return withAnswers(command)
    .requiredOption('--out <file>', 'where it goes')
    .option('--force', 'replace a file that is there');
}

function answeredIn({ out, force, ...given }: Answers) {
  return { answers: answered(given), path: out, mayReplace: force === true };
}

function partsOf(typed: string): readonly ChartPart[] {
  return typed.split(',').map((each) => {
    const part = chartParts.find((known) => known === each.trim());
    if (part === undefined) throw misused(`${plain(each)} is no part of a chart.`);
    return part;
  });
}
