import { apart } from '../../shared/base/apart.ts';
import { movementWords } from '../../shared/inventory/movement.ts';
import type { ShownMovement } from '../../shared/inventory/stock-contract.ts';
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

/** `Returned, 2 pieces out of Store room`. */
export function movedInWords(
  moved: Pick<ShownMovement, 'kind' | 'pieces' | 'locationName'>,
): string {
  const { kind, pieces: count, locationName } = moved;
  const way = count < 0 ? 'out of' : 'into';
  return `${movementWords[kind]}, ${pieces(Math.abs(count))} ${way} ${apart(locationName)}`;
}

/** An expiry date, or that there is none. */
export function expiryInWords(expiresOn: string | null): string {
  return expiresOn === null ? 'No date' : formatCivilDate(expiresOn);
}

/** How soon something expires, as a tone; days are the site's. */
export function expiryTone(expiresOn: string | null, today: string) {
  return expiresOn !== null && expiresOn < today ? ('danger' as const) : undefined;
}
