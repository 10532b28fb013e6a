/**
 * The CMS-1500 (02/12) as a typewriter sees it: 10 columns and 6 rows to the inch, both counted from 1.
 * Column 1 begins 0.30 inch from the left edge of the paper; box 1 begins 1.33 inches from its upper
 * edge, with row 7.
 */
export const FORM_GRID = {
  columns: 79,
  rows: 62,
  columnsPerInch: 10,
  rowsPerInch: 6,
  leftUm: 7620,
  /** Where row 1 begins. */
  topUm: 8467,
} as const;

export const LINES_PER_PAGE = 6;
const FIRST_LINE_ROW = 43;

/** A place on the form that text goes to: box number, row, first column, and how many columns it has. */
export type FormSpot = {
  readonly box: string;
  readonly row: number;
  readonly column: number;
  readonly length: number;
};

/** Text at its place; at most as long as the place. */
export type PlacedText = FormSpot & { readonly text: string };

function spot(box: string, row: number, column: number): { of: (length: number) => FormSpot } {
  return { of: (length) => ({ box, row, column, length }) };
}

/** Month, day and year; the year of two digits or four. */
export type DateSpots = {
  readonly month: FormSpot;
  readonly day: FormSpot;
  readonly year: FormSpot;
};

function dateSpots(first: FormSpot, yearLength: 2 | 4): DateSpots {
  const at = (offset: number, length: number) => ({
    ...first,
    column: first.column + offset,
    length,
  });
  return { month: at(0, 2), day: at(3, 2), year: at(6, yearLength) };
}

const AMOUNT = 8;

/** Where everything goes that stands once on a page. */
export const FORM_SPOTS = {
  payerName: spot('carrier', 2, 41).of(39),
  payerStreet: spot('carrier', 3, 41).of(39),
  payerPlace: spot('carrier', 5, 41).of(39),
  medicare: spot('1', 8, 1).of(1),
  medicaid: spot('1', 8, 8).of(1),
  tricare: spot('1', 8, 15).of(1),
  champva: spot('1', 8, 24).of(1),
  groupPlan: spot('1', 8, 31).of(1),
  otherCoverage: spot('1', 8, 45).of(1),
  memberId: spot('1a', 8, 50).of(29),
  patientName: spot('2', 10, 1).of(28),
  patientBirth: dateSpots(spot('3', 10, 31).of(2), 4),
  patientMale: spot('3', 10, 42).of(1),
  patientFemale: spot('3', 10, 47).of(1),
  insuredName: spot('4', 10, 50).of(29),
  patientStreet: spot('5', 12, 1).of(28),
  patientCity: spot('5', 14, 1).of(24),
  patientState: spot('5', 14, 26).of(3),
  patientZip: spot('5', 16, 1).of(12),
  isSelf: spot('6', 12, 33).of(1),
  isSpouse: spot('6', 12, 38).of(1),
  isChild: spot('6', 12, 42).of(1),
  isOther: spot('6', 12, 47).of(1),
  insuredStreet: spot('7', 12, 50).of(29),
  insuredCity: spot('7', 14, 50).of(23),
  insuredState: spot('7', 14, 74).of(4),
  insuredZip: spot('7', 16, 50).of(12),
  otherName: spot('9', 18, 1).of(28),
  otherPolicy: spot('9a', 20, 1).of(28),
  otherPlan: spot('9d', 26, 1).of(28),
  employmentYes: spot('10a', 20, 35).of(1),
  employmentNo: spot('10a', 20, 41).of(1),
  autoYes: spot('10b', 22, 35).of(1),
  autoNo: spot('10b', 22, 41).of(1),
  autoState: spot('10b', 22, 45).of(2),
  accidentYes: spot('10c', 24, 35).of(1),
  accidentNo: spot('10c', 24, 41).of(1),
  groupNumber: spot('11', 18, 50).of(29),
  insuredBirth: dateSpots(spot('11a', 20, 53).of(2), 4),
  insuredMale: spot('11a', 20, 68).of(1),
  insuredFemale: spot('11a', 20, 75).of(1),
  planName: spot('11c', 24, 50).of(29),
  anotherPlanYes: spot('11d', 26, 52).of(1),
  anotherPlanNo: spot('11d', 26, 57).of(1),
  patientSignature: spot('12', 29, 7).of(20),
  patientSigned: dateSpots(spot('12', 29, 37).of(2), 4),
  insuredSignature: spot('13', 29, 55).of(20),
  referringQualifier: spot('17', 34, 1).of(2),
  referringName: spot('17', 34, 4).of(24),
  referringNpi: spot('17b', 34, 33).of(10),
  narrative: spot('19', 36, 1).of(48),
  icdIndicator: spot('21', 37, 42).of(1),
  resubmissionCode: spot('22', 38, 50).of(10),
  originalReference: spot('22', 38, 62).of(18),
  priorAuthorization: spot('23', 40, 50).of(29),
  taxId: spot('25', 56, 1).of(15),
  taxIdIsEin: spot('25', 56, 19).of(1),
  account: spot('26', 56, 23).of(14),
  assignmentYes: spot('27', 56, 38).of(1),
  assignmentNo: spot('27', 56, 43).of(1),
  total: spot('28', 56, 52).of(AMOUNT),
  paid: spot('29', 56, 62).of(AMOUNT),
  signature: spot('31', 60, 1).of(20),
  signed: dateSpots(spot('31', 61, 6).of(2), 2),
  facilityName: spot('32', 58, 23).of(26),
  facilityStreet: spot('32', 59, 23).of(26),
  facilityPlace: spot('32', 60, 23).of(26),
  facilityNpi: spot('32a', 61, 23).of(10),
  phoneArea: spot('33', 57, 66).of(3),
  phone: spot('33', 57, 70).of(7),
  billingName: spot('33', 58, 50).of(29),
  billingStreet: spot('33', 59, 50).of(29),
  billingPlace: spot('33', 60, 50).of(29),
  billingNpi: spot('33a', 61, 50).of(10),
  billingOtherId: spot('33b', 61, 63).of(12),
} as const;

/** Where diagnosis A to L goes, `index` from 0: three rows of four. */
export function diagnosisSpot(index: number): FormSpot {
  return spot('21', 38 + Math.floor(index / 4), 3 + 13 * (index % 4)).of(7);
}

const MODIFIER_COLUMNS = [33, 36, 39, 42] as const;

/** Where service line `index`, from 0, of a page goes: its shaded upper row and its lower row. */
export function lineSpots(index: number) {
  const upper = FIRST_LINE_ROW + 2 * index;
  const row = upper + 1;
  return {
    supplement: spot('24 shaded', upper, 1).of(61),
    from: dateSpots(spot('24A', row, 1).of(2), 2),
    to: dateSpots(spot('24A', row, 10).of(2), 2),
    placeOfService: spot('24B', row, 19).of(2),
    procedureCode: spot('24D', row, 25).of(6),
    modifiers: MODIFIER_COLUMNS.map((column) => spot('24D', row, column).of(2)),
    pointers: spot('24E', row, 45).of(4),
    charge: spot('24F', row, 50).of(AMOUNT),
    units: spot('24G', row, 59).of(3),
    renderingNpi: spot('24J', row, 68).of(10),
  } as const;
}
