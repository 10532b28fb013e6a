import { ok, type Result } from '../../base/result.ts';
import { unescapeText } from './escape.ts';
import { type Separators, separatorsOf } from './separators.ts';

/** `fields[n]` is field n as it stands in the message, still escaped; MSH-1 is the separator itself. */
export type Segment = { readonly name: string; readonly fields: readonly string[] };

export type Hl7Message = {
  readonly separators: Separators;
  readonly segments: readonly Segment[];
  /** False where the last segment has no end, as in a file that was cut off. */
  readonly isEnded: boolean;
};

/** One repetition of a field: its components, each with its subcomponents, unescaped. */
export type Repetition = readonly (readonly string[])[];

const refused = (reason: string) => ({ ok: false, failure: reason }) as const;

/**
 * Reads one message, whose segments end in CR, LF or both, with or without the bytes that MLLP puts around
 * it; or says why it is none. The reason tells nothing of the content.
 */
export function readMessage(text: string): Result<Hl7Message, string> {
  // The bytes of MLLP, a vertical tab and a file separator, end a line as well as any.
  const plain = text.replaceAll('\u001C', '\r');
  const lines = plain.split(/[\r\n\v]+/).filter((line) => line !== '');
  const [header = ''] = lines;
  if (!header.startsWith('MSH')) return refused('does not begin with an MSH segment');
  const separators = separatorsOf(header);
  if (separators === null) return refused('has separators in MSH-1 and MSH-2 that are not usable');
  const astray = lines.findIndex((line, at) => at > 0 && !isSegment(line, separators));
  if (astray > 0) return refused(`is not HL7 in its line ${astray + 1}`);
  const segments = lines.map((line) => segmentOf(line, separators));
  return ok({ separators, segments, isEnded: /[\r\n\v]$/.test(plain) });
}

function isSegment(line: string, { field }: Separators): boolean {
  return /^[A-Z][A-Z0-9]{2}$/.test(line.slice(0, 3)) && [field, ''].includes(line.charAt(3));
}

function segmentOf(line: string, { field }: Separators): Segment {
  const [name = '', ...fields] = line.split(field);
  return { name, fields: name === 'MSH' ? [name, field, ...fields] : [name, ...fields] };
}

export function segmentsNamed(message: Hl7Message, name: string): readonly Segment[] {
  return message.segments.filter((segment) => segment.name === name);
}

/** The repetitions of a field; none where it is empty. */
export function repetitionsOf(
  { separators }: Hl7Message,
  segment: Segment,
  field: number,
): readonly Repetition[] {
  const raw = segment.fields[field] ?? '';
  if (raw === '') return [];
  const { repetition, component, subcomponent } = separators;
  return raw
    .split(repetition)
    .map((each) =>
      each
        .split(component)
        .map((part) =>
          (subcomponent === '' ? [part] : part.split(subcomponent)).map((text) =>
            unescapeText(text, separators).trim(),
          ),
        ),
    );
}

/** A component's text, counted from 1; empty where there is none. */
export function textAt(repetition: Repetition | undefined, component: number, sub = 1): string {
  return repetition?.[component - 1]?.[sub - 1] ?? '';
}

/** The first repetition's component; most fields have no more. */
export function fieldText(
  message: Hl7Message,
  segment: Segment,
  place: { readonly field: number; readonly component?: number },
): string {
  return textAt(repetitionsOf(message, segment, place.field)[0], place.component ?? 1);
}

/** True for a field of which the message says that there is none any more: HL7's null, `""`. */
export function isNull(segment: Segment, field: number): boolean {
  return segment.fields[field] === '""';
}
