import { addDays, type CivilDate } from '../base/civil-date.ts';

/** What a code says while nothing of it changes. */
export type CodeMeaning = {
  readonly description: string;
  /** Null where the code set knows no such thing. */
  readonly isBillable: boolean | null;
  readonly billingUnit: string | null;
};

/** Days, both included; null for an open end. */
export type DayRange = { readonly from: CivilDate; readonly to: CivilDate | null };

/** The days on which a code says the same. */
export type CodeSpan = DayRange & CodeMeaning;

/** All spans of one code, in the order of their days, none overlapping another. */
export type CodeTimeline = readonly CodeSpan[];

function isBefore(one: CivilDate | null, other: CivilDate | null): boolean {
  return one !== null && (other === null || one < other);
}

/** The earlier of two last days, of which null is none. */
function earlier(one: CivilDate | null, other: CivilDate | null): CivilDate | null {
  return isBefore(one, other) ? one : other;
}

/** What of a span lies within some days, or null. */
function within(span: CodeSpan, days: DayRange): CodeSpan | null {
  const from = span.from > days.from ? span.from : days.from;
  const to = earlier(span.to, days.to);
  return to !== null && to < from ? null : { ...span, from, to };
}

export function saysTheSame(one: CodeMeaning, other: CodeMeaning): boolean {
  return (
    one.description === other.description &&
    one.isBillable === other.isBillable &&
    one.billingUnit === other.billingUnit
  );
}

/** Neighbours that say the same become one, so that only what changes takes a row. */
function merged(spans: readonly CodeSpan[]): CodeTimeline {
  const together: CodeSpan[] = [];
  for (const span of spans) {
    const last = together.at(-1);
    const goesOn =
      last !== undefined &&
      last.to !== null &&
      addDays(last.to, 1) === span.from &&
      saysTheSame(last, span);
    if (goesOn) together.splice(-1, 1, { ...last, to: span.to });
    else together.push(span);
  }
  return together;
}

const FIRST_DAY = '1000-01-01';

/** The timeline of a code after an edition has said what it is on `days`; null: it has no such code. */
export function withEdition(
  timeline: CodeTimeline,
  days: DayRange,
  said: CodeSpan | null,
): CodeTimeline {
  const cut = (kept: DayRange) => timeline.map((span) => within(span, kept));
  const parts = [
    ...cut({ from: FIRST_DAY, to: addDays(days.from, -1) }),
    said && within(said, days),
    ...(days.to === null ? [] : cut({ from: addDays(days.to, 1), to: null })),
  ];
  return merged(parts.filter((span) => span !== null));
}

/** The span that counts on a day. */
export function spanOn(timeline: CodeTimeline, on: CivilDate): CodeSpan | undefined {
  return timeline.find(({ from, to }) => from <= on && (to === null || on <= to));
}

export function isSameTimeline(one: CodeTimeline, other: CodeTimeline): boolean {
  return (
    one.length === other.length &&
    one.every((span, at) => {
      const beside = other[at];
      return (
        beside !== undefined &&
        beside.from === span.from &&
        beside.to === span.to &&
        saysTheSame(beside, span)
      );
    })
  );
}
