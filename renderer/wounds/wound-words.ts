import type { CareEpisode, Etiology, Wound } from '../../shared/wounds/wound.ts';
import { formatCivilDate, formatQuantity } from '../ui/format.ts';
import { toDayNumber } from '../../shared/base/civil-date.ts';

export const ETIOLOGY_WORDS: Readonly<Record<Etiology, string>> = {
  pressure: 'Pressure injury',
  venous: 'Venous ulcer',
  arterial: 'Arterial ulcer',
  diabetic: 'Diabetic foot ulcer',
  surgical: 'Surgical wound',
  traumatic: 'Traumatic wound',
  other: 'Other wound',
};

/** What an aetiology covers, where its name alone could be taken for another. */
export const ETIOLOGY_DETAILS: Readonly<Record<Etiology, string>> = {
  pressure: 'From pressure or shear; has a stage',
  venous: 'From venous insufficiency of the leg',
  arterial: 'From poor arterial flow',
  diabetic: 'Neuropathic, ischemic or both',
  surgical: 'Opened incision, graft or donor site',
  traumatic: 'Tear, cut, bite or burn',
  other: 'Say below what it is',
};

export const STATUS_WORDS: Readonly<Record<Wound['status'], string>> = {
  open: 'Open',
  healed: 'Healed',
  closed: 'Care ended',
};

export type EndReason = NonNullable<Wound['episodes'][number]['endReason']>;

export const END_REASON_WORDS: Readonly<Record<EndReason, string>> = {
  healed: 'Healed',
  transferred: 'Care goes on elsewhere',
  lost: 'Patient no longer comes',
  deceased: 'Patient died',
  other: 'Another reason',
};

/** How a wound is called where several are: `Wound 2 · Left heel, plantar`. */
export function woundName({ woundNumber, location }: Pick<Wound, 'woundNumber' | 'location'>) {
  return `Wound ${woundNumber} · ${location}`;
}

/** The time from one civil day to another as people say it: `5 days`, `7 weeks`, `14 months`. */
export function spanInWords(from: string, to: string): string {
  const days = toDayNumber(to) - toDayNumber(from);
  if (days < 14) return formatQuantity(days, 'day');
  return days < 182
    ? formatQuantity(Math.floor(days / 7), 'week')
    : formatQuantity(Math.floor(days / 30.44), 'month');
}

/** When it began and how long it has been there, or when it ended. */
export function onsetInWords(wound: Wound, today: string): string {
  if (wound.onsetOn === null) return '';
  const about = wound.isOnsetEstimated ? 'about ' : '';
  const until = wound.status === 'open' ? today : wound.statusOn;
  return `${about}${formatCivilDate(wound.onsetOn)} (${spanInWords(wound.onsetOn, until)})`;
}

/** Since when the status holds: `Healed on 4 Mar 2026`. */
export function statusInWords({ status, statusOn }: Pick<Wound, 'status' | 'statusOn'>): string {
  const day = formatCivilDate(statusOn);
  return status === 'open' ? `In care since ${day}` : `${STATUS_WORDS[status]} on ${day}`;
}

/** When an episode of care was: `Since 1 Feb 2026`, `5 Jan 2026 to 20 Jan 2026`. */
export function episodeInWords({ startedOn, endedOn }: CareEpisode): string {
  const began = formatCivilDate(startedOn);
  return endedOn === null ? `Since ${began}` : `${began} to ${formatCivilDate(endedOn)}`;
}
