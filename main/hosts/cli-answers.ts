import { type Command, Option } from 'commander';
import {
  type AskedDisclosure,
  disclosureBases,
  disclosureProblem,
  recipientKinds,
} from '../../shared/disclosures/disclosure.ts';
import { misused } from './cli-failure.ts';

/** What whoever gives something out says on the command line, as far as it was said. */
export type GivenAnswers = {
  readonly recipient?: string;
  readonly recipientKind?: AskedDisclosure['recipientKind'];
  readonly recipientAddress?: string;
  readonly purpose?: string;
  readonly basis?: AskedDisclosure['basis'];
  readonly basisNote?: string;
};

/** Adds the options that ask what the dialog asks; `areNeeded` is false where not all that it writes needs them. */
export function withAnswers(command: Command, areNeeded = true): Command {
  const add = (flags: string, description: string, choices?: readonly string[]): void => {
    const option = new Option(flags, description).makeOptionMandatory(areNeeded);
    command.addOption(choices ? option.choices(choices) : option);
  };
  add('--recipient <name>', 'who gets it');
  add('--recipient-kind <kind>', 'who that is', recipientKinds);
  add('--purpose <text>', 'what for');
  add('--basis <basis>', 'why it may be given out', disclosureBases);
  return command
    .option('--recipient-address <text>', 'where they are')
    .option('--basis-note <text>', 'which authorization, order or law');
}

/** The answers, or what is missing of them. */
export function answered(given: GivenAnswers): AskedDisclosure {
  const { recipient, recipientKind, purpose, basis } = given;
  if (!recipient || !recipientKind || !purpose || !basis)
    throw misused(
      'Charts are given out: --recipient, --recipient-kind, --purpose and --basis are needed.',
    );
  const answers: AskedDisclosure = {
    recipientName: recipient,
    recipientKind,
    recipientAddress: given.recipientAddress ?? null,
    purpose,
    basis,
    basisNote: given.basisNote ?? null,
  };
  const problem = disclosureProblem(answers);
  if (problem) throw misused(`--basis-note is missing. ${problem.words}`);
  return answers;
}
