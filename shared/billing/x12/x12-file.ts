import type { Failure } from '../../base/result.ts';

/** One segment as read. */
export type X12Segment = {
  readonly tag: string;
  /** The elements after the tag. */
  readonly elements: readonly string[];
};

export type X12Transaction = {
  /** ST01: 837, 999, 277. */
  readonly kind: string;
  /** ST02. */
  readonly controlNumber: string;
  /** ST03, the implementation; empty where ST has none. */
  readonly implementation: string;
  /** What stands between ST and SE. */
  readonly segments: readonly X12Segment[];
};

export type X12Group = {
  /** GS01: HC claims, FA acknowledgement, HN claim status. */
  readonly kind: string;
  /** GS06. */
  readonly controlNumber: string;
  /** GS08. */
  readonly implementation: string;
  readonly transactions: readonly X12Transaction[];
};

export type X12Interchange = {
  readonly senderId: string;
  readonly receiverId: string;
  /** ISA13. */
  readonly controlNumber: string;
  readonly isTest: boolean;
  readonly componentSeparator: string;
  readonly groups: readonly X12Group[];
};

export const x12RefusalCodes = [
  'notX12',
  'cutOff',
  'outOfPlace',
  'numbersDiffer',
  'countsDiffer',
  'otherKind',
] as const;
export type X12RefusalCode = (typeof x12RefusalCodes)[number];
export type X12Refusal = Failure<X12RefusalCode>;

/** The nth element of a segment, from 1; empty when the segment is shorter. */
export function elementOf({ elements }: X12Segment, position: number): string {
  return elements[position - 1] ?? '';
}
