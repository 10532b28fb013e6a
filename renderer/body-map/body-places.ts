import {
  type BodyRegion,
  type BodySite,
  bodyRegions,
  bodySites,
} from '../../shared/wounds/body-site-list.ts';
import { locationOf, viewWords, type WoundPlace } from '../../shared/wounds/body-site.ts';
import { BACK, FRONT, type HalfDrawing, mirrored, SOLE, TOP } from './body-drawing.ts';
import { type DrawingName, MIDDLE_SPOTS, SITE_SPOTS, type Spot } from './site-spots.ts';

/** A site on a side in a view: one line of the list, and its shapes in the picture. */
export type BodyPlace = Pick<WoundPlace, 'bodySite' | 'laterality' | 'bodyView'> & {
  readonly key: string;
  readonly region: BodyRegion;
  /** "Left heel, plantar". */
  readonly words: string;
  /** "Sole of the foot". */
  readonly view: string;
  readonly shapes: readonly Spot[];
};

export const DRAWINGS: Readonly<Record<DrawingName, HalfDrawing>> = {
  front: FRONT,
  back: BACK,
  sole: SOLE,
  top: TOP,
};

/** Which of the patient's sides is on the right of a drawing: looked at from behind, it is the right. */
export function sideOnTheRight(drawing: DrawingName): 'left' | 'right' {
  return drawing === 'back' ? 'right' : 'left';
}

type Place = Pick<WoundPlace, 'bodySite' | 'laterality' | 'bodyView'>;

/** One text per place, for lists and radio values. */
export function placeKey({ bodySite, laterality, bodyView }: Place): string {
  return `${bodySite} ${laterality} ${bodyView}`;
}

function spotsOf(site: BodySite, { bodySite, laterality, bodyView }: Place): readonly Spot[] {
  const isMiddleOfPaired = laterality === 'midline' && site.sides.includes('left');
  const spots = (isMiddleOfPaired ? MIDDLE_SPOTS : SITE_SPOTS)[bodySite]?.[bodyView] ?? [];
  return spots.map((spot) =>
    laterality === 'midline' || laterality === sideOnTheRight(spot.drawing)
      ? spot
      : { ...spot, path: mirrored(spot.path, DRAWINGS[spot.drawing].width) },
  );
}

function placesOf(site: BodySite): readonly BodyPlace[] {
  // Nothing in the middle of the body is seen from the side alone.
  const sidesIn = (view: string) =>
    site.sides.filter((side) => view !== 'side' || side !== 'midline');
  return site.views.flatMap((bodyView) =>
    sidesIn(bodyView).map((laterality) => {
      const place = { bodySite: site.code, laterality, bodyView };
      return {
        ...place,
        key: placeKey(place),
        region: site.region,
        words: locationOf({ ...place, siteDetail: null }),
        view: viewWords[bodyView],
        shapes: spotsOf(site, place),
      };
    }),
  );
}

/** Every place that a wound can be registered at, by region as the list is read. */
export const BODY_PLACES: readonly BodyPlace[] = bodyRegions.flatMap((region) =>
  bodySites.filter((site) => site.region === region).flatMap(placesOf),
);

// What is drawn later lies above: the order of the spots decides, not that of the list.
const layers = Object.keys(SITE_SPOTS);
const layerOf = ({ bodySite }: Place) => layers.indexOf(bodySite);

/** The same, in the order in which their shapes lie upon each other. */
export const PLACES_BY_LAYER: readonly BodyPlace[] = BODY_PLACES.toSorted(
  (one, other) => layerOf(one) - layerOf(other),
);

const byKey = new Map(BODY_PLACES.map((place) => [place.key, place]));

/** The place of a wound, or undefined where this release does not know its site. */
export function placeOf(place: Place): BodyPlace | undefined {
  return byKey.get(placeKey(place));
}
