/** A page of labels, or one label of a roll. Lengths in micrometres, from the upper left corner. */
export type LabelSheet = {
  readonly name: string;
  readonly pageWidthUm: number;
  readonly pageHeightUm: number;
  readonly columns: number;
  readonly rows: number;
  readonly labelWidthUm: number;
  readonly labelHeightUm: number;
  readonly leftUm: number;
  readonly topUm: number;
  /** From the left edge of a label to that of its neighbour; and from the upper edge to the next below. */
  readonly stepXUm: number;
  readonly stepYUm: number;
};

function roll(name: string, widthUm: number, heightUm: number): LabelSheet {
  return {
    name,
    pageWidthUm: widthUm,
    pageHeightUm: heightUm,
    columns: 1,
    rows: 1,
    labelWidthUm: widthUm,
    labelHeightUm: heightUm,
    leftUm: 0,
    topUm: 0,
    stepXUm: widthUm,
    stepYUm: heightUm,
  };
}

const letter = { pageWidthUm: 215_900, pageHeightUm: 279_400 } as const;
const a4 = { pageWidthUm: 210_000, pageHeightUm: 297_000 } as const;

export const labelSheets = {
  letter30: {
    name: 'Letter, 30 labels (3 × 10, 2⅝ × 1 in)',
    ...letter,
    columns: 3,
    rows: 10,
    labelWidthUm: 66_675,
    labelHeightUm: 25_400,
    leftUm: 4763,
    topUm: 12_700,
    stepXUm: 69_850,
    stepYUm: 25_400,
  },
  letter20: {
    name: 'Letter, 20 labels (2 × 10, 4 × 1 in)',
    ...letter,
    columns: 2,
    rows: 10,
    labelWidthUm: 101_600,
    labelHeightUm: 25_400,
    leftUm: 3969,
    topUm: 12_700,
    stepXUm: 106_363,
    stepYUm: 25_400,
  },
  a4x30: {
    name: 'A4, 30 labels (3 × 10, 70 × 29.7 mm)',
    ...a4,
    columns: 3,
    rows: 10,
    labelWidthUm: 70_000,
    labelHeightUm: 29_700,
    leftUm: 0,
    topUm: 0,
    stepXUm: 70_000,
    stepYUm: 29_700,
  },
  a4x21: {
    name: 'A4, 21 labels (3 × 7, 63.5 × 38.1 mm)',
    ...a4,
    columns: 3,
    rows: 7,
    labelWidthUm: 63_500,
    labelHeightUm: 38_100,
    leftUm: 7250,
    topUm: 15_150,
    stepXUm: 66_000,
    stepYUm: 38_100,
  },
  roll57x32: roll('Roll, 2¼ × 1¼ in (57 × 32 mm)', 57_150, 31_750),
  roll51x25: roll('Roll, 2 × 1 in (51 × 25 mm)', 50_800, 25_400),
  roll62x29: roll('Roll, 62 × 29 mm', 62_000, 29_000),
} as const satisfies Readonly<Record<string, LabelSheet>>;

export type LabelSheetKey = keyof typeof labelSheets;
export const labelSheetKeys = [
  'letter30',
  'letter20',
  'a4x30',
  'a4x21',
  'roll57x32',
  'roll51x25',
  'roll62x29',
] as const satisfies readonly LabelSheetKey[];

/** Where one label lies: page and place from 0, and its upper left corner. */
export type LabelPlace = {
  readonly page: number;
  readonly xUm: number;
  readonly yUm: number;
};

/** How many labels a page of the sheet has. */
export function labelsPerPage({ columns, rows }: LabelSheet): number {
  return columns * rows;
}

/**
 * Where `count` labels lie, row by row. `startAt` is the first free place of a page that was used before,
 * from 1; further pages begin at their first place.
 */
export function labelPlaces(
  sheet: LabelSheet,
  count: number,
  startAt: number,
): readonly LabelPlace[] {
  const perPage = labelsPerPage(sheet);
  return Array.from({ length: count }, (_, index) => {
    const place = startAt - 1 + index;
    const onPage = place % perPage;
    return {
      page: Math.floor(place / perPage),
      xUm: sheet.leftUm + (onPage % sheet.columns) * sheet.stepXUm,
      yUm: sheet.topUm + Math.floor(onPage / sheet.columns) * sheet.stepYUm,
    };
  });
}
