import { z } from 'zod';

/** Where what is missing can be put right. */
export const fixPlaces = [
  'treatment',
  'patient',
  'wound',
  'product',
  'facility',
  'staff',
  'payers',
  'organisation',
  'rules',
  'choices',
  'otherChart',
] as const;

export const deskProblem = z.object({
  code: z.string(),
  /** What is missing and what to do; never what the chart says. */
  message: z.string(),
  /** The code that it is about, where the message alone does not say. */
  about: z.string().nullable(),
  fix: z.object({ place: z.enum(fixPlaces), id: z.string().nullable() }),
});
export type DeskProblem = z.output<typeof deskProblem>;
export type FixPlace = (typeof fixPlaces)[number];

export function deskProblemOf(
  code: string,
  message: string,
  fix: { readonly place: FixPlace; readonly id?: string | null; readonly about?: string | null },
): DeskProblem {
  return { code, message, about: fix.about ?? null, fix: { place: fix.place, id: fix.id ?? null } };
}
