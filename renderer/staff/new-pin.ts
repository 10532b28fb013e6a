import { newPin } from '../../shared/staff/pin.ts';

export type NewPinProblems = { readonly pin?: string; readonly again?: string };

/** What is wrong with a PIN typed twice; empty when nothing is. */
export function newPinProblems(pin: string, again: string): NewPinProblems {
  if (pin === '') return { pin: 'is missing' };
  const checked = newPin.safeParse(pin);
  if (!checked.success) return { pin: checked.error.issues[0]?.message ?? 'cannot be used' };
  if (again === '') return { again: 'Type the PIN a second time' };
  return again === pin ? {} : { again: 'The two PINs differ; type them again' };
}
