import { useEffect, useRef, useState } from 'react';
import type { Calibration, PhotoPoint, WoundPhoto } from '../../shared/photos/contract.ts';
import {
  calibrationProblem,
  distancePx,
  measuredAreaMm2,
  measuredAreaProblem,
  outlineProblem,
} from '../../shared/photos/photo-measure.ts';
import { keepForm, keptOr } from '../kept-forms.ts';
import { insidePicture, nearestPoint, simplifiedTrace, withPointAfter } from './measure-points.ts';

export type MeasureTool = 'ruler' | 'outline' | 'move';
type Marks = readonly [PhotoPoint, PhotoPoint];

/** What is drawn on a photo; `moved` says which of the ruler's marks somebody has put in place. */
export type Drawn = {
  readonly marks: Marks;
  readonly moved: readonly [boolean, boolean];
  readonly outline: readonly PhotoPoint[];
};

export type Measure = ReturnType<typeof useMeasure>;

function firstDrawn({ calibration, outline, widthPx, heightPx }: WoundPhoto): Drawn {
  const isSet = calibration !== null;
  return {
    marks: isSet
      ? [calibration.from, calibration.to]
      : [
          { x: widthPx * 0.3, y: heightPx * 0.8 },
          { x: widthPx * 0.7, y: heightPx * 0.8 },
        ],
    moved: [isSet, isSet],
    outline: outline ?? [],
  };
}

function calibrationOf({ marks, moved }: Drawn, lengthMm: number | null): Calibration | null {
  if (lengthMm === null || !moved[0] || !moved[1]) return null;
  return { from: marks[0], to: marks[1], lengthMm };
}

export type Measured = {
  readonly calibration: Calibration | null;
  readonly outline: readonly PhotoPoint[];
  /** In whole square millimetres; null while something is missing or wrong. */
  readonly areaMm2: number | null;
  /** What is wrong with it, as a sentence; null while it is only unfinished. */
  readonly problem: string | null;
};

/** What the marks and the outline come to. */
export function measuredOf(photo: WoundPhoto, drawn: Drawn, lengthMm: number | null): Measured {
  const calibration = calibrationOf(drawn, lengthMm);
  const { outline } = drawn;
  const ofMarks = calibration && calibrationProblem(calibration, photo);
  const ofOutline = outline.length >= 3 ? outlineProblem(outline, photo) : null;
  const sentence =
    (ofMarks && `The ruler's marks ${ofMarks}.`) ?? (ofOutline && `The outline ${ofOutline}.`);
  if (sentence || calibration === null || outline.length < 3)
    return { calibration, outline, areaMm2: null, problem: sentence };
  const areaMm2 = measuredAreaMm2(calibration, outline);
  const ofArea = measuredAreaProblem(areaMm2);
  return ofArea
    ? { calibration, outline, areaMm2: null, problem: `The measured area ${ofArea}.` }
    : { calibration, outline, areaMm2, problem: null };
}

/** Under which a drawing outlives a lock. */
export function drawingOf(photoId: string): string {
  return `drawing on photo ${photoId}`;
}

/** What is drawn, and what was drawn before each change. */
function useDrawn(photo: WoundPhoto) {
  const form = drawingOf(photo.id);
  const [drawn, setDrawn] = useState(() => keptOr(form, firstDrawn(photo)));
  const [past, setPast] = useState<readonly Drawn[]>([]);
  const isChanged = past.length > 0;
  useEffect(() => {
    if (isChanged) keepForm(form, drawn);
  }, [form, drawn, isChanged]);
  return {
    drawn,
    setDrawn,
    canUndo: past.length > 0,
    remember: () => setPast((before) => [...before.slice(-49), drawn]),
    undo(): void {
      const last = past.at(-1);
      if (!last) return;
      setDrawn(last);
      setPast(past.slice(0, -1));
    },
  };
}

function withMark(drawn: Drawn, place: number, at: PhotoPoint): Drawn {
  const { marks, moved } = drawn;
  return place === 0
    ? { ...drawn, marks: [at, marks[1]], moved: [true, moved[1]] }
    : { ...drawn, marks: [marks[0], at], moved: [moved[0], true] };
}

/** What is drawn with which tool, and the point that is selected. */
function usePoints(photo: WoundPhoto) {
  const history = useDrawn(photo);
  const { drawn, setDrawn, remember } = history;
  const [tool, setTool] = useState<MeasureTool>('ruler');
  const [selected, setSelected] = useState(0);
  const inside = (point: PhotoPoint) => insidePicture(point, photo);
  return {
    history,
    tool,
    selected,
    setSelected,
    points: tool === 'ruler' ? drawn.marks : drawn.outline,
    choose: (next: MeasureTool): void => {
      setTool(next);
      setSelected(0);
    },
    setOutline: (outline: readonly PhotoPoint[], next: number): void => {
      remember();
      setDrawn({ ...drawn, outline: outline.map(inside) });
      setSelected(Math.max(0, Math.min(outline.length - 1, next)));
    },
    put: (place: number, to: PhotoPoint): void =>
      setDrawn((before) =>
        tool === 'outline'
          ? { ...before, outline: before.outline.with(place, inside(to)) }
          : withMark(before, place, inside(to)),
      ),
  };
}

/** A longer line than this was drawn; a shorter one is a tap. */
const TRACE_POINTS = 8;

/** Takes hold of points, traces around the wound, and puts corner by corner. */
function usePointerTool(photo: WoundPhoto, drawing: ReturnType<typeof usePoints>) {
  const { tool, points, selected, history } = drawing;
  const [trace, setTrace] = useState<readonly PhotoPoint[]>([]);
  const dragged = useRef<number | null>(null);
  function onPress(at: PhotoPoint, reach: number): void {
    const near = nearestPoint(points, at, reach);
    const place = near < 0 && tool === 'ruler' ? selected : near;
    if (place < 0) {
      setTrace([at]);
      return;
    }
    history.remember();
    drawing.setSelected(place);
    dragged.current = place;
    if (near < 0) drawing.put(place, at);
  }
  function onDrag(at: PhotoPoint, reach: number): void {
    const last = trace.at(-1);
    if (dragged.current !== null) drawing.put(dragged.current, at);
    else if (last && distancePx(last, at) > reach / 8) setTrace([...trace, at]);
  }
  function onRelease(): void {
    const { outline, moved } = history.drawn;
    const [first] = trace;
    if (first && trace.length > TRACE_POINTS) {
      const simple = simplifiedTrace(trace, Math.max(1, photo.widthPx / 600));
      // The last point closes the line where it began.
      drawing.setOutline(simple.length > 3 ? simple.slice(0, -1) : simple, 0);
    } else if (first) drawing.setOutline([...outline, first], outline.length);
    // The second mark comes after the first, for whoever taps them one after the other.
    if (tool === 'ruler' && dragged.current === 0 && !moved[1]) drawing.setSelected(1);
    dragged.current = null;
    setTrace([]);
  }
  return { trace, paneTool: tool === 'move' ? null : { onPress, onDrag, onRelease } };
}

/** The first three corners stand in the middle, to be moved from there. */
function firstCorners({ widthPx, heightPx }: WoundPhoto): readonly PhotoPoint[] {
  return [
    { x: widthPx * 0.5, y: heightPx * 0.4 },
    { x: widthPx * 0.6, y: heightPx * 0.6 },
    { x: widthPx * 0.4, y: heightPx * 0.6 },
  ];
}

/** The marks and the outline while they are drawn, by pointer or keyboard, with a way back. */
export function useMeasure(photo: WoundPhoto) {
  const drawing = usePoints(photo);
  const { history, tool, selected, points, setSelected, setOutline } = drawing;
  const { outline } = history.drawn;
  return {
    drawn: history.drawn,
    canUndo: history.canUndo,
    tool,
    selected,
    points,
    choose: drawing.choose,
    ...usePointerTool(photo, drawing),
    /** Moves the selected point; answers false where there is none. */
    nudge(by: PhotoPoint): boolean {
      const point = points[selected];
      if (tool === 'move' || point === undefined) return false;
      history.remember();
      drawing.put(selected, { x: point.x + by.x, y: point.y + by.y });
      return true;
    },
    select: (step: number) =>
      setSelected((before) => (before + step + points.length) % Math.max(1, points.length)),
    addCorner(): void {
      if (outline.length < 3) setOutline(firstCorners(photo), 0);
      else setOutline(withPointAfter(outline, selected), selected + 1);
    },
    removeCorner: () => setOutline(outline.toSpliced(selected, 1), selected),
    clearOutline: () => setOutline([], 0),
    undo(): void {
      history.undo();
      setSelected(0);
    },
  };
}
