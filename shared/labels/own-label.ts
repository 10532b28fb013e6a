import { type CivilDate, isCivilDate } from '../base/civil-date.ts';

/** What a label printed here says of a unit whose product carries no number of its maker. */
export type OwnLabel = {
  readonly sku: string;
  readonly lot: string | null;
  readonly serial: string | null;
  readonly expiresOn: CivilDate | null;
};

/**
 * How our own labels begin. No label of GS1 (digits, brackets), HIBC (`+`) or ISBT 128 (`=`, `&`) does.
 * After it stand the SKU and what else is known, each part behind a slash and its letter:
 *
 *     CT1/FOAM-6X6/LLOT-A/X20270331/SSN7
 *
 * L lot, X expiry (YYYYMMDD), S serial. Of the values only letters, digits and `.-` stand as they are; all
 * else is percent-encoded UTF-8, so that any keyboard can send it. Typed by hand, `CT1/` and a SKU is enough.
 */
const PREFIX = 'CT1/';

function encoded(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*_~]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function decoded(text: string): string | null {
  if (!/^(?:[A-Za-z0-9.-]|%[0-9A-Fa-f]{2})+$/.test(text)) return null;
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** The text of the code on our own label. */
export function writeOwnLabel({ sku, lot, serial, expiresOn }: OwnLabel): string {
  const parts = [
    encoded(sku),
    ...(lot === null ? [] : [`L${encoded(lot)}`]),
    ...(expiresOn === null ? [] : [`X${expiresOn.replaceAll('-', '')}`]),
    ...(serial === null ? [] : [`S${encoded(serial)}`]),
  ];
  return PREFIX + parts.join('/');
}

/** True for a text that is meant as the code of our own label, readable or not. */
export function isOwnLabel(raw: string): boolean {
  return withoutCarrier(raw).toUpperCase().startsWith(PREFIX);
}

/** What our own label says; null where it is damaged, or no label of ours. */
export function readOwnLabel(raw: string): OwnLabel | null {
  if (!isOwnLabel(raw)) return null;
  const [sku, ...parts] = withoutCarrier(raw).slice(PREFIX.length).split('/');
  const values = new Map(parts.map((part) => [part.charAt(0), valueOf(part)]));
  const isSaidOnce = values.size === parts.length;
  const isKnown = [...values].every(([letter, value]) => 'LXS'.includes(letter) && value !== null);
  const name = decoded(sku ?? '');
  if (name === null || !isSaidOnce || !isKnown) return null;
  return {
    sku: name,
    lot: values.get('L') ?? null,
    serial: values.get('S') ?? null,
    expiresOn: values.get('X') ?? null,
  };
}

/** Without the AIM id that scanners may put first, and the line end they may put last. */
function withoutCarrier(raw: string): string {
  return raw.trim().replace(/^\][A-Za-z]\d/, '');
}

function valueOf(part: string): string | null {
  const text = part.slice(1);
  if (!part.startsWith('X')) return decoded(text);
  const date = text.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
  return isCivilDate(date) ? date : null;
}
