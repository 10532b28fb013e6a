import { z } from 'zod';
import { isCivilDate } from '../../base/civil-date.ts';

/** Only what an import reads of a resource; everything else in it is left where it is. */

const text = z.string().max(5000, 'is too long');

export const coding = z.object({
  system: text.optional(),
  code: text.optional(),
  display: text.optional(),
});

export const codeableConcept = z.object({
  coding: z.array(coding).optional(),
  text: text.optional(),
});
export type CodeableConcept = z.output<typeof codeableConcept>;

export const identifier = z.object({
  use: text.optional(),
  type: codeableConcept.optional(),
  system: text.optional(),
  value: text.optional(),
});
export type Identifier = z.output<typeof identifier>;

export const reference = z.object({
  reference: text.optional(),
  identifier: identifier.optional(),
});

export const humanName = z.object({
  use: text.optional(),
  text: text.optional(),
  family: text.optional(),
  given: z.array(text).optional(),
  prefix: z.array(text).optional(),
  suffix: z.array(text).optional(),
});
export type HumanName = z.output<typeof humanName>;

export const address = z.object({
  use: text.optional(),
  line: z.array(text).optional(),
  city: text.optional(),
  state: text.optional(),
  postalCode: text.optional(),
});
export type Address = z.output<typeof address>;

export const contactPoint = z.object({
  system: text.optional(),
  value: text.optional(),
  use: text.optional(),
});
export type ContactPoint = z.output<typeof contactPoint>;

/** The day that a date or dateTime names where it was written; null for a year or a month alone. */
export function dayIn(given: string | undefined): string | null {
  const day = (given ?? '').slice(0, 10);
  return isCivilDate(day) && /^(?:$|T)/.test((given ?? '').slice(10)) ? day : null;
}

/** The words of a concept: its own, or those of its first coding that has some. */
export function wordsOf(concept: CodeableConcept | undefined): string | null {
  const given = concept?.text ?? concept?.coding?.find(({ display }) => display)?.display;
  return given === undefined || given.trim() === '' ? null : given.replaceAll(/\s+/g, ' ').trim();
}

export function hasCode(concept: CodeableConcept | undefined, codes: readonly string[]): boolean {
  return concept?.coding?.some(({ code }) => code !== undefined && codes.includes(code)) === true;
}

/** Why a resource does not have the shape that FHIR gives it, without a word of what stands in it. */
export function shapeProblem({ issues }: z.ZodError): string {
  const [issue] = issues;
  const path = issue?.path.join('.') ?? '';
  return `${path} ${wordsOfIssue(issue)}`.trim();
}

function wordsOfIssue(issue: z.ZodError['issues'][number] | undefined): string {
  if (issue === undefined) return 'is not valid';
  if (issue.code === 'invalid_type') return `is missing or not of the type ${issue.expected}`;
  if (issue.code === 'custom' || issue.code === 'too_big' || issue.code === 'too_small')
    return issue.message;
  return 'has a value that FHIR does not know';
}
