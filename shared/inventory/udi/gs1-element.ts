import { ok, type Result } from '../../base/result.ts';
import { hasCheckDigit } from './check-digits.ts';
import { isGs1Text } from './gs1-format.ts';
import { attributeOf, isPersonal, type Gs1Identifier } from './gs1-identifiers.ts';
import { dateOfYymmdd, isClockTime } from './label-date.ts';
import type { FoundField, ScanContext } from './reading.ts';
import { refuse, type Refusal, type RefusalCode } from './refusal.ts';

/** The part as a sentence names it: `expiry date (17)`. */
export function partOf({ ai, label }: Gs1Identifier): string {
  return `${label} (${ai})`;
}

/** One element of a label, checked: its characters, length, check digit and dates. */
export function fieldOf(
  identifier: Gs1Identifier,
  value: string,
  context: ScanContext,
): Result<FoundField, Refusal> {
  const { ai, label, format } = identifier;
  if (isPersonal(ai)) return refuse('personLabel');
  const components = format.pattern.exec(value)?.slice(1);
  if (!components) return refuse(formProblem(identifier, value), partOf(identifier));
  for (const [index, check] of format.checks.entries()) {
    const component = components[index];
    if (!check || component === undefined) continue;
    const problem = problemOf(check, component, context);
    if (problem) return refuse(problem, partOf(identifier));
  }
  const attribute = attributeOf(ai);
  const means = meaningOf(attribute, value, context);
  return means === null
    ? refuse('badQuantity', partOf(identifier))
    : ok({ code: ai, label, value, attribute, means });
}

function formProblem({ format }: Gs1Identifier, value: string): RefusalCode {
  if (value === '') return 'emptyElement';
  if (!isGs1Text(value)) return 'badCharacter';
  const isLengthRight = value.length >= format.minLength && value.length <= format.maxLength;
  return isLengthRight ? 'badCharacter' : 'wrongLength';
}

type Check = NonNullable<Gs1Identifier['format']['checks'][number]>;

function problemOf(check: Check, component: string, { nowYear }: ScanContext): RefusalCode | null {
  if (check === 'checkDigit') return hasCheckDigit(component) ? null : 'badCheckDigit';
  const isRight =
    check === 'time'
      ? isClockTime(component)
      : dateOfYymmdd(component, nowYear, check === 'dayOrMonth') !== null;
  return isRight ? null : 'impossibleDate';
}

/** The value as the reading says it; null for a quantity of none. Dates are known to exist here. */
function meaningOf(
  attribute: FoundField['attribute'],
  value: string,
  { nowYear }: ScanContext,
): string | null {
  if (attribute === 'quantity') return Number(value) > 0 ? String(Number(value)) : null;
  const isDate = attribute === 'expiresOn' || attribute === 'manufacturedOn';
  return isDate ? dateOfYymmdd(value.slice(0, 6), nowYear, true) : value;
}
