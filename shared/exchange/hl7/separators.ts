/** The characters that a message sets apart its parts with, as its MSH says. */
export type Separators = {
  readonly field: string;
  readonly component: string;
  readonly repetition: string;
  /** Empty where a message has none. */
  readonly escape: string;
  readonly subcomponent: string;
};

/** The usual ones: `MSH|^~\&`. */
export const usualSeparators: Separators = {
  field: '|',
  component: '^',
  repetition: '~',
  escape: '\\',
  subcomponent: '&',
};

/** The separators that an MSH segment begins with; null where they could not set anything apart. */
export function separatorsOf(header: string): Separators | null {
  const field = header.charAt(3);
  const [encoding = ''] = header.slice(4).split(field);
  const [component = '', repetition = '', escape = '', subcomponent = ''] = encoding;
  const signs = [field, component, repetition, escape, subcomponent].filter((sign) => sign !== '');
  const isUsable = signs.every((sign) => /^[!-/:-@[-`{-~]$/.test(sign));
  const areDistinct = new Set(signs).size === signs.length;
  // Version 2.7 may add a fifth, the sign of truncation.
  const isComplete = component !== '' && repetition !== '' && encoding.length <= 5;
  if (!isUsable || !areDistinct || !isComplete) return null;
  return { field, component, repetition, escape, subcomponent };
}
