import type { LabelCode, LabelledUnit } from '../../shared/labels/label-code.ts';

/** One label as it is printed, and how often. */
export type PrintedLabel = LabelledUnit & { readonly code: LabelCode; readonly copies: number };

/** Where a label lies on its page, in points. */
export type LabelBox = {
  readonly xPt: number;
  readonly yPt: number;
  readonly widthPt: number;
  readonly heightPt: number;
};
