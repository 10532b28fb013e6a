import { apart } from '../../shared/base/apart.ts';
import type { Adherence } from '../../shared/protocols/adherence.ts';
import { inTimePercent } from '../../shared/protocols/adherence.ts';
import type { Occurrence, OccurrenceState } from '../../shared/protocols/course.ts';
import type { DeviationKind } from '../../shared/protocols/deviation.ts';
import type { ProtocolRunShown } from '../../shared/protocols/protocol-run.ts';
import type { DueStep } from '../../shared/protocols/due.ts';
import { daysOverdue } from '../../shared/protocols/course.ts';
import { productKindWords } from '../../shared/protocols/product-kind.ts';
import type { Protocol, ProtocolStep, StepKind } from '../../shared/protocols/protocol.ts';
import type { Etiology } from '../../shared/wounds/wound.ts';
import type { Tone } from '../ui/Badge.tsx';
import { formatCivilDate, formatQuantity } from '../ui/format.ts';

export const ETIOLOGY_WORDS: Readonly<Record<Etiology, string>> = {
  pressure: 'Pressure injury',
  venous: 'Venous ulcer',
  arterial: 'Arterial ulcer',
  diabetic: 'Diabetic foot ulcer',
  surgical: 'Surgical wound',
  traumatic: 'Traumatic wound',
  other: 'Other wound',
};

export const KIND_WORDS: Readonly<Record<StepKind, string>> = {
  treatment: 'Treatment',
  assessment: 'Assessment',
  review: 'Review',
};

export const STATE_WORDS: Readonly<Record<OccurrenceState, string>> = {
  upcoming: 'Next',
  due: 'Due today',
  overdue: 'Overdue',
  inTime: 'Done in time',
  late: 'Done late',
  missed: 'Missed',
  deviated: 'Deviation',
};

export const DEVIATION_WORDS: Readonly<Record<DeviationKind, string>> = {
  otherProduct: 'Other product used',
  skipped: 'Left out',
};

/** What became of a due day: how it was deviated from, where somebody said. */
export function stateWords({ state, deviation }: Pick<Occurrence, 'state' | 'deviation'>): string {
  return deviation === null ? STATE_WORDS[state] : DEVIATION_WORDS[deviation];
}

/** What was said of a due day: `Gauze 4 x 4 (SKU G-1): no foam in stock`. */
export function saidWords(said: ProtocolRunShown['entries'][number]): string {
  const { words, productId, productName } = said;
  return productId === null ? words : `${apart(productName ?? '')} (SKU ${productId}): ${words}`;
}

export const STATE_TONES: Readonly<Record<OccurrenceState, Tone>> = {
  upcoming: 'neutral',
  due: 'info',
  overdue: 'caution',
  inTime: 'success',
  late: 'caution',
  missed: 'danger',
  deviated: 'neutral',
};

/** When a step is due, counted from the day a protocol begins: `From day 7 every 7 days, until day 28`. */
export function scheduleWords(
  step: Pick<ProtocolStep, 'firstDueDay' | 'repeatsEveryDays' | 'untilDay'>,
): string {
  const { firstDueDay, repeatsEveryDays, untilDay } = step;
  const first = firstDueDay === 0 ? 'the first day' : `day ${firstDueDay}`;
  if (repeatsEveryDays === null) return `Once, on ${first}`;
  const every = repeatsEveryDays === 1 ? 'every day' : `every ${repeatsEveryDays} days`;
  return `From ${first} ${every}, ${untilDay === null ? 'until healed' : `until day ${untilDay}`}`;
}

/** With what a treatment is done: `Foam dressing, Compression or SKU F-1`; empty where anything will do. */
export function expectedWords(step: Pick<ProtocolStep, 'expectedKinds' | 'expectedSkus'>): string {
  const words = [
    ...step.expectedKinds.map((kind) => productKindWords[kind]),
    ...step.expectedSkus.map((sku) => `SKU ${sku}`),
  ];
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
}

export function etiologiesWords({ etiologies }: Pick<Protocol, 'etiologies'>): string {
  return etiologies.map((etiology) => ETIOLOGY_WORDS[etiology]).join(', ');
}

/** `Example: Venous leg ulcer, version 1`. */
export function titleWords({ title, version }: Pick<Protocol, 'title' | 'version'>): string {
  return `${title}, version ${version}`;
}

/** Since when or until when a step is due: `Overdue since 3 Mar 2026 (7 days)`. */
export function dueWords({ dueOn, overdueSince, isDue }: DueStep, today: string): string {
  if (overdueSince !== null) return `Overdue ${overdueWords(overdueSince, today)}`;
  return isDue ? 'Due today' : `Next on ${formatCivilDate(dueOn)}`;
}

/** `since 3 Mar 2026 (7 days)`. */
export function overdueWords(overdueSince: string, today: string): string {
  const days = formatQuantity(daysOverdue(overdueSince, today), 'day');
  return `since ${formatCivilDate(overdueSince)} (${days})`;
}

export function dueTone({ overdueSince, isDue }: DueStep): Tone {
  if (overdueSince !== null) return 'caution';
  return isDue ? 'info' : 'neutral';
}

/**
 * `12 due so far: 8 in time, 2 late, 1 with another product, 1 left out`; what there is none of is left out.
 * Deviations are those of which nobody said how.
 */
export function adherenceWords(of: Adherence): string {
  if (of.dueCount === 0) return 'Nothing was due yet';
  const unsaid = of.deviatedCount - of.otherProductCount - of.skippedCount;
  const parts = [
    [of.inTimeCount, 'in time'],
    [of.lateCount, 'late'],
    [of.missedCount, 'missed'],
    [of.otherProductCount, 'with another product'],
    [of.skippedCount, 'left out'],
    [unsaid, unsaid === 1 ? 'deviation' : 'deviations'],
    [of.openCount, 'still open'],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`);
  return `${of.dueCount} due so far: ${said.join(', ')}`;
}

/** How many of those decided were done in time: `8 of 12 (67 %)`. */
export function inTimeWords(of: Adherence): string {
  const percent = inTimePercent(of);
  return percent === null
    ? 'None decided yet'
    : `${of.inTimeCount} of ${of.dueCount - of.openCount} (${percent} %)`;
}
