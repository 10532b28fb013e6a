/** What a package says by which it is told apart; empty or null where it says none, or nobody said it. */
export type UnitLabel = {
  readonly lotNumber: string | null;
  readonly serialNumber: string | null;
};

/**
 * By which lots and serials are the same: numbers are read off packs, so case, spaces and dashes make no
 * other one. The columns `lot_key` and `serial_key` of stock_units are made alike.
 */
export function labelKey(text: string): string {
  return text.replaceAll(/[ -]/g, '').replaceAll(/[a-z]/g, (letter) => letter.toUpperCase());
}

/** `lot A-1, serial 7`; null where neither is said. */
export function labelInWords({ lotNumber, serialNumber }: UnitLabel): string | null {
  const parts = [
    ...(lotNumber ? [`lot ${lotNumber}`] : []),
    ...(serialNumber ? [`serial ${serialNumber}`] : []),
  ];
  return parts.length === 0 ? null : parts.join(', ');
}

export function isSameLabel(one: UnitLabel, other: UnitLabel): boolean {
  return (
    labelKey(one.lotNumber ?? '') === labelKey(other.lotNumber ?? '') &&
    labelKey(one.serialNumber ?? '') === labelKey(other.serialNumber ?? '')
  );
}
