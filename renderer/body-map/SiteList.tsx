import { memo, useId } from 'react';
import { type BodyRegion, regionWords } from '../../shared/wounds/body-site-list.ts';
import type { BodyPlace } from './body-places.ts';

type OptionProps = {
  readonly place: BodyPlace;
  readonly name: string;
  readonly isChosen: boolean;
  readonly onChoose: (key: string) => void;
};

const SiteOption = memo(function SiteOption({ place, name, isChosen, onChoose }: OptionProps) {
  return (
    <label className="site-list__option">
      <input
        type="radio"
        name={name}
        value={place.key}
        checked={isChosen}
        onChange={() => onChoose(place.key)}
      />
      <span className="site-list__dot" aria-hidden />
      <span className="site-list__words">
        {place.words} <span className="site-list__view">{place.view}</span>
      </span>
    </label>
  );
});

function byRegion(places: readonly BodyPlace[]) {
  const regions = new Map<BodyRegion, BodyPlace[]>();
  for (const place of places) {
    const own = regions.get(place.region);
    if (own === undefined) regions.set(place.region, [place]);
    else own.push(place);
  }
  return [...regions];
}

export type SiteListProps = {
  /** Those that are found. */
  readonly places: readonly BodyPlace[];
  readonly chosenKey: string | null;
  readonly onChoose: (key: string) => void;
};

/** The places as one group of radio buttons, under the headings of the parts of the body. */
export function SiteList({ places, chosenKey, onChoose }: SiteListProps) {
  const name = useId();
  return byRegion(places).map(([region, own]) => (
    <div
      key={region}
      role="group"
      aria-labelledby={`${name}${region}`}
      className="site-list__region"
    >
      <div id={`${name}${region}`} className="site-list__heading">
        {regionWords[region]}
      </div>
      {own.map((place) => (
        <SiteOption
          key={place.key}
          place={place}
          name={name}
          isChosen={place.key === chosenKey}
          onChoose={onChoose}
        />
      ))}
    </div>
  ));
}
