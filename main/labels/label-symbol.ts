import { type DrawingContext, gs1datamatrix, qrcode } from 'bwip-js/generic';
import type { LabelCode } from '../../shared/labels/label-code.ts';

/** A square barcode as outlines to be filled by the even-odd rule, in modules from the upper left corner. */
export type LabelSymbol = {
  readonly sizeModules: number;
  /** White modules that scanners need on every side. */
  readonly quietModules: number;
  readonly outlines: readonly (readonly (readonly [number, number])[])[];
};

/** The encoder draws a module two units wide. */
const UNITS_PER_MODULE = 2;

function outlineDrawing(quietModules: number): DrawingContext<LabelSymbol> {
  const outlines: (readonly (readonly [number, number])[])[] = [];
  let sizeModules = 0;
  const ignore = (): void => undefined;
  return {
    scale: (x, y) => [x, y],
    measure: () => ({ width: 0, ascent: 0, descent: 0 }),
    init(width) {
      sizeModules = width / UNITS_PER_MODULE;
    },
    polygon(points) {
      outlines.push(points.map(([x, y]) => [x / UNITS_PER_MODULE, y / UNITS_PER_MODULE] as const));
    },
    line: ignore,
    hexagon: ignore,
    ellipse: ignore,
    fill: ignore,
    text: ignore,
    end: () => ({ sizeModules, quietModules, outlines }),
  };
}

/** The barcode that says what the code says. */
export function symbolOf(code: LabelCode): LabelSymbol {
  if (code.kind === 'own') {
    const options = { bcid: 'qrcode', text: code.text, scale: 1, eclevel: 'M' };
    return qrcode(options, outlineDrawing(4));
  }
  return gs1datamatrix({ bcid: 'gs1datamatrix', text: code.elements, scale: 1 }, outlineDrawing(1));
}
