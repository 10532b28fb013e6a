import type { ScannedPack } from '../../shared/labels/scanned-pack.ts';
import { blankIdentifier, type IdentifierEntry } from './product-entry.ts';

/** What a pack says of the identifier of its package size; null where its labels name no product. */
export function identifierOf(
  pack: Pick<ScannedPack, 'issuer' | 'deviceIdentifier' | 'quantity'>,
): Partial<IdentifierEntry> | null {
  const { issuer, deviceIdentifier, quantity } = pack;
  if (issuer === null || deviceIdentifier === null) return null;
  return { issuer, deviceIdentifier, ...(quantity !== null && { pieces: String(quantity) }) };
}

/** The list with a scanned identifier: in its own row, else in the first that is blank, else in a new one. */
export function withIdentifier(
  identifiers: readonly IdentifierEntry[],
  scanned: Partial<IdentifierEntry>,
): readonly IdentifierEntry[] {
  const isBlank = ({ deviceIdentifier }: IdentifierEntry) => deviceIdentifier.trim() === '';
  const isSame = (entry: IdentifierEntry) =>
    entry.issuer === scanned.issuer && entry.deviceIdentifier.trim() === scanned.deviceIdentifier;
  const own = identifiers.findIndex(isSame);
  const at = own === -1 ? identifiers.findIndex(isBlank) : own;
  const row = identifiers[at];
  if (row === undefined) return [...identifiers, { ...blankIdentifier, ...scanned }];
  return identifiers.with(at, { ...row, ...scanned });
}
