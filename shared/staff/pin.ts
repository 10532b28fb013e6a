import { z } from 'zod';
import { noDetails } from '../base/contract.ts';

export const PIN_MIN_DIGITS = 6;
export const PIN_MAX_DIGITS = 12;
export const PASSWORD_MIN_CHARACTERS = 10;
export const PASSWORD_MAX_CHARACTERS = 100;

/** What is typed to sign in or to confirm something, right or wrong. */
export const typedPin = z.string().max(PASSWORD_MAX_CHARACTERS);

/** How any operation that asks for the PIN can refuse it. */
export const pinFailures = {
  WrongPin: noDetails,
  TooSoon: z.object({ waitSeconds: z.int() }),
  LockedOut: noDetails,
} as const;

/** True for 111111, 123456, 654321 and the like: what somebody would try first. */
function isEasilyGuessed(pin: string): boolean {
  const digits = Array.from(pin, Number);
  const steps = digits.slice(1).map((digit, index) => digit - (digits[index] ?? 0));
  return steps.every((step) => step === steps[0] && Math.abs(step) <= 1);
}

/** Whether letters are needed to type it; a PIN has digits alone. */
export function isPassword(pin: string): boolean {
  return /\D/.test(pin);
}

/** Characters that differ; `aaaaaaaaab` has two. */
function differentCharacters(text: string): number {
  return new Set(text.toLowerCase()).size;
}

const DIGITS_PROBLEM = `must be ${PIN_MIN_DIGITS} to ${PIN_MAX_DIGITS} digits, or a password of ${PASSWORD_MIN_CHARACTERS} characters or more`;

/** Why something cannot be signed in with; null where it can. */
function newPinProblem(pin: string): string | null {
  if (isPassword(pin)) {
    if (pin.trim().length < PASSWORD_MIN_CHARACTERS) return DIGITS_PROBLEM;
    return differentCharacters(pin) < 5
      ? 'is too easy to guess; use more than a few different characters'
      : null;
  }
  if (pin.length < PIN_MIN_DIGITS || pin.length > PIN_MAX_DIGITS) return DIGITS_PROBLEM;
  return isEasilyGuessed(pin) ? 'is too easy to guess; do not repeat or count digits' : null;
}

/** A PIN or password to sign in with, as it is chosen. */
export const newPin = typedPin.superRefine((pin, context) => {
  const problem = newPinProblem(pin);
  if (problem !== null) context.addIssue({ code: 'custom', message: problem });
});

const FREE_ATTEMPTS = 3;
const LONGEST_WAIT_SECONDS = 900;

/** So many failures in a row, and nobody signs in by that name until an administrator says so. */
export const FAILURES_UNTIL_LOCKOUT = 12;

/**
 * Seconds to wait after the given number of failures in a row: none for the first three, then
 * 5, 10, 20, … up to 15 minutes. Before the lockout a guesser has waited for more than half an hour.
 */
export function waitAfterFailuresSeconds(failedAttempts: number): number {
  if (failedAttempts < FREE_ATTEMPTS) return 0;
  return Math.min(5 * 2 ** (failedAttempts - FREE_ATTEMPTS), LONGEST_WAIT_SECONDS);
}

export function isLockedOut(failedAttempts: number): boolean {
  return failedAttempts >= FAILURES_UNTIL_LOCKOUT;
}
