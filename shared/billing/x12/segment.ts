export const ELEMENT_SEPARATOR = '*';
export const COMPONENT_SEPARATOR = ':';
export const REPETITION_SEPARATOR = '^';
export const SEGMENT_TERMINATOR = '~';

function joined(parts: readonly string[], separator: string): string {
  let length = parts.length;
  while (length > 0 && parts[length - 1] === '') length -= 1;
  return parts.slice(0, length).join(separator);
}

/** One segment with its terminator; empty elements at its end are left out. */
export function segmentOf(...parts: readonly string[]): string {
  return joined(parts, ELEMENT_SEPARATOR) + SEGMENT_TERMINATOR;
}

/** An element of several components; empty ones at its end are left out. */
export function compositeOf(...components: readonly string[]): string {
  return joined(components, COMPONENT_SEPARATOR);
}

/** A date as X12 writes it, CCYYMMDD, of `YYYY-MM-DD`. */
export function x12DateOf(date: string): string {
  return date.replaceAll('-', '');
}
