/** What is wrong with a label, and in which part of it; `part` is words, never what was scanned. */
export type Refusal = { readonly code: RefusalCode; readonly part: string };

const BY_HAND = 'If that does not help, enter what is printed on the pack by hand.';
const AGAIN = `Scan the label again. ${BY_HAND}`;
const CHECK = `Compare it with what is printed on the pack and scan again. ${BY_HAND}`;
const MISPRINT =
  'The label itself may be misprinted: check it, and enter it by hand if you trust it.';

/** Each refusal in words: what happened, to which part, what to do. */
const sentences = {
  empty: () => `Nothing was scanned. ${AGAIN}`,
  tooLong: () =>
    'The scan is longer than any product label: two scans may have run together. Scan one label at a time.',
  unknownFormat: () =>
    `This is not a product label of GS1, HIBC or ISBT 128. Look for another barcode on the pack. ${BY_HAND}`,
  webAddress: () =>
    `This code holds a web address, not a product label. Scan another barcode on the pack. ${BY_HAND}`,
  personLabel: () =>
    'This label names a person or a place of care, not a product. Scan the label on the pack.',
  nothingOfUse: () =>
    'The label could be read, but it names no product, lot, serial number or date. Scan another barcode on the pack.',
  badCharacter: (part: string) =>
    `In the ${part} stands a character that a label cannot hold. Check that Caps Lock is off and that the scanner's keyboard language is the computer's. ${AGAIN}`,
  unknownIdentifier: (part: string) =>
    `What begins at ${part} is of a kind that this program does not know, so nobody can say where it ends. ${AGAIN}`,
  wrongLength: (part: string) =>
    `The ${part} has not the length that the standard asks for. ${CHECK}`,
  emptyElement: (part: string) => `The ${part} is empty. ${CHECK}`,
  badCheckDigit: (part: string) =>
    `The check digit of the ${part} is wrong: a digit was misread or misprinted. ${CHECK}`,
  badCheckCharacter: () =>
    `The last character of the label, its check character, does not fit the rest: something was misread, mistyped or left off. It may be a space, printed as _. ${CHECK}`,
  impossibleDate: (part: string) => `The ${part} is not a day in the calendar. ${MISPRINT}`,
  badQuantity: (part: string) => `The ${part} is not a whole number above zero. ${MISPRINT}`,
  saidTwice: (part: string) => `The label says two different things as ${part}. ${MISPRINT}`,
  datesContradict: () => `The label says that it expires before it was made. ${MISPRINT}`,
  wrongOrder: (part: string) => `The ${part} stands in the wrong place of the label. ${CHECK}`,
  wrongCount: () =>
    `The label announces another number of parts than were scanned: some of it was left off. ${AGAIN}`,
} as const satisfies Readonly<Record<string, (part: string) => string>>;

export type RefusalCode = keyof typeof sentences;
export const refusalCodes: readonly RefusalCode[] = Object.keys(sentences).filter(isRefusalCode);

function isRefusalCode(text: string): text is RefusalCode {
  return text in sentences;
}

export function refuse(
  code: RefusalCode,
  part = 'label',
): { readonly ok: false; readonly failure: Refusal } {
  return { ok: false, failure: { code, part } };
}

/** The refusal as a user reads it. */
export function refusalText({ code, part }: Refusal): string {
  return sentences[code](part);
}

/** Why one scan can be read in more than one way, and what to do about it. */
const doubts = {
  missingSeparator:
    'The scanner left out the characters that separate the parts of this label, so where one ends cannot be known. Choose the reading that is printed on the pack.',
  productNumberOrElements:
    'These digits may be a product number or a lot, serial number or date. Choose what is printed on the pack.',
} as const;

export type DoubtCode = keyof typeof doubts;

export function doubtText(code: DoubtCode): string {
  return doubts[code];
}
