import type { Contract } from '../../shared/base/contract.ts';
import { operations } from '../../shared/operations.ts';
import { failureCodeOf } from './failure-watch.ts';

/** What the PIN is asked for: the operation by its wire name, and what it does in a few words. */
export type PinWanted = { readonly operation: string; readonly summary: string };

/** Asks whoever is signed in for their PIN; false when they would rather not. */
type AskForPin = (wanted: PinWanted) => Promise<boolean>;

let ask: AskForPin | null = null;

/** The window says how it asks; null takes that back. */
export function askForPinBy(asking: AskForPin | null): void {
  ask = asking;
}

/**
 * Sends a call; where the core wants the PIN again, it is asked for, and the same call is sent once
 * more. Its answer stays "the PIN is needed" when nobody gave one.
 */
export async function sendWithPin(
  send: (name: string, input: unknown) => Promise<unknown>,
  name: string,
  input: unknown,
): Promise<unknown> {
  const reply = await send(name, input);
  if (failureCodeOf(reply) !== 'PinAgain' || ask === null) return reply;
  const all: Contract = operations;
  const wanted = { operation: name, summary: all[name]?.summary ?? '' };
  return (await ask(wanted)) ? send(name, input) : reply;
}
