import { formatOf, type Gs1Format } from './gs1-format.ts';
import type { ReadingAttribute } from './reading.ts';

/** A GS1 Application Identifier. */
export type Gs1Identifier = {
  readonly ai: string;
  readonly label: string;
  readonly format: Gs1Format;
  /** True where the length follows from the identifier alone, so that no separator need follow. */
  readonly isPredefined: boolean;
};

// GS1 Syntax Dictionary of 2026: identifiers or ranges of them, format, words.
const ROWS: readonly (readonly [ais: string, notation: string, label: string])[] = [
  ['00', 'N18k', 'shipping container'],
  ['01', 'N14k', 'product number'],
  ['02', 'N14k', 'product number of the contents'],
  ['03', 'N14k', 'made-to-order product number'],
  ['04', 'N16', 'reserved element'],
  ['10', 'X..20', 'lot'],
  ['11', 'N6m', 'production date'],
  ['12', 'N6m', 'due date'],
  ['13', 'N6m', 'packaging date'],
  ['14', 'N6', 'reserved element'],
  ['15', 'N6m', 'best-before date'],
  ['16', 'N6m', 'sell-by date'],
  ['17', 'N6m', 'expiry date'],
  ['18-19', 'N6', 'reserved element'],
  ['20', 'N2', 'variant'],
  ['21', 'X..20', 'serial number'],
  ['22', 'X..20', 'consumer product variant'],
  ['235', 'X..28', 'third-party serial'],
  ['240', 'X..30', 'additional product number'],
  ['241', 'X..30', 'customer part number'],
  ['242', 'N..6', 'made-to-order variation'],
  ['243', 'X..20', 'packaging component'],
  ['250', 'X..30', 'secondary serial number'],
  ['251', 'X..30', 'source reference'],
  ['253', 'N13k[X..17]', 'document number'],
  ['254', 'X..20', 'location extension'],
  ['255', 'N13k[N..12]', 'coupon number'],
  ['30', 'N..8', 'count'],
  ['3100-3699', 'N6', 'measure'],
  ['37', 'N..8', 'count of the contents'],
  ['3900-3909', 'N..15', 'amount'],
  ['3910-3919', 'N3N..15', 'amount'],
  ['3920-3929', 'N..15', 'price'],
  ['3930-3939', 'N3N..15', 'price'],
  ['3940-3943', 'N4', 'percentage off'],
  ['3950-3955', 'N6', 'price per unit'],
  ['400', 'X..30', 'order number'],
  ['401', 'X..30', 'consignment'],
  ['402', 'N17k', 'shipment'],
  ['403', 'X..30', 'route'],
  ['410-417', 'N13k', 'location'],
  ['418-419', 'N13', 'reserved element'],
  ['420', 'X..20', 'postal code'],
  ['421', 'N3X..9', 'postal code'],
  ['422', 'N3', 'country of origin'],
  ['423', 'N3[N3][N3][N3][N3]', 'countries of processing'],
  ['424', 'N3', 'country of processing'],
  ['425', 'N3[N3][N3][N3][N3]', 'countries of disassembly'],
  ['426', 'N3', 'country of all processing'],
  ['427', 'X..3', 'origin subdivision'],
  ['4300-4301', 'X..35', 'shipping address'],
  ['4302-4306', 'X..70', 'shipping address'],
  ['4307', 'X2', 'shipping country'],
  ['4308', 'X..30', 'shipping telephone'],
  ['4309', 'N20', 'shipping coordinates'],
  ['4310-4311', 'X..35', 'return address'],
  ['4312-4316', 'X..70', 'return address'],
  ['4317', 'X2', 'return country'],
  ['4318', 'X..20', 'return postal code'],
  ['4319', 'X..30', 'return telephone'],
  ['4320', 'X..35', 'delivery service'],
  ['4321-4323', 'N1', 'delivery note'],
  ['4324-4325', 'N6mN4t', 'delivery time'],
  ['4326', 'N6d', 'release date'],
  ['4330-4333', 'N6[X1]', 'temperature limit'],
  ['7001', 'N13', 'NATO stock number'],
  ['7002', 'X..30', 'meat cut'],
  ['7003', 'N6dN4t', 'expiry date and time'],
  ['7004', 'N..4', 'active potency'],
  ['7005', 'X..12', 'catch area'],
  ['7006', 'N6d', 'first freeze date'],
  ['7007', 'N6d[N6d]', 'harvest date'],
  ['7008', 'X..3', 'species'],
  ['7009', 'X..10', 'fishing gear'],
  ['7010', 'X..2', 'production method'],
  ['7011', 'N6d[N4t]', 'test-by date'],
  ['7020', 'X..20', 'refurbishment lot'],
  ['7021-7022', 'X..20', 'revision status'],
  ['7023', 'X..30', 'assembly'],
  ['7030-7039', 'N3X..27', 'processor'],
  ['7040', 'N1X3', 'importer index'],
  ['7041', 'X..4', 'packaging type'],
  ['710-717', 'X..20', 'national healthcare number'],
  ['7230-7239', 'X2X..28', 'certificate'],
  ['7240', 'X..20', 'protocol'],
  ['7241', 'N2', 'media type'],
  ['7242', 'X..25', 'version control number'],
  ['7250', 'N8', 'personal detail'],
  ['7251', 'N8N4t', 'personal detail'],
  ['7252', 'N1', 'personal detail'],
  ['7253-7254', 'X..40', 'personal detail'],
  ['7255', 'X..10', 'personal detail'],
  ['7256', 'X..90', 'personal detail'],
  ['7257', 'X..70', 'personal detail'],
  ['7258', 'X3', 'personal detail'],
  ['7259', 'X..40', 'personal detail'],
  ['8001', 'N14', 'roll dimensions'],
  ['8002', 'X..20', 'telephone serial'],
  ['8003', 'N1N13k[X..16]', 'returnable asset'],
  ['8004', 'X..30', 'asset'],
  ['8005', 'N6', 'price per unit'],
  ['8006', 'N14kN4', 'piece of a product'],
  ['8007', 'X..34', 'bank account'],
  ['8008', 'N6dN2t[N2][N2]', 'production date and time'],
  ['8009', 'X..50', 'sensor indicator'],
  ['8010', 'Y..30', 'component'],
  ['8011', 'N..12', 'component serial'],
  ['8012', 'X..20', 'software version'],
  ['8013-8014', 'X..25', 'model number'],
  ['8017-8018', 'N18k', 'service relation'],
  ['8019', 'N..10', 'service instance'],
  ['8020', 'X..25', 'payment reference'],
  ['8026', 'N14kN4', 'piece of the contents'],
  ['8030', 'Z..90', 'digital signature'],
  ['8040-8041', 'N15', 'device identity'],
  ['8042', 'N32', 'device identity'],
  ['8043', 'N18[N..2]', 'device identity'],
  ['8110', 'X..70', 'coupon'],
  ['8111', 'N4', 'points'],
  ['8112', 'X..70', 'coupon'],
  ['8200', 'X..70', 'web address'],
  ['90', 'X..30', 'agreed element'],
  ['91-99', 'X..90', "company's own element"],
];

/** By GS1's table of predefined lengths; it holds for identifiers not yet assigned, too. */
const PREDEFINED = /^(?:0[0-4]|1[1-9]|20|3[1-6]|41)/;
const PERSONAL = /^(?:725\d|801[78])$/;

const SAYS: Readonly<Record<string, ReadingAttribute>> = {
  '01': 'deviceIdentifier',
  '10': 'lot',
  '11': 'manufacturedOn',
  '17': 'expiresOn',
  '21': 'serial',
  '30': 'quantity',
  '7003': 'expiresOn',
  '8008': 'manufacturedOn',
};

const identifiers = new Map(ROWS.flatMap((row) => identifiersOf(...row)));

function identifiersOf(
  ais: string,
  notation: string,
  label: string,
): readonly (readonly [string, Gs1Identifier])[] {
  const [first = '', last = first] = ais.split('-');
  const format = formatOf(notation);
  return Array.from({ length: Number(last) - Number(first) + 1 }, (_, index) => {
    const ai = String(Number(first) + index).padStart(first.length, '0');
    return [ai, { ai, label, format, isPredefined: PREDEFINED.test(ai) }];
  });
}

/** The identifier that begins at `at`; no identifier is the beginning of another. */
export function identifierAt(text: string, at: number): Gs1Identifier | null {
  for (const length of [2, 3, 4]) {
    const identifier = identifiers.get(text.slice(at, at + length));
    if (identifier) return identifier;
  }
  return null;
}

/** Which attribute of a reading an identifier says, if any. */
export function attributeOf(ai: string): ReadingAttribute | null {
  return SAYS[ai] ?? null;
}

/** True for what stands on a wristband: a person, or the care that a person is given. */
export function isPersonal(ai: string): boolean {
  return PERSONAL.test(ai);
}
