import { operations } from '../../shared/operations.ts';
import { fieldProblems, invalidInput } from '../platform/input-problems.ts';
import { type CommandLine, expectValue, isSetUp, type OpenCore, withGate } from './cli-core.ts';
import { type ExitCode, misused } from './cli-failure.ts';
import { expectClosed } from './cli-reach.ts';
import { checkNewPassphrase, createStore } from './cli-store.ts';
import { plain, table } from './cli-text.ts';

export type NewSite = {
  readonly administrator: string;
  readonly siteName: string;
  /** IANA name of a time zone. */
  readonly timeZone: string;
};

const CLOSED_FOR_INIT = 'Set it up there, or close it first.';

/** Sets the data folder up with its first administrator. */
export async function setUp(line: CommandLine, site: NewSite): Promise<ExitCode> {
  const { siteName, timeZone, administrator } = site;
  await expectClosed(line.dataDir, CLOSED_FOR_INIT);
  const pin = line.pin ?? (await askNewPin(line, plain(administrator)));
  const input = { siteName, timeZone, administrator: { displayName: administrator, pin } };
  // Checked before there is a data folder, so that a slip leaves nothing behind.
  const parsed = operations['site.setUp'].input.safeParse(input);
  if (!parsed.success) expectValue(invalidInput(fieldProblems(parsed.error, input)));
  await checkPassphrase(line);
  return withGate<ExitCode>(line, async (open) => {
    await createStore(line, open.store);
    const { client } = open;
    const created = expectValue(await client['site.setUp'](input));
    line.terminal.print(
      `${plain(created.site.name)} is set up in ${line.dataDir}.\n` +
        `${plain(administrator)} is its administrator and signs in with the PIN just chosen.`,
    );
    return 0;
  });
}

/** Records that are there were begun under whatever passphrase they have. */
async function checkPassphrase(line: CommandLine): Promise<void> {
  if (!isSetUp(line.dataDir)) await checkNewPassphrase(line);
}

async function askNewPin({ terminal }: CommandLine, name: string): Promise<string> {
  if (!terminal.canAsk) throw misused(`Set CARETRAIL_PIN to a PIN of 6 to 12 digits for ${name}.`);
  const pin = await terminal.askUnseen(`New PIN of ${name}, 6 to 12 digits: `);
  const again = await terminal.askUnseen('The same PIN again: ');
  if (pin !== again) throw misused('The two PINs are not the same; nothing was set up.');
  return pin;
}

/** Sets the data folder up with fictional people; their PIN is public and printed. */
export async function setUpDemonstration(line: CommandLine, timeZone: string): Promise<ExitCode> {
  await expectClosed(line.dataDir, CLOSED_FOR_INIT);
  await checkPassphrase(line);
  return withGate<ExitCode>(line, async (open) => {
    await createStore(line, open.store);
    const { site, pin, patients, treatmentRecords } = expectValue(
      await open.client['site.exploreDemonstration']({ timeZone }),
    );
    line.terminal.print(
      `${plain(site.name)} is set up in ${line.dataDir}, with ${patients} fictional patients ` +
        `and ${treatmentRecords} treatment records. Not for care.\n` +
        `Everybody's PIN is ${pin}:\n\n${await peopleTable(open)}`,
    );
    return 0;
  });
}

async function peopleTable({ client }: OpenCore): Promise<string> {
  const people = expectValue(await client['session.tiles']({}));
  return table(
    [{ title: 'sign-in name' }, { title: 'name' }, { title: 'role' }],
    people.map(({ signInName, displayName, role }) => [signInName, displayName, role]),
  );
}
