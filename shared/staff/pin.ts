import { z } from 'zod';

export const PIN_MIN_DIGITS = 6;
export const PIN_MAX_DIGITS = 12;

/** True for 111111, 123456, 654321 and the like: what somebody would try first. */
function isEasilyGuessed(pin: string): boolean {
  const digits = Array.from(pin, Number);
  const steps = digits.slice(1).map((digit, index) => digit - (digits[index] ?? 0));
  return steps.every((step) => step === steps[0] && Math.abs(step) <= 1);
}

/** A PIN to sign in with, as it is chosen. */
export const newPin = z
  .string()
  .regex(
    new RegExp(`^\\d{${PIN_MIN_DIGITS},${PIN_MAX_DIGITS}}$`),
    `must be ${PIN_MIN_DIGITS} to ${PIN_MAX_DIGITS} digits`,
  )
  .refine((pin) => !isEasilyGuessed(pin), 'is too easy to guess; do not repeat or count digits');

const FREE_ATTEMPTS = 3;
const LONGEST_WAIT_SECONDS = 900;

/**
 * Seconds to wait after the given number of failures in a row: none for the first three, then
 * 5, 10, 20, … up to 15 minutes. Never a final lock-out: charting must not depend on somebody else.
 */
export function waitAfterFailuresSeconds(failedAttempts: number): number {
  if (failedAttempts < FREE_ATTEMPTS) return 0;
  return Math.min(5 * 2 ** (failedAttempts - FREE_ATTEMPTS), LONGEST_WAIT_SECONDS);
}
