import { bodySites, type BodySite } from './body-site-list.ts';
import type { BodyView, Laterality } from './wound.ts';

const byCode = new Map<string, BodySite>(bodySites.map((site) => [site.code, site]));

/** The site of a code, or undefined where the list has none. */
export function bodySiteOf(code: string): BodySite | undefined {
  return byCode.get(code);
}

/** A view as the name of a picture. */
export const viewWords = {
  front: 'Front',
  back: 'Back',
  side: 'Side',
  top: 'Top of the foot',
  sole: 'Sole of the foot',
} as const satisfies Record<BodyView, string>;

/** Where a wound is, as codes and the words of whoever saw it. */
export type WoundPlace = {
  readonly bodySite: string;
  readonly laterality: Laterality;
  readonly bodyView: BodyView;
  readonly siteDetail: string | null;
};

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * The place in words, at most 255 characters: "Left heel, plantar". The middle is said only where the
 * site also has sides; a code that this release does not know stands for itself.
 */
export function locationOf({ bodySite, laterality, bodyView, siteDetail }: WoundPlace): string {
  const site = bodySiteOf(bodySite);
  const name = site?.name ?? bodySite;
  const hasSides = site === undefined || site.sides.includes('left');
  const place = laterality === 'midline' ? name : `${laterality} ${name}`;
  const middle = laterality === 'midline' && hasSides ? 'midline' : null;
  const parts = [capitalised(place), middle, site?.viewNames[bodyView] ?? null, siteDetail];
  return parts.filter((part) => part !== null).join(', ');
}

/** Why side and view do not go with a site, in words for a person; null when they do. */
export function placeProblem(
  site: BodySite,
  { laterality, bodyView }: Pick<WoundPlace, 'laterality' | 'bodyView'>,
): string | null {
  if (!site.sides.includes(laterality))
    return laterality === 'midline'
      ? `The ${site.name} is on the left or on the right. Choose a side.`
      : `The ${site.name} lies in the middle of the body and has no side. Choose midline.`;
  if (!site.views.includes(bodyView))
    return `The ${site.name} is not seen in the view "${viewWords[bodyView]}". Choose another view.`;
  return null;
}
