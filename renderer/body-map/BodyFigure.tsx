import { useId } from 'react';
import { mirrored } from './body-drawing.ts';
import { DRAWINGS, sideOnTheRight } from './body-places.ts';
import type { DrawingName } from './site-spots.ts';

/** A place of a wound in one drawing. */
export type FigureShape = { readonly key: string; readonly path: string };

/** The number of a wound, where it lies. */
export type FigureMark = {
  readonly key: string;
  readonly number: number;
  readonly path: string;
  readonly tone: 'current' | 'open' | 'ended';
};

const TITLES: Readonly<Record<DrawingName, string>> = {
  front: 'Front',
  back: 'Back',
  sole: 'Soles',
  top: 'Tops of the feet',
};

/** The middle of a shape that its corners span. */
export function middleOf(path: string): { readonly x: number; readonly y: number } {
  const numbers = path.match(/-?\d+(?:\.\d+)?/g)?.map(Number) ?? [];
  const xs = numbers.filter((_number, index) => index % 2 === 0);
  const ys = numbers.filter((_number, index) => index % 2 === 1);
  return {
    x: (Math.min(...xs) + Math.max(...xs)) / 2,
    y: (Math.min(...ys) + Math.max(...ys)) / 2,
  };
}

function Outline({ name }: { readonly name: DrawingName }) {
  const { outline, details, width } = DRAWINGS[name];
  const halves = [outline, mirrored(outline, width)];
  return (
    <>
      {halves.map((half) => (
        <path key={half} className="body-figure__skin" d={half} />
      ))}
      {details
        .flatMap((line) => [line, mirrored(line, width)])
        .map((line) => (
          <path key={line} className="body-figure__detail" d={line} />
        ))}
      {halves.map((half) => (
        // Left open, so that no line runs down the middle.
        <path key={half} className="body-figure__outline" d={half.replace(/ Z$/, '')} />
      ))}
    </>
  );
}

/** How far marks of wounds at one place stand apart, where they are drawn at their own size. */
const APART = 18;

type MarkProps = { readonly mark: FigureMark; readonly index: number; readonly scale: number };

function Mark({ mark, index, scale }: MarkProps) {
  const { x, y } = middleOf(mark.path);
  return (
    <g
      className={`body-figure__mark body-figure__mark--${mark.tone}`}
      transform={`translate(${x + index * APART * scale} ${y}) scale(${scale})`}
    >
      <circle r={8.5} />
      <text y={4} textAnchor="middle">
        {mark.number}
      </text>
    </g>
  );
}

export type BodyFigureProps = {
  readonly name: DrawingName;
  readonly shapes?: readonly FigureShape[] | undefined;
  readonly chosen?: readonly FigureShape[] | undefined;
  readonly marks?: readonly FigureMark[] | undefined;
  readonly onPress?: ((key: string) => void) | undefined;
  /** Enlarges the marks of a drawing that is shown small; default 1. */
  readonly markScale?: number | undefined;
};

/** One drawing with its two sides named as the patient's own. The list beside it says the same in words. */
export function BodyFigure({ name, shapes, chosen, marks = [], ...rest }: BodyFigureProps) {
  const { onPress, markScale = 1 } = rest;
  const clipId = useId();
  const { width, height, outline } = DRAWINGS[name];
  const onTheRight = sideOnTheRight(name);
  const isBefore = (mark: FigureMark, index: number) =>
    marks.slice(0, index).filter((each) => each.path === mark.path).length;
  return (
    <figure className={`body-figure body-figure--${name}`}>
      <svg viewBox={`0 0 ${width} ${height}`} className="body-figure__drawing">
        <clipPath id={clipId}>
          <path d={outline} />
          <path d={mirrored(outline, width)} />
        </clipPath>
        <Outline name={name} />
        <g clipPath={`url(#${clipId})`}>
          {shapes?.map(({ key, path }) => (
            <path
              key={`${key} ${path}`}
              data-place={key}
              className="body-figure__site"
              d={path}
              onClick={() => onPress?.(key)}
            />
          ))}
          {chosen?.map(({ key, path }) => (
            <path key={`${key} ${path}`} className="body-figure__chosen" d={path} />
          ))}
        </g>
        {chosen?.map(({ key, path }) => {
          const { x, y } = middleOf(path);
          return (
            <circle key={`${key} ${path}`} className="body-figure__halo" cx={x} cy={y} r={13} />
          );
        })}
        {marks.map((mark, index) => (
          <Mark key={mark.key} mark={mark} index={isBefore(mark, index)} scale={markScale} />
        ))}
      </svg>
      <figcaption className="body-figure__caption">
        <span className="body-figure__side">{onTheRight === 'left' ? 'Right' : 'Left'}</span>
        <span className="body-figure__title">{TITLES[name]}</span>
        <span className="body-figure__side">{onTheRight === 'left' ? 'Left' : 'Right'}</span>
      </figcaption>
    </figure>
  );
}
