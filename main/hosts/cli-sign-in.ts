import { misused, refused } from './cli-failure.ts';
import { type CommandLine, expectValue, notSetUp, type OpenCore } from './cli-core.ts';
import { choosePerson } from './cli-person.ts';
import { plain } from './cli-text.ts';

/** Signs the person of --as in, with the PIN of CARETRAIL_PIN or one that is asked for. */
export async function signIn(line: CommandLine, open: OpenCore): Promise<void> {
  const { client } = open;
  const people = expectValue(await client['session.tiles']({}));
  const choice = choosePerson(people, line.as);
  if (!choice.ok && choice.failure.code === 'NobodyYet') throw notSetUp(line.dataDir);
  if (!choice.ok) throw misused(plain(choice.failure.message));
  const { userId, displayName } = choice.value;
  const pin = await pinOf(line, plain(displayName));
  const first = await client['session.signIn']({ userId, pin });
  const isGiven = !first.ok && first.failure.code === 'NewPinNeeded';
  const newPin = isGiven ? await newPinFor(line, plain(displayName)) : null;
  const reply = isGiven ? await client['session.signIn']({ userId, pin, newPin }) : first;
  if (!reply.ok) throw refused(`${plain(displayName)} is not signed in. ${reply.failure.message}`);
  open.signedInWith.pin = newPin ?? pin;
}

/** Whoever was given a PIN chooses one of their own before anything else. */
async function newPinFor({ terminal }: CommandLine, name: string): Promise<string> {
  if (!terminal.canAsk)
    throw misused(`${name} must choose a PIN of their own first: sign in once in the window.`);
  const chosen = await terminal.askUnseen(`New PIN of ${name}, known to nobody else: `);
  if ((await terminal.askUnseen('Once more: ')) === chosen) return chosen;
  throw misused('The two PINs differ. Nothing was changed.');
}

async function pinOf({ pin, terminal }: CommandLine, name: string): Promise<string> {
  if (pin !== undefined) return pin;
  if (!terminal.canAsk) throw misused(`Set CARETRAIL_PIN to the PIN of ${name}.`);
  return terminal.askUnseen(`PIN of ${name}: `);
}
