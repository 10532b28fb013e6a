import { fieldLabel, fieldValue, type Names } from '../../shared/charts/field-words.ts';
import type { SyncReview } from '../../shared/sync/sync-review.ts';

/** One field of both sides, in words; an empty text for nothing said. */
export type ReviewLine = {
  readonly key: string;
  readonly label: string;
  /** What the later author had before them; null where that did not come with it. */
  readonly seen: string | null;
  readonly standing: string;
  readonly arriving: string;
};

/** What the program keeps beside a record, and no person has typed. */
const HIDDEN = new Set(
  'id version updatedAt createdAt recordedAt searchText mrnKey patientId recordedBy correctedBy correctedAt updatedBy createdBy appliedOffsetMinutes assessedOffsetMinutes isLateEntry digest thumbnailDigest'.split(
    ' ',
  ),
);

/** `doctor_notes` as `doctorNotes`. */
function fieldOf(column: string): string {
  return column.replaceAll(/_([a-z\d])/g, (_, letter: string) => letter.toUpperCase());
}

type Values = Readonly<Record<string, unknown>>;

function valuesOf({ rows }: SyncReview['standing'], review: SyncReview): Values | null {
  const own = rows.find(
    ({ entity, rowKey }) => entity === review.entity && rowKey === review.rowKey,
  );
  return own?.values ?? null;
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}

/** The record as the later author had it before them: the version that came with their change. */
function seenBy({ arriving, rowKey }: SyncReview): Values | null {
  const kept = arriving.rows.find(
    (row) => row.entity.endsWith('_versions') && row.rowKey.startsWith(rowKey.slice(0, -1)),
  );
  const whole = Object.values(kept?.values ?? {}).find(
    (value) => typeof value === 'object' && value !== null,
  );
  return whole === undefined ? null : { ...whole };
}

/**
 * The fields in which both sides differ. A side that only says what it changed leaves the rest as it
 * stands; where there is one side alone, all that it says.
 */
export function linesOf(review: SyncReview, timeZone: string): readonly ReviewLine[] {
  const stood = valuesOf(review.standing, review);
  const came = valuesOf(review.arriving, review);
  const seen = seenBy(review);
  const names: Names = { timeZone, of: new Map(Object.entries(review.names)) };
  return Object.keys(came ?? stood ?? {})
    .filter((column) => !HIDDEN.has(fieldOf(column)))
    .filter((column) => !isSame(stood?.[column], came?.[column]))
    .map((column) => {
      const field = fieldOf(column);
      return {
        key: column,
        label: fieldLabel(field),
        seen: seen && fieldValue(field, seen[field], names),
        standing: fieldValue(field, stood?.[column], names),
        arriving: fieldValue(field, came?.[column], names),
      };
    })
    .filter(({ standing, arriving }) => standing !== arriving);
}

/** What came with it, apart from the kept versions of it: tables by their names. */
export function companionsOf({ arriving, entity }: SyncReview): readonly string[] {
  const others = arriving.rows.map((row) => row.entity);
  return [...new Set(others)].filter(
    (each) =>
      each !== entity &&
      !each.endsWith('_versions') &&
      each !== 'command_replies' &&
      each !== 'sync_settlements',
  );
}
