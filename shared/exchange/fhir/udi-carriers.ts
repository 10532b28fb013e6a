import type { UdiIssuer } from '../../inventory/udi/reading.ts';
import { readLabel } from '../../labels/label-read.ts';
import type { CivilDate } from '../../base/civil-date.ts';
import type { ProductChartRow } from './chart-rows.ts';

const ISSUERS: Readonly<Record<UdiIssuer, string>> = {
  gs1: 'http://hl7.org/fhir/NamingSystem/gs1-di',
  hibc: 'http://hl7.org/fhir/NamingSystem/hibcc-dI',
  iccbba: 'http://hl7.org/fhir/NamingSystem/iccbba-other-di',
};

/** A scan of a label as it came, and its UTF-8 in base64. */
export type ScannedLabel = { readonly raw: string; readonly base64: string };

type Known = Pick<ProductChartRow, 'issuer' | 'deviceIdentifier'>;

const identified = ({ issuer, deviceIdentifier }: Known) =>
  deviceIdentifier === null
    ? null
    : { deviceIdentifier, issuer: issuer === null ? null : ISSUERS[issuer] };

/** What a maker's label says by itself, as it was scanned; null for one that was printed here. */
function carrierOf({ raw, base64 }: ScannedLabel, nowYear: number) {
  const label = readLabel(raw, { nowYear });
  if (label.state === 'own') return null;
  // In brackets it is the line below the barcode, which people read and type.
  const isReadable = raw.trimStart().startsWith('(');
  return {
    ...(label.state === 'read' ? identified(label) : null),
    ...(isReadable ? { carrierHRF: raw.trim() } : { carrierAIDC: base64 }),
  };
}

/**
 * The barcodes of a label as they were scanned, each with the device identifier that it holds. Where none of
 * them can be read for sure, the first has what the catalogue knows.
 */
export function udiCarriersOf(
  scans: readonly ScannedLabel[],
  product: Known | null,
  dateApplied: CivilDate,
) {
  const nowYear = Number(dateApplied.slice(0, 4));
  const carriers = scans
    .map((scan) => carrierOf(scan, nowYear))
    .filter((carrier) => carrier !== null);
  if (carriers.some((carrier) => 'deviceIdentifier' in carrier)) return carriers;
  const known = product && identified(product);
  const [first, ...more] = carriers;
  return known === null ? carriers : [{ ...known, ...first }, ...more];
}
