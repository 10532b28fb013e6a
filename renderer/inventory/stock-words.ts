import { labelInWords, type UnitLabel } from '../../shared/inventory/unit-label.ts';
import { formatCivilDate, formatQuantity } from '../ui/format.ts';

/** `Lot A-1, serial 7`; in words where the label says neither. */
export function unitTitle(label: UnitLabel): string {
  const words = labelInWords(label);
  return words === null
    ? 'Without lot or serial'
    : `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

export function pieces(count: number): string {
  return formatQuantity(count, 'piece');
}

/** An expiry date, or that there is none. */
export function expiryInWords(expiresOn: string | null): string {
  return expiresOn === null ? 'No date' : formatCivilDate(expiresOn);
}

/** How soon something expires, as a tone; days are the site's. */
export function expiryTone(expiresOn: string | null, today: string) {
  return expiresOn !== null && expiresOn < today ? ('danger' as const) : undefined;
}
