import { Command, CommanderError } from 'commander';
import { CARETRAIL_VERSION } from '../../shared/base/version.ts';
import type { CodeSet } from '../../shared/codes/code-set.ts';
import { withAnswers } from './cli-answers.ts';
import { addDisclosures } from './cli-disclosures.ts';
import { callOperation } from './cli-call.ts';
import type { CommandLine } from './cli-core.ts';
import { addBillingExport } from './cli-export-billing.ts';
import { CommandLineFailure, type ExitCode, misused } from './cli-failure.ts';
import { addLinesExport } from './cli-export-lines.ts';
import { exportFhir, fhirExportOf } from './cli-export-fhir.ts';
import { importFhir } from './cli-import-fhir.ts';
import { importHl7 } from './cli-import-hl7.ts';
import { importHcpcs, importSynthea } from './cli-import.ts';
import { importCodes } from './cli-import-codes.ts';
import { setUp, setUpDemonstration } from './cli-init.ts';
import { addKeeping } from './cli-keeping.ts';
import { addSync } from './cli-sync.ts';
import { listOperations } from './cli-operations.ts';
import { plain } from './cli-text.ts';
import { civilDay } from './cli-days.ts';

/** What the program needs of the world around it. */
export type Surroundings = Pick<CommandLine, 'terminal' | 'startCore' | 'pin' | 'passphrase'> & {
  readonly defaultDataDir: string;
  /** The machine's time zone, IANA name. */
  readonly timeZone: string;
};

type Options = {
  readonly data: string;
  readonly as?: string;
  readonly json?: boolean;
  readonly passphraseFile?: string;
};

/** Runs one command; `words` are what follows the program's name. Answers the exit code. */
export async function runCommandLine(
  words: readonly string[],
  around: Surroundings,
): Promise<ExitCode> {
  const { terminal } = around;
  let exitCode: ExitCode = 0;
  const program = createProgram(around, async (run) => {
    exitCode = await run;
  });
  try {
    await program.parseAsync(words, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!(error instanceof CommandLineFailure)) {
      terminal.tell('Something went wrong that should not have; nothing more is known here.');
      return 1;
    }
    terminal.tell(plain(error.message));
    return error.exitCode;
  }
}

/** JSON that a shell has split comes as too many arguments; it may hold a chart and is not repeated. */
function withoutArguments(text: string): string {
  if (!text.startsWith('error: too many arguments')) return text;
  return 'There are too many arguments. Put JSON in single quotes, or give - and send it on standard input.';
}

function createProgram(
  around: Surroundings,
  end: (run: Promise<ExitCode> | ExitCode) => Promise<void>,
): Command {
  const { terminal } = around;
  const program = new Command('caretrail')
    .description('Treatment records of a wound clinic, from the command line.')
    .version(CARETRAIL_VERSION)
    .option('--data <folder>', 'where the records are', around.defaultDataDir)
    .option('--as <name>', 'who you are; the PIN is read from CARETRAIL_PIN or asked for')
    .option(
      '--passphrase-file <file>',
      'holds the recovery passphrase, for its owner only; else CARETRAIL_PASSPHRASE, or it is asked for',
    )
    .option('--json', 'print JSON on a terminal too')
    .exitOverride()
    .showSuggestionAfterError(false)
    .configureOutput({
      writeOut: (text) => terminal.print(text.trimEnd()),
      writeErr: (text) => terminal.tell(text.trimEnd()),
      outputError: (text, write) =>
        write(plain(withoutArguments(text).replace(/^error: /, '')).trim()),
    });
  const line = (): CommandLine => {
    const { data: dataDir, as, json, passphraseFile } = program.opts<Options>();
    return { ...around, dataDir, as, passphraseFile, wantsJson: json === true };
  };
  addInit(program, around, (run) => end(run(line())));
  addRecords(program, (run) => end(run(line())));
  addKeeping(program, (run) => end(run(line())));
  addSync(program, (run) => end(run(line())));
  return program;
}

type Run = (run: (line: CommandLine) => Promise<ExitCode> | ExitCode) => Promise<void>;

function addInit(program: Command, { timeZone }: Surroundings, run: Run): void {
  type InitOptions = {
    readonly admin?: string;
    readonly demo?: boolean;
    readonly site: string;
    readonly timeZone: string;
  };
  program
    .command('init')
    .description(
      'set a data folder up, encrypted, with its first administrator or with fictional people',
    )
    .option('--admin <name>', 'the first administrator; the PIN is read from CARETRAIL_PIN')
    .option('--demo', 'fictional people and products, not for care')
    .option('--site <name>', 'what the clinic is called', 'My clinic')
    .option('--time-zone <name>', 'whose calendar says what today is', timeZone)
    .action(({ admin, demo, site, timeZone: zone }: InitOptions) =>
      run((line) => {
        if ((admin === undefined) === (demo !== true))
          throw misused('init takes either --admin NAME or --demo.');
        if (admin === undefined) return setUpDemonstration(line, zone);
        return setUp(line, { administrator: admin, siteName: site, timeZone: zone });
      }),
    );
}

function addRecords(program: Command, run: Run): void {
  program
    .command('operations')
    .description('list every operation with its input')
    .action(() => run(listOperations));
  program
    .command('call')
    .description('call any operation and print its reply as JSON')
    .argument('<operation>', 'such as patients.find')
    .argument('[json]', 'its input, or - to read it from standard input', '{}')
    .action((name: string, input: string) => run((line) => callOperation(line, name, input)));
  const imports = program.command('import').description('bring records in from files');
  imports
    .command('synthea')
    .description("a folder in Synthea's CSV layout")
    .argument('<folder>')
    .action((folder: string) => run((line) => importSynthea(line, folder)));
  imports
    .command('hcpcs')
    .description('a HCPCS list, into the product catalogue')
    .argument('<file>')
    .action((file: string) => run((line) => importHcpcs(line, file)));
  imports
    .command('hl7')
    .description('HL7 v2 messages (ADT), a file or a folder of files, into the patients')
    .argument('<path>')
    .action((path: string) => run((line) => importHl7(line, path)));
  imports
    .command('fhir')
    .description('FHIR R4: an ndjson file or a Bundle, or a folder of them')
    .argument('<path>')
    .option('--source <name>', 'which system they come from, where its ids are no UUIDs')
    .action((path: string, { source }: { readonly source?: string }) =>
      run((line) => importFhir(line, path, source ?? null)),
    );
  addCodeImports(imports, run);
  const exports = program.command('export').description('write files for other programs');
  addBillingExport(exports, run);
  addDisclosures(exports, run);
  addFhirExport(exports, run);
  addLinesExport(exports, run);
}

function addCodeImports(imports: Command, run: Run): void {
  type CodeOptions = { readonly effective?: string; readonly endsMany?: boolean };
  const add = (name: string, codeSet: CodeSet, description: string): void => {
    imports
      .command(name)
      .description(description)
      .argument('<file>')
      .option(
        '--effective <day>',
        'from which day it counts, where its name does not say',
        civilDay,
      )
      .option('--ends-many', 'go on though more than a tenth of the codes would end')
      .action((path: string, { effective, endsMany }: CodeOptions) =>
        run((line) =>
          importCodes(line, path, {
            codeSet,
            effectiveFrom: effective ?? null,
            mayEndMany: endsMany === true,
          }),
        ),
      );
  };
  add('icd10cm', 'icd10cm', "diagnosis codes: CMS's ICD-10-CM order file, also gzipped");
  add('hcpcs-codes', 'hcpcs', "HCPCS codes: CMS's ANWEB file, or a list (CSV) of some of them");
}

function addFhirExport(exports: Command, run: Run): void {
  withAnswers(exports.command('fhir'))
    .description('charts as FHIR R4: of one patient, or of some days; logs the disclosure')
    .option('--patient <mrn>', 'whose, by medical record number')
    .option('--from <day>', 'the first day, YYYY-MM-DD', civilDay)
    .option('--to <day>', 'the last day, YYYY-MM-DD', civilDay)
    .requiredOption('--out <file>', 'where the file goes')
    .option('--ndjson', 'a resource a line instead of one Bundle')
    .option('--force', 'replace a file that is there')
    .action((options: Parameters<typeof fhirExportOf>[0]) =>
      run((line) => exportFhir(line, fhirExportOf(options))),
    );
}
