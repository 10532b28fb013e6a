import { ok, type Result } from '../../base/result.ts';
import { refuse, type Refusal } from './refusal.ts';

/** The character by which a scanner sends GS1's FNC1 between two elements. */
export const GROUP_SEPARATOR = '\u001D';

/** What the scanner said of the barcode that it read: its kind, as far as that decides how it is read. */
export type Symbology = 'elements' | 'productNumber' | 'unsaid';
export type Carrier = { readonly symbology: Symbology; readonly content: string };

const MAX_LENGTH = 500;

// AIM identifiers of symbols with FNC1 in the first place: GS1-128, DataMatrix, QR, DataBar, DotCode.
const ELEMENTS = /^\](?:C1|d[25]|Q[34]|e0|J[14])/;
// EAN-13 with UPC, EAN-8, ITF-14.
const PRODUCT_NUMBERS = /^\](?:E[04]|I[013])/;
const ANY_AIM = /^\][A-Za-z][0-9A-Za-z]/;

/** Takes off what stands around the label's own text: line ends, leading space, the AIM identifier. */
export function carrierOf(raw: string): Result<Carrier, Refusal> {
  const text = raw.replace(/^\s+/, '').replace(/[\t\r\n]+$/, '');
  if (text === '') return refuse('empty');
  if (text.length > MAX_LENGTH) return refuse('tooLong');
  const content = text.replace(ANY_AIM, '');
  if (ELEMENTS.test(text)) return ok({ symbology: 'elements', content });
  if (PRODUCT_NUMBERS.test(text)) return ok({ symbology: 'productNumber', content });
  return ok({ symbology: 'unsaid', content });
}

/**
 * What keyboards, decoders and pasted text make of the separator. All but three of them hold a character that
 * no GS1 element can hold; `<GS>`, `<FNC1>` and `Alt+029` could be part of a lot, but are no lot that anybody
 * prints, so they are taken as the separator that they spell.
 */
const SEPARATOR_TEXTS =
  /[\u241D\u2194|]|\^\]|[{[<](?:GS|FNC1)[}\]>]|\\x1d|\\u001d|ctrl\+\]|alt\+0?29/gi;

/** Every spelling of the separator as the separator itself. */
export function withSeparators(content: string): string {
  return content.replaceAll(SEPARATOR_TEXTS, GROUP_SEPARATOR);
}
