import { memo, useMemo } from 'react';
import type { Wound } from '../../shared/wounds/wound.ts';
import { BodyFigure, type FigureMark } from './BodyFigure.tsx';
import { type BodyPlace, PLACES_BY_LAYER, placeOf } from './body-places.ts';
import type { DrawingName } from './site-spots.ts';

type Marked = FigureMark & { readonly drawing: DrawingName };

function marksOf(wounds: readonly Wound[], currentId: string | null): readonly Marked[] {
  return wounds.flatMap((wound) => {
    const [shape] = placeOf(wound)?.shapes ?? [];
    if (shape === undefined || wound.voidedAt !== null) return [];
    const rest = wound.status === 'open' ? 'open' : 'ended';
    const tone = wound.id === currentId ? 'current' : rest;
    return [{ key: wound.id, number: wound.woundNumber, tone, ...shape } as const];
  });
}

const PRESSABLE = PLACES_BY_LAYER.flatMap((place) =>
  place.shapes
    .filter(({ isPressable }) => isPressable)
    .map(({ drawing, path }) => ({ drawing, path, key: place.key })),
);

/** The drawings in which a place is seen, the plainest first; none where its site is not known. */
export function drawingsOf(wound: Wound): readonly DrawingName[] {
  const shapes = placeOf(wound)?.shapes ?? [];
  return [...new Set(shapes.map(({ drawing }) => drawing))];
}

const ALL = ['front', 'back', 'sole', 'top'] as const;

export type BodyPicturePanelProps = {
  /** Wounds of the patient, each shown by its number. */
  readonly wounds: readonly Wound[];
  /** The wound that the screen is about. */
  readonly currentId?: string | undefined;
  readonly chosen?: BodyPlace | null | undefined;
  /** Gets the key of the place that was pressed; without it the picture is only looked at. */
  readonly onPress?: ((key: string) => void) | undefined;
  /** Enlarges the numbers of drawings that are shown small. */
  readonly markScale?: number | undefined;
  /** Which drawings; by default all of them. */
  readonly drawings?: readonly DrawingName[] | undefined;
};

/** The body with the patient's wounds on it. It repeats what is said in words beside it. */
export const BodyPicturePanel = memo(function BodyPicturePanel(props: BodyPicturePanelProps) {
  const { wounds, currentId, onPress, drawings = ALL } = props;
  const current = wounds.find(({ id }) => id === currentId);
  const chosen = props.chosen ?? (current && placeOf(current));
  const marks = useMemo(() => marksOf(wounds, currentId ?? null), [wounds, currentId]);
  return (
    <div className="body-picture" aria-hidden>
      {drawings.map((name) => (
        <BodyFigure
          key={name}
          name={name}
          shapes={onPress && PRESSABLE.filter(({ drawing }) => drawing === name)}
          chosen={chosen?.shapes
            .filter(({ drawing }) => drawing === name)
            .map(({ path }) => ({ key: chosen.key, path }))}
          marks={marks.filter(({ drawing }) => drawing === name)}
          onPress={onPress}
          markScale={props.markScale}
        />
      ))}
    </div>
  );
});
