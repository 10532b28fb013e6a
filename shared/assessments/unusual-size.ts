import { areaOf, rectangleMm2 } from './area.ts';
import { type AssessmentContent, DEPTH_TO_CONFIRM_MM, LENGTH_TO_CONFIRM_MM } from './assessment.ts';

type Sizes = Pick<
  AssessmentContent,
  'method' | 'lengthMm' | 'widthMm' | 'depthMm' | 'tracedAreaMm2' | 'undermining' | 'tunnelling'
>;

function tooLong(what: string, mm: number | null): string[] {
  return mm !== null && mm > LENGTH_TO_CONFIRM_MM
    ? [`${what} is ${mm} mm, over ${LENGTH_TO_CONFIRM_MM} mm`]
    : [];
}

function tooDeep(what: string, mm: number | null): string[] {
  return mm !== null && mm > DEPTH_TO_CONFIRM_MM
    ? [`${what} is ${mm} mm, over ${DEPTH_TO_CONFIRM_MM} mm`]
    : [];
}

function openBelowClosed({ depthMm, undermining, tunnelling, ...size }: Sizes): string[] {
  const hasDepth = (depthMm ?? 0) > 0 || undermining.length > 0 || tunnelling.length > 0;
  return areaOf(size) === 0 && hasDepth
    ? ['The area is 0, which means closed tissue, and yet there is a depth']
    : [];
}

function outsideRectangle(size: Sizes): string[] {
  const rectangle = rectangleMm2(size);
  const { tracedAreaMm2 } = size;
  return rectangle !== null && tracedAreaMm2 !== null && tracedAreaMm2 > rectangle
    ? ['The traced area is larger than length times width']
    : [];
}

/** What somebody should look at twice before it is saved, each in words; empty where nothing is odd. */
export function unusualSizes(sizes: Sizes): readonly string[] {
  return [
    ...tooLong('Length', sizes.lengthMm),
    ...tooLong('Width', sizes.widthMm),
    ...tooDeep('Depth', sizes.depthMm),
    ...sizes.undermining.flatMap(({ depthMm }) => tooDeep('Undermining', depthMm)),
    ...sizes.tunnelling.flatMap(({ depthMm }) => tooDeep('A tunnel', depthMm)),
    ...openBelowClosed(sizes),
    ...outsideRectangle(sizes),
  ];
}
