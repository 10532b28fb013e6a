import { dayInWords } from '../disclosures/disclosure.ts';
import { infectionSigns } from '../assessments/infection-signs.ts';
import { clockParts } from '../base/clock-parts.ts';
import { areaInWords, lengthInWords } from '../base/size-words.ts';

/** What ids and instants of a chart are in words. */
export type Names = {
  readonly timeZone: string;
  /** Of people, orders, wounds and whatever else a field names by its id. */
  readonly of: ReadonlyMap<string, string>;
};

const LABELS: Readonly<Record<string, string>> = {
  mrn: 'MRN',
  birthOn: 'Date of birth',
  deceasedOn: 'Died on',
  performedBy: 'Done by',
  productId: 'Product code (SKU)',
  orderId: 'Order',
  woundId: 'Wound',
  doctorNotes: 'Notes',
  appliedMm2: 'Applied area',
  discardedMm2: 'Discarded area (waste)',
  discardReason: 'Reason for discarding',
  appliedAt: 'Time applied',
  labelScans: 'Label as scanned (UDI)',
  expiresOn: 'Expiry date',
  overuseReason: 'Reason for using more than ordered',
  reconstitutionMaterial: 'Reconstituted with',
  reconstitutionLot: 'Lot of that',
  reconstitutionExpiresOn: 'Expiry of that',
  lengthMm: 'Length',
  widthMm: 'Width',
  depthMm: 'Depth',
  areaMm2: 'Area',
  tracedAreaMm2: 'Traced area',
  epithelialPercent: 'Epithelial tissue',
  granulationPercent: 'Granulation tissue',
  sloughPercent: 'Slough',
  necroticPercent: 'Necrotic tissue',
  oedema: 'Edema',
  odour: 'Odor',
  painScore: 'Pain (0 to 10)',
  pushScore: 'PUSH score (0 to 17)',
  bwatScore: 'BWAT score (13 to 65)',
  bwatItems: 'BWAT items',
  tunnelling: 'Tunneling',
  statusOn: 'Status since',
  etiologyDetail: 'Etiology in words',
  diagnosisCode: 'Diagnosis (ICD-10-CM)',
};

/** `woundLocation` as `Wound location`. */
export function fieldLabel(key: string): string {
  return LABELS[key] ?? inWords(key.replace(/^is(?=[A-Z])|(On|At|By|Id|Mm2?|Percent)$/g, ''));
}

/** A key or code in camel case as words. */
export function inWords(code: string): string {
  const words = code.replaceAll(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Codes that stand in a record as they are in the program. */
const CODED = new Set(
  'method exudateAmount exudateType oedema odour pressureStage etiology status laterality sex severity kind stage bodyView endReason relationship'.split(
    ' ',
  ),
);

/** A field of a record as a person reads it; an empty text for what was not said. */
export function fieldValue(key: string, value: unknown, names: Names): string {
  if (value === null || value === undefined || value === '') return '';
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value === 'number') return numberInWords(key, value);
  if (typeof value === 'string') return textInWords(key, value, names);
  if (Array.isArray(value)) return listInWords(key, value, names);
  return entriesInWords(value, names);
}

function entriesInWords(value: object, names: Names): string {
  return Object.entries(value)
    .map(([name, each]) => [inWords(name), fieldValue(name, each, names)] as const)
    .filter(([, said]) => said !== '')
    .map((said) => said.join(' '))
    .join(', ');
}

function numberInWords(key: string, value: number): string {
  if (key.endsWith('Mm2')) return areaInWords(value);
  if (key.endsWith('Mm')) return lengthInWords(value);
  return key.endsWith('Percent') ? `${value}%` : String(value);
}

function textInWords(key: string, value: string, names: Names): string {
  if (UUID.test(value)) return names.of.get(value) ?? 'Not in this chart';
  if (key.endsWith('At')) return instantInWords(value, names.timeZone);
  if (key.endsWith('On') || key === 'dateApplied') return dayInWords(value);
  return CODED.has(key) ? inWords(value) : value;
}

type Opening = {
  readonly fromClock?: number;
  readonly toClock?: number;
  readonly clock?: number;
  readonly depthMm: number;
};

function listInWords(key: string, value: readonly unknown[], names: Names): string {
  if (value.length === 0) return 'None';
  return value
    .map((each) => {
      if (isOpening(each)) return openingInWords(each);
      if (key !== 'infectionSigns') return fieldValue(key, each, names);
      return infectionSigns.find(({ code }) => code === each)?.words ?? String(each);
    })
    .join('; ');
}

function isOpening(value: unknown): value is Opening {
  return typeof value === 'object' && value !== null && 'depthMm' in value;
}

function openingInWords({ fromClock, toClock, clock, depthMm }: Opening): string {
  const where = clock === undefined ? `${fromClock} to ${toClock} o’clock` : `${clock} o’clock`;
  return `${where}, ${lengthInWords(depthMm)}`;
}

/** Such as `10 Mar 2026, 14:02` on the clocks of the site. */
export function instantInWords(at: string, timeZone: string): string {
  const parts = clockParts(at, timeZone);
  return parts === null ? at : `${dayInWords(parts.date)}, ${parts.time}`;
}
