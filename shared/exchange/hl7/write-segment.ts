import { escapeText } from './escape.ts';
import { type Separators, usualSeparators } from './separators.ts';

/** A component's text, or its subcomponents'. */
type Component = string | readonly string[];
/** A lone text is the first component. */
export type Composite = string | readonly Component[];
export type FieldValue = Composite | { readonly repeats: readonly Composite[] };
/** By number, from 1; what is left out is empty. */
export type Fields = Readonly<Record<number, FieldValue>>;

/** Joins without the empty ends. */
function joined(parts: readonly string[], separator: string): string {
  const last = parts.findLastIndex((part) => part !== '');
  return parts.slice(0, last + 1).join(separator);
}

function compositeText(value: Composite, separators: Separators): string {
  const components = typeof value === 'string' ? [value] : value;
  const texts = components.map((component) =>
    joined(
      (typeof component === 'string' ? [component] : component).map((text) =>
        escapeText(text, separators),
      ),
      separators.subcomponent,
    ),
  );
  return joined(texts, separators.component);
}

function fieldText(value: FieldValue, separators: Separators): string {
  if (typeof value === 'string' || !('repeats' in value)) return compositeText(value, separators);
  const repeats = value.repeats.map((each) => compositeText(each, separators));
  return joined(repeats, separators.repetition);
}

/** One segment, ended by CR. Text is escaped, so that whatever it holds stays in its place. */
export function writeSegment(
  name: string,
  fields: Fields,
  separators: Separators = usualSeparators,
): string {
  const numbers = Object.keys(fields).map(Number);
  const texts = Array.from({ length: Math.max(0, ...numbers) }, (_, at) =>
    fieldText(fields[at + 1] ?? '', separators),
  );
  const { field, component, repetition, escape, subcomponent } = separators;
  const encoding = `${component}${repetition}${escape}${subcomponent}`;
  // MSH-1 is the separator that follows the name, and MSH-2 is never escaped.
  const all = name === 'MSH' ? [name, encoding, ...texts.slice(2)] : [name, ...texts];
  return `${joined(all, field)}\r`;
}
