import type { PhotoPoint } from '../../shared/photos/contract.ts';
import { distancePx, type PictureSize } from '../../shared/photos/photo-measure.ts';

/** More corners than this say nothing more about a wound, and cannot be moved one by one. */
const MAX_TRACED_POINTS = 60;

/** A point inside its picture, to a tenth of a pixel. */
export function insidePicture({ x, y }: PhotoPoint, size: PictureSize): PhotoPoint {
  const inside = (at: number, length: number) =>
    Math.round(Math.min(length, Math.max(0, at)) * 10) / 10;
  return { x: inside(x, size.widthPx), y: inside(y, size.heightPx) };
}

/** The place of the point nearest to `at`, no farther than `withinPx`; -1 for none. */
export function nearestPoint(
  points: readonly PhotoPoint[],
  at: PhotoPoint,
  withinPx: number,
): number {
  let nearest = -1;
  let least = withinPx;
  for (const [place, point] of points.entries()) {
    const distance = distancePx(point, at);
    if (distance <= least) {
      nearest = place;
      least = distance;
    }
  }
  return nearest;
}

function distanceToLine(point: PhotoPoint, from: PhotoPoint, to: PhotoPoint): number {
  const length = distancePx(from, to);
  if (length === 0) return distancePx(point, from);
  const cross = (to.x - from.x) * (from.y - point.y) - (from.x - point.x) * (to.y - from.y);
  return Math.abs(cross) / length;
}

function thinned(points: readonly PhotoPoint[], tolerancePx: number): readonly PhotoPoint[] {
  const [first] = points;
  const last = points.at(-1);
  if (!first || !last || points.length < 3) return points;
  let farthest = 0;
  let most = 0;
  for (const [place, point] of points.entries()) {
    const distance = distanceToLine(point, first, last);
    if (distance > most) {
      farthest = place;
      most = distance;
    }
  }
  if (most <= tolerancePx) return [first, last];
  const before = thinned(points.slice(0, farthest + 1), tolerancePx);
  return [...before.slice(0, -1), ...thinned(points.slice(farthest), tolerancePx)];
}

/**
 * A line drawn by hand with as few corners as say the same, by Ramer, Douglas and Peucker: none of its
 * points lies farther than the tolerance from the new line, unless that would leave too many corners.
 */
export function simplifiedTrace(
  trace: readonly PhotoPoint[],
  tolerancePx: number,
): readonly PhotoPoint[] {
  let tolerance = tolerancePx;
  let simple = thinned(trace, tolerance);
  while (simple.length > MAX_TRACED_POINTS) {
    tolerance *= 1.5;
    simple = thinned(trace, tolerance);
  }
  return simple;
}

/** A new corner halfway from the one in `place` to the next. */
export function withPointAfter(
  outline: readonly PhotoPoint[],
  place: number,
): readonly PhotoPoint[] {
  const here = outline[place];
  const next = outline[(place + 1) % outline.length];
  if (!here || !next) return outline;
  return outline.toSpliced(place + 1, 0, {
    x: (here.x + next.x) / 2,
    y: (here.y + next.y) / 2,
  });
}
