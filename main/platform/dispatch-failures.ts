import { fail } from '../../shared/base/result.ts';
import type { Reply } from './core.ts';

/** What the user is told of a bug: a number to quote, and that nothing was saved. */
export function unexpected(incident: string): Refusal {
  const message = `Something went wrong that should not have (incident ${incident}). Nothing was saved; please try again.`;
  return fail('Unexpected', message);
}

/** A reply that is certainly a failure. */
export type Refusal = Extract<Reply, { readonly ok: false }>;

export const signInNeeded: Refusal = fail('SignInNeeded', 'Sign in first.');

export const pinAgain: Refusal = fail('PinAgain', 'Give your PIN again for this.');

export const glassNeeded: Refusal = fail(
  'GlassNeeded',
  'This chart is closed to you. In an emergency open it under Patients and break the glass: give a reason and your PIN.',
);

export function forbidden(name: string, role: string): Refusal {
  return fail(
    'Forbidden',
    `${name} is not among what the role ${role} may do. Ask an administrator.`,
  );
}

export function commandLineOnly(name: string): Refusal {
  return fail('Forbidden', `${name} names a file of this computer: use the command line for it.`);
}

export const unknownOperation: Refusal = fail(
  'UnknownOperation',
  'There is no operation of that name. The list of operations has them all.',
);
