import { type Command, Option } from 'commander';
import { type ExportForm, exportForms } from '../../shared/billing/contract.ts';
import { usualColumns } from '../../shared/billing-lines/exported-line.ts';
import { type GivenAnswers, withAnswers } from './cli-answers.ts';
import type { CommandLine } from './cli-core.ts';
import { civilDay } from './cli-days.ts';
import { exportBilling } from './cli-export.ts';
import { exportClaims } from './cli-export-claims.ts';
import { exportFhir, fhirExportOf } from './cli-export-fhir.ts';
import { exportLines } from './cli-export-lines.ts';
import { type ExitCode, misused } from './cli-failure.ts';

type Run = (run: (line: CommandLine) => Promise<ExitCode>) => Promise<void>;

const formats = ['837p', 'cms1500', 'csv', 'xlsx', 'fhir', 'hl7'] as const;
type Format = (typeof formats)[number];

type Options = GivenAnswers & {
  readonly from: string;
  readonly to: string;
  readonly format: Format;
  readonly form: ExportForm;
  readonly payer?: string;
  readonly file?: number;
  readonly preview?: boolean;
  readonly out: string;
  readonly force?: boolean;
};

/** Adds `export billing`: what was done, in the format that whoever pays or reads it asks for. */
export function addBillingExport(exports: Command, run: Run): void {
  withAnswers(exports.command('billing'), false)
    .description(
      'what was done in some days: as claims (837p, cms1500, hl7), as lines for a billing program (csv), to look at (xlsx) or as charts (fhir), which asks who gets it and why',
    )
    .requiredOption('--from <day>', 'the first day, YYYY-MM-DD', civilDay)
    .requiredOption('--to <day>', 'the last day, YYYY-MM-DD', civilDay)
    .addOption(new Option('--format <format>', 'what the file is').choices(formats).default('csv'))
    .addOption(
      new Option('--form <form>', 'of csv: who reads it').choices(exportForms).default('machine'),
    )
    .option('--payer <id>', 'of claims: the payer, by its id in electronic claims')
    .option('--file <number>', 'of claims: those of a file that was made before', fileNumber)
    .option('--preview', 'of cms1500: with a form drawn behind')
    .requiredOption('--out <file>', 'where the file goes')
    .option('--force', 'replace a file that is there')
    .action((options: Options) => run((line) => exportAs(line, options)));
}

function fileNumber(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw misused('--file takes the number of a file of claims.');
}

function exportAs(line: CommandLine, options: Options): Promise<ExitCode> {
  const { from, to, format, out, force } = options;
  if (to < from) throw misused('--to is before --from.');
  const wanted = { fromOn: from, toOn: to, path: out, mayReplace: force === true };
  if (format === 'csv') return exportBilling(line, { ...wanted, form: options.form });
  if (format === 'xlsx')
    return exportLines(line, { ...wanted, form: 'xlsx', columns: usualColumns });
  if (format === 'fhir') return exportFhir(line, fhirExportOf(options));
  const rendered = options.preview === true ? ('cms1500Preview' as const) : ('cms1500' as const);
  return exportClaims(line, {
    ...wanted,
    format: format === 'cms1500' ? rendered : format,
    payerCode: options.payer,
    fileNumber: options.file,
  });
}
