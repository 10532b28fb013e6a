import type { Calibration, PhotoPoint } from './contract.ts';

/** A picture's own size, in pixels. */
export type PictureSize = { readonly widthPx: number; readonly heightPx: number };

/** Closer marks than this make an area of guesswork: one pixel beside the mark is more than 5 percent. */
const SHORTEST_CALIBRATION_PX = 20;
/** More than a person has; a ruler was read wrongly. */
const MAX_AREA_MM2 = 2_000_000;

export function distancePx(from: PhotoPoint, to: PhotoPoint): number {
  return Math.hypot(to.x - from.x, to.y - from.y);
}

/** Area inside an outline in square pixels, by the shoelace formula; the way round does not matter. */
export function outlineAreaPx2(outline: readonly PhotoPoint[]): number {
  const [origin] = outline;
  if (!origin) return 0;
  // From the first point, so that far from the corner no digits are lost.
  const doubled = edgesOf(outline).reduce(
    (sum, [from, to]) =>
      sum + (from.x - origin.x) * (to.y - origin.y) - (to.x - origin.x) * (from.y - origin.y),
    0,
  );
  return Math.abs(doubled) / 2;
}

/** Area inside an outline in whole square millimetres, by the ruler in the same picture. */
export function measuredAreaMm2(
  { from, to, lengthMm }: Calibration,
  outline: readonly PhotoPoint[],
): number {
  const mmPerPx = lengthMm / distancePx(from, to);
  return Math.round(outlineAreaPx2(outline) * mmPerPx ** 2);
}

/** What is wrong with the two marks of a ruler, or null; the words follow "The ruler's marks". */
export function calibrationProblem({ from, to }: Calibration, size: PictureSize): string | null {
  if (!isInside(from, size) || !isInside(to, size)) return 'lie outside the picture';
  return distancePx(from, to) < SHORTEST_CALIBRATION_PX ? 'lie too close together' : null;
}

/** What is wrong with a traced outline, or null; the words follow "The outline". */
export function outlineProblem(outline: readonly PhotoPoint[], size: PictureSize): string | null {
  if (!outline.every((point) => isInside(point, size))) return 'lies outside the picture';
  if (crossesItself(outline)) return 'crosses itself';
  return outlineAreaPx2(outline) < 1 ? 'holds nothing' : null;
}

/** What is wrong with an area that was measured, or null; the words follow "The measured area". */
export function measuredAreaProblem(areaMm2: number): string | null {
  if (areaMm2 < 1) return 'is less than a square millimetre';
  return areaMm2 > MAX_AREA_MM2 ? 'is larger than a person' : null;
}

/** True when an outline touches or crosses itself anywhere but from one edge to the next. */
export function crossesItself(outline: readonly PhotoPoint[]): boolean {
  const edges = edgesOf(outline).filter(([from, to]) => from.x !== to.x || from.y !== to.y);
  return edges.some((edge, at) =>
    edges.some((other, otherAt) => {
      const isNext = otherAt === at + 1 || (at === 0 && otherAt === edges.length - 1);
      return otherAt > at && !isNext && doMeet(edge, other);
    }),
  );
}

type Edge = readonly [from: PhotoPoint, to: PhotoPoint];

function edgesOf(outline: readonly PhotoPoint[]): readonly Edge[] {
  return outline.map((from, at) => [from, outline[(at + 1) % outline.length] ?? from]);
}

function isInside({ x, y }: PhotoPoint, { widthPx, heightPx }: PictureSize): boolean {
  return x >= 0 && x <= widthPx && y >= 0 && y <= heightPx;
}

function doMeet([a, b]: Edge, [c, d]: Edge): boolean {
  const [ofC, ofD, ofA, ofB] = [side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b)];
  if (ofC * ofD < 0 && ofA * ofB < 0) return true;
  return (
    (ofC === 0 && isBetween(a, b, c)) ||
    (ofD === 0 && isBetween(a, b, d)) ||
    (ofA === 0 && isBetween(c, d, a)) ||
    (ofB === 0 && isBetween(c, d, b))
  );
}

/** On which side of the line from `a` to `b` a point lies: -1, 1, or 0 on the line. */
function side(a: PhotoPoint, b: PhotoPoint, point: PhotoPoint): number {
  return Math.sign((b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x));
}

/** For a point on the line through `a` and `b`: whether it lies from the one to the other. */
function isBetween(a: PhotoPoint, b: PhotoPoint, { x, y }: PhotoPoint): boolean {
  return (
    x >= Math.min(a.x, b.x) &&
    x <= Math.max(a.x, b.x) &&
    y >= Math.min(a.y, b.y) &&
    y <= Math.max(a.y, b.y)
  );
}
