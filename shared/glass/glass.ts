/** Why a chart is restricted. */
export const restrictionReasons = [
  'worksHere',
  'familyOfStaff',
  'publicFigure',
  'askedByPatient',
] as const;
export type RestrictionReason = (typeof restrictionReasons)[number];

export const restrictionWords: Readonly<Record<RestrictionReason, string>> = {
  worksHere: 'Works here',
  familyOfStaff: 'Family of somebody who works here',
  publicFigure: 'Known in public',
  askedByPatient: 'Asked by the patient',
};

/** Why somebody opens a chart that is closed to them. */
export const glassReasons = [
  'emergency',
  'continuingCare',
  'askedByPatient',
  'investigation',
  'other',
] as const;
export type GlassReason = (typeof glassReasons)[number];

export const glassWords: Readonly<Record<GlassReason, string>> = {
  emergency: 'Emergency care',
  continuingCare: 'Continuing care',
  askedByPatient: 'Asked by patient or family',
  investigation: 'Investigation',
  other: 'Other',
};

/** How long a chart stays open to whoever broke the glass. */
export const GLASS_OPEN_MS = 30 * 60_000;

/** For so long whoever recorded or signed something in a chart goes on with it. */
export const OWN_WORK_DAYS = 90;

const DAY_MS = 24 * 3_600_000;

/** From when on work in a chart counts as recent. */
export function ownWorkSince(now: Date): Date {
  return new Date(now.getTime() - OWN_WORK_DAYS * DAY_MS);
}

/** True where a reason says nothing without words of its own. */
export function needsNote(reason: GlassReason): boolean {
  return reason === 'other';
}

/** What decides whether somebody who may read charts may read this one. */
export type ChartAccess = {
  /** Whether it, or another chart of the same person, is restricted. */
  readonly isRestricted: boolean;
  /** When they last recorded or signed something in it; null for never. */
  readonly lastOwnWorkAt: string | null;
  readonly now: Date;
};

/** Whether a chart opens without breaking the glass. */
export function opensByItself({ isRestricted, lastOwnWorkAt, now }: ChartAccess): boolean {
  if (!isRestricted) return true;
  return lastOwnWorkAt !== null && new Date(lastOwnWorkAt) >= ownWorkSince(now);
}

/** `Emergency care`, or `Other: Records of a transfer`; what anybody wrote follows the reason. */
export function glassInWords(reason: GlassReason, note: string | null): string {
  return note === null ? glassWords[reason] : `${glassWords[reason]}: ${note}`;
}
