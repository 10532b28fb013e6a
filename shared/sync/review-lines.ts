import type { TextDigest } from './chain.ts';
import type { Review } from './decision.ts';
import type { ChangeLine } from './line.ts';
import { formatRowKey } from './row-key.ts';
import { formatStamp } from './stamps.ts';

export type ReviewWriting = {
  /** Of the server's own count. */
  readonly firstNumber: number;
  /** Of the first line; the others follow. */
  readonly stamp: bigint;
  readonly schemaVersion: number;
  readonly nowMs: number;
  readonly digest: TextDigest;
};

/** The lines of one transaction of the server's, by which everybody gets these reviews. */
export function reviewLines(
  reviews: readonly Review[],
  { firstNumber, stamp, schemaVersion, nowMs, digest }: ReviewWriting,
): readonly string[] {
  return reviews.map((review, place) => {
    const id = reviewId(review, digest);
    const line: ChangeLine = {
      n: firstNumber + place,
      t: firstNumber + reviews.length - 1,
      s: formatStamp(stamp + BigInt(place)),
      k: 'sync_reviews',
      r: formatRowKey([id]),
      o: 'i',
      b: {},
      v: {
        id,
        kind: review.kind,
        is_blocking: review.isBlocking,
        entity: review.entity,
        row_key: review.rowKey,
        patient_id: review.patientId,
        standing: review.standing,
        arriving: review.arriving,
        raised_at: new Date(nowMs).toISOString(),
      },
      u: null,
      m: schemaVersion,
    };
    return JSON.stringify(line);
  });
}

/**
 * The same for the same change and row, however often it is decided: after the server was restored, a
 * settlement that lived on finds its review again.
 */
export function reviewId({ kind, arriving, entity, rowKey }: Review, digest: TextDigest): string {
  return idOfDigest(digest(JSON.stringify([kind, arriving.change, entity, rowKey])));
}

/** An id made of the first half of a digest in hexadecimal digits. */
export function idOfDigest(hex: string): string {
  // Version 8 of RFC 9562: made by a rule of one's own.
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
  ];
  return [...parts, hex.slice(20, 32)].join('-');
}
