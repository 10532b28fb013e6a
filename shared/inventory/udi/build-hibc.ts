import { fail, ok, type Result } from '../../base/result.ts';
import { isHibcText, mod43CheckCharacter } from './check-digits.ts';
import { isSaidBy, NOT_PRINTABLE, type NotPrintable } from './label-check.ts';
import { parseScan } from './parse-scan.ts';
import type { LabelContent, ScanContext } from './reading.ts';

export type HibcLabel = {
  /** Product and the rest in one symbol, as a scanner sends it: the last character checks, and may be a space. */
  readonly combined: string;
  /** The same for two symbols: the product alone, and the rest linked to it; null where there is no rest. */
  readonly primary: string;
  readonly secondary: string | null;
  /** Printed under the combined symbol, between asterisks, a space as `_`. */
  readonly humanReadable: string;
};

/**
 * A HIBC label with what `content` says: the lot (without one, the serial number) undated, dates with their
 * century, the quantity last. Refused without a product number, and where it would be read otherwise.
 */
export function buildHibc(
  content: LabelContent,
  context: ScanContext,
): Result<HibcLabel, NotPrintable> {
  const { deviceIdentifier } = content;
  const blocks = blocksOf(content);
  if (deviceIdentifier === null || !isHibcText([deviceIdentifier, ...blocks].join('/'))) {
    return fail('notPrintable', NOT_PRINTABLE);
  }
  const combined = checked(['+' + deviceIdentifier, ...blocks].join('/'));
  const primary = checked(`+${deviceIdentifier}`);
  const secondary =
    blocks.length === 0 ? null : checked(`+${blocks.join('/')}${primary.slice(-1)}`);
  const humanReadable = `*${combined.replaceAll(' ', '_')}*`;
  const rest = { ...content, deviceIdentifier: null };
  const isFaithful =
    isSaidBy(parseScan(combined, context), content) &&
    isSaidBy(parseScan(humanReadable, context), content) &&
    (secondary === null || isSaidBy(parseScan(secondary, context), rest));
  return isFaithful
    ? ok({ combined, primary, secondary, humanReadable })
    : fail('notPrintable', NOT_PRINTABLE);
}

function blocksOf(content: LabelContent): readonly string[] {
  const { lot, serial, manufacturedOn, expiresOn, quantity } = content;
  const supplements = [
    lot !== null && serial !== null ? `S${serial}` : null,
    manufacturedOn === null ? null : `16D${manufacturedOn.replaceAll('-', '')}`,
    expiresOn === null ? null : `14D${expiresOn.replaceAll('-', '')}`,
    quantity === null ? null : `Q${quantity}`,
  ].filter((block) => block !== null);
  const main = lot === null && serial !== null ? `$$+7${serial}` : `$$7${lot ?? ''}`;
  const saysNothing = lot === null && serial === null && supplements.length === 0;
  return saysNothing ? [] : [main, ...supplements];
}

function checked(text: string): string {
  return text + mod43CheckCharacter(text);
}
