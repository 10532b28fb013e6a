import { FORM_SPOTS, type FormSpot } from './form-grid.ts';

/** A box of the form as we draw it: the rows and columns it covers, and our caption for it. */
export type FormBox = {
  readonly box: string;
  readonly caption: string;
  readonly row: number;
  readonly rows: number;
  readonly column: number;
  readonly columns: number;
};

type Span = readonly [first: number, last: number];

function boxOf(box: string, caption: string, [rows, columns]: readonly [Span, Span]): FormBox {
  return {
    box,
    caption,
    row: rows[0],
    rows: rows[1] - rows[0] + 1,
    column: columns[0],
    columns: columns[1] - columns[0] + 1,
  };
}

const LEFT: Span = [1, 29];
const MIDDLE: Span = [30, 48];
const RIGHT: Span = [49, 79];
const LEFT_AND_MIDDLE: Span = [1, 48];
const LINES: Span = [43, 54];

const patientBoxes: readonly FormBox[] = [
  boxOf('1', 'Kind of insurance', [[7, 8], LEFT_AND_MIDDLE]),
  boxOf('1a', "Insured's ID number", [[7, 8], RIGHT]),
  boxOf('2', "Patient's name", [[9, 10], LEFT]),
  boxOf('3', 'Birth date, sex', [[9, 10], MIDDLE]),
  boxOf('4', "Insured's name", [[9, 10], RIGHT]),
  boxOf('5', "Patient's address", [[11, 16], LEFT]),
  boxOf('6', 'Relationship to insured', [[11, 12], MIDDLE]),
  boxOf('7', "Insured's address", [[11, 16], RIGHT]),
  boxOf('8', 'Reserved', [[13, 16], MIDDLE]),
  boxOf('9', "Other insured's name", [[17, 18], LEFT]),
  boxOf('9a', "Other insured's policy or group", [[19, 20], LEFT]),
  boxOf('9b', 'Reserved', [[21, 22], LEFT]),
  boxOf('9c', 'Reserved', [[23, 24], LEFT]),
  boxOf('9d', 'Other plan or program', [[25, 26], LEFT]),
  boxOf('10', 'Condition related to', [[17, 18], MIDDLE]),
  boxOf('10a', 'Employment?', [[19, 20], MIDDLE]),
  boxOf('10b', 'Auto accident? State', [[21, 22], MIDDLE]),
  boxOf('10c', 'Other accident?', [[23, 24], MIDDLE]),
  boxOf('10d', 'Claim codes', [[25, 26], MIDDLE]),
  boxOf('11', "Insured's group or FECA number", [[17, 18], RIGHT]),
  boxOf('11a', "Insured's birth date, sex", [[19, 20], RIGHT]),
  boxOf('11b', 'Other claim ID', [[21, 22], RIGHT]),
  boxOf('11c', 'Plan or program', [[23, 24], RIGHT]),
  boxOf('11d', 'Another health plan?', [[25, 26], RIGHT]),
  boxOf('12', "Patient's signature, date", [[27, 30], LEFT_AND_MIDDLE]),
  boxOf('13', "Insured's signature", [[27, 30], RIGHT]),
];

const careBoxes: readonly FormBox[] = [
  boxOf('14', 'Date of current illness', [[31, 32], LEFT]),
  boxOf('15', 'Other date', [[31, 32], MIDDLE]),
  boxOf('16', 'Unable to work', [[31, 32], RIGHT]),
  boxOf('17', 'Referring provider', [
    [33, 34],
    [1, 28],
  ]),
  boxOf('17a', '', [
    [33, 33],
    [29, 48],
  ]),
  boxOf('17b', '', [
    [34, 34],
    [29, 48],
  ]),
  boxOf('18', 'Hospitalization dates', [[33, 34], RIGHT]),
  boxOf('19', 'Additional claim information', [[35, 36], LEFT_AND_MIDDLE]),
  boxOf('20', 'Outside lab', [[35, 36], RIGHT]),
  boxOf('21', 'Diagnoses A to L, ICD indicator', [[37, 40], LEFT_AND_MIDDLE]),
  boxOf('22', 'Resubmission code, original reference', [[37, 38], RIGHT]),
  boxOf('23', 'Prior authorization', [[39, 40], RIGHT]),
];

const lineBoxes: readonly FormBox[] = [
  boxOf('24A', 'Dates from, to', [LINES, [1, 17]]),
  boxOf('24B', 'Place', [LINES, [18, 21]]),
  boxOf('24C', 'EMG', [LINES, [22, 23]]),
  boxOf('24D', 'Procedure, modifiers', [LINES, [24, 43]]),
  boxOf('24E', 'Pointer', [LINES, [44, 48]]),
  boxOf('24F', 'Charges', [LINES, [49, 57]]),
  boxOf('24G', 'Units', [LINES, [58, 61]]),
  boxOf('24H', 'EPSDT', [LINES, [62, 64]]),
  boxOf('24I', 'Qual', [LINES, [65, 66]]),
  boxOf('24J', 'Rendering provider', [LINES, [67, 79]]),
];

const billingBoxes: readonly FormBox[] = [
  boxOf('25', 'Federal tax ID', [
    [55, 56],
    [1, 21],
  ]),
  boxOf('26', 'Account', [
    [55, 56],
    [22, 36],
  ]),
  boxOf('27', 'Accept assignment?', [
    [55, 56],
    [37, 48],
  ]),
  boxOf('28', 'Total charge', [
    [55, 56],
    [49, 60],
  ]),
  boxOf('29', 'Amount paid', [
    [55, 56],
    [61, 70],
  ]),
  boxOf('30', 'Reserved', [
    [55, 56],
    [71, 79],
  ]),
  boxOf('31', 'Signature of physician or supplier, date', [
    [57, 61],
    [1, 21],
  ]),
  boxOf('32', 'Service facility', [
    [57, 60],
    [22, 48],
  ]),
  boxOf('32a', '', [
    [61, 61],
    [22, 34],
  ]),
  boxOf('32b', '', [
    [61, 61],
    [35, 48],
  ]),
  boxOf('33', 'Billing provider, phone', [[57, 60], RIGHT]),
  boxOf('33a', '', [
    [61, 61],
    [49, 61],
  ]),
  boxOf('33b', '', [
    [61, 61],
    [62, 79],
  ]),
];

/** The boxes of the form, without the carrier's block above them. */
export const FORM_BOXES: readonly FormBox[] = [
  ...patientBoxes,
  ...careBoxes,
  ...lineBoxes,
  ...billingBoxes,
];

/** Where the carrier's name and address go: the upper right of the paper. */
export const CARRIER_BOX: FormBox = boxOf('carrier', 'Carrier', [
  [1, 6],
  [40, 79],
]);

/** The shaded upper rows of the six service lines. */
export const SHADED_BOX: FormBox = boxOf('24 shaded', '', [LINES, [1, 61]]);

/** A check box and what a mark in it says. */
export type CheckBox = { readonly spot: FormSpot; readonly caption: string };

const checkBoxes: readonly (readonly [FormSpot, string])[] = [
  [FORM_SPOTS.medicare, 'Medicare'],
  [FORM_SPOTS.medicaid, 'Medicaid'],
  [FORM_SPOTS.tricare, 'Tricare'],
  [FORM_SPOTS.champva, 'Champva'],
  [FORM_SPOTS.groupPlan, 'Group plan'],
  [FORM_SPOTS.otherCoverage, 'Other'],
  [FORM_SPOTS.patientMale, 'M'],
  [FORM_SPOTS.patientFemale, 'F'],
  [FORM_SPOTS.isSelf, 'Self'],
  [FORM_SPOTS.isSpouse, 'Spouse'],
  [FORM_SPOTS.isChild, 'Child'],
  [FORM_SPOTS.isOther, 'Other'],
  [FORM_SPOTS.employmentYes, 'Yes'],
  [FORM_SPOTS.employmentNo, 'No'],
  [FORM_SPOTS.autoYes, 'Yes'],
  [FORM_SPOTS.autoNo, 'No'],
  [FORM_SPOTS.accidentYes, 'Yes'],
  [FORM_SPOTS.accidentNo, 'No'],
  [FORM_SPOTS.insuredMale, 'M'],
  [FORM_SPOTS.insuredFemale, 'F'],
  [FORM_SPOTS.anotherPlanYes, 'Yes'],
  [FORM_SPOTS.anotherPlanNo, 'No'],
  [FORM_SPOTS.taxIdIsEin, 'EIN'],
  [FORM_SPOTS.assignmentYes, 'Yes'],
  [FORM_SPOTS.assignmentNo, 'No'],
];

/** All check boxes that we may mark. */
export const CHECK_BOXES: readonly CheckBox[] = checkBoxes.map(([spot, caption]) => ({
  spot,
  caption,
}));
