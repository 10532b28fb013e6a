import { misused, refused } from './cli-failure.ts';
import { type CommandLine, expectValue, notSetUp, type OpenCore } from './cli-core.ts';
import { choosePerson } from './cli-person.ts';
import { plain } from './cli-text.ts';

/** Signs the person of --as in, with the PIN of CARETRAIL_PIN or one that is asked for. */
export async function signIn(line: CommandLine, { client }: OpenCore): Promise<void> {
  const people = expectValue(await client['session.tiles']({}));
  const choice = choosePerson(people, line.as);
  if (!choice.ok && choice.failure.code === 'NobodyYet') throw notSetUp(line.dataDir);
  if (!choice.ok) throw misused(plain(choice.failure.message));
  const { userId, displayName } = choice.value;
  const pin = await pinOf(line, plain(displayName));
  const reply = await client['session.signIn']({ userId, pin });
  if (!reply.ok) throw refused(`${plain(displayName)} is not signed in. ${reply.failure.message}`);
}

async function pinOf({ pin, terminal }: CommandLine, name: string): Promise<string> {
  if (pin !== undefined) return pin;
  if (!terminal.canAsk) throw misused(`Set CARETRAIL_PIN to the PIN of ${name}.`);
  return terminal.askUnseen(`PIN of ${name}: `);
}
