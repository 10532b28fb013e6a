import type { CivilDate } from '../base/civil-date.ts';
import type { CodeMeaning } from './code-span.ts';

/** A code as a file of its edition has it. */
export type ListedCode = CodeMeaning & {
  /** Without a dot, in upper case. */
  readonly code: string;
  /** Its own first and last day, where the file gives them. */
  readonly addedOn: CivilDate | null;
  readonly lastOn: CivilDate | null;
};

/** A line that could not be taken in. `line` counts from 1; its text is never told. */
export type RefusedCodeLine = { readonly line: number; readonly reason: string };

/** Why a code is left out on purpose. */
export const skipReasons = ['modifier', 'dental', 'endedBefore'] as const;
export type SkipReason = (typeof skipReasons)[number];

/** What one file says, each code once. */
export type CodeList = {
  readonly codes: readonly ListedCode[];
  readonly skipped: Readonly<Record<SkipReason, number>>;
  readonly refused: readonly RefusedCodeLine[];
  /** False for a selection of codes. */
  readonly isWholeSet: boolean;
};

/** Takes the lines of a file one by one; `end` answers what they said together. */
export type CodeListReader = {
  readonly take: (text: string) => void;
  readonly end: () => CodeList;
};

const LONGEST_DESCRIPTION = 4000;

function problemOf({ description }: ListedCode): string | null {
  if (description.length > LONGEST_DESCRIPTION) return 'has a description that is too long';
  return /\p{Cc}/u.test(description) ? 'holds a control character' : null;
}

type Gathering = Omit<CodeList, 'codes' | 'skipped' | 'refused'>;

/** Gathers codes, of which each may stand once, and counts what is left out or refused. */
export function gatherCodes({ isWholeSet }: Gathering) {
  const codes = new Map<string, ListedCode>();
  const skipped = { modifier: 0, dental: 0, endedBefore: 0 };
  const refused: RefusedCodeLine[] = [];
  return {
    add(line: number, code: ListedCode): void {
      const problem = codes.has(code.code) ? 'repeats an earlier code' : problemOf(code);
      if (problem === null) codes.set(code.code, code);
      else refused.push({ line, reason: problem });
    },
    skip(reason: SkipReason): void {
      skipped[reason] += 1;
    },
    refuse(line: number, reason: string): void {
      refused.push({ line, reason });
    },
    end: (): CodeList => ({ codes: [...codes.values()], skipped, refused, isWholeSet }),
  };
}

/** How many codes a file speaks of. */
export function readCount({ codes, skipped, refused }: CodeList): number {
  const left = Object.values(skipped).reduce((sum, count) => sum + count, 0);
  return codes.length + left + refused.length;
}

/** The list without the codes whose last day was before the edition; those are counted as skipped. */
export function inForceFrom(list: CodeList, effectiveFrom: CivilDate): CodeList {
  const codes = list.codes.filter(({ lastOn }) => lastOn === null || lastOn >= effectiveFrom);
  const endedBefore = list.codes.length - codes.length;
  return { ...list, codes, skipped: { ...list.skipped, endedBefore } };
}
