import {
  type RefObject,
  useCallback,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { WoundPlace } from '../../shared/wounds/body-site.ts';
import type { Wound } from '../../shared/wounds/wound.ts';
import { FieldFrame, isInvalid, useFieldIds } from '../ui/FieldFrame.tsx';
import { formatQuantity } from '../ui/format.ts';
import { SearchField } from '../ui/SearchField.tsx';
import { BodyPicturePanel } from './BodyPicturePanel.tsx';
import { BODY_PLACES, type BodyPlace, placeOf } from './body-places.ts';
import { SiteList } from './SiteList.tsx';
import { placesMatching } from './site-search.ts';

/** Site, side and view together: none of them means anything alone. */
export type ChosenPlace = Pick<WoundPlace, 'bodySite' | 'laterality' | 'bodyView'>;

export type BodyMapPanelProps = {
  readonly label: string;
  readonly value: ChosenPlace | null;
  readonly onChange: (place: ChosenPlace) => void;
  readonly error?: string | undefined;
  /** The patient's other wounds, shown by their numbers. */
  readonly wounds: readonly Wound[];
};

function OtherWounds({ wounds }: Pick<BodyMapPanelProps, 'wounds'>) {
  const shown = wounds.filter(({ voidedAt }) => voidedAt === null);
  if (shown.length === 0) return null;
  return (
    <p className="body-map__others">
      Already registered:{' '}
      {shown.map(({ id, woundNumber, location, status }, index) => (
        <span key={id}>
          {index > 0 && ' · '}
          <strong>{woundNumber}</strong> {location}
          {status !== 'open' && ` (${status})`}
        </span>
      ))}
    </p>
  );
}

function foundInWords(typed: string, count: number): string {
  if (typed.trim() === '') return 'All places. Left and right are the patient’s own.';
  return count === 0
    ? 'No place has these words. Try fewer, or press the picture.'
    : `${formatQuantity(count, 'place')} found`;
}

function Chosen({ place }: { readonly place: BodyPlace | null }) {
  return (
    <p className="body-map__chosen" aria-live="polite">
      {place === null ? (
        <span>Choose in the list or press the picture.</span>
      ) : (
        <>
          <strong>{place.words}</strong> <span>{place.view}</span>
        </>
      )}
    </p>
  );
}

/** Scrolls the list alone: the screen stays where it is. */
function scrollToPlace(list: HTMLElement, key: string): void {
  const option = list.querySelector(`input[value="${key}"]`)?.closest('label');
  if (option) list.scrollTop = option.offsetTop - list.clientHeight / 2;
}

/** Arrow Down leads from the search into what it found; answers the ref of the element around both. */
function useArrowIntoList(list: RefObject<HTMLElement | null>) {
  const around = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = around.current;
    const leaveSearch = (event: KeyboardEvent) => {
      const isSearch = event.target instanceof HTMLInputElement && event.target.type !== 'radio';
      const first = list.current?.querySelector<HTMLInputElement>('input');
      if (event.key !== 'ArrowDown' || !isSearch || !first) return;
      event.preventDefault();
      first.focus();
    };
    element?.addEventListener('keydown', leaveSearch);
    return () => element?.removeEventListener('keydown', leaveSearch);
  }, [list]);
  return around;
}

/** Chooses where a wound is: a list of radio buttons to search, and a picture that does the same. */
export function BodyMapPanel({ label, value, onChange, error, wounds }: BodyMapPanelProps) {
  const field = { label, error, isRequired: true };
  const ids = useFieldIds(field);
  const list = useRef<HTMLDivElement>(null);
  const [typed, setTyped] = useState('');
  const [pressed, setPressed] = useState(0);
  const found = useMemo(() => placesMatching(typed, BODY_PLACES), [typed]);
  const chosen = value === null ? null : (placeOf(value) ?? null);

  const choose = useCallback(
    (key: string) => {
      const place = BODY_PLACES.find((each) => each.key === key);
      if (place === undefined) return;
      const { bodySite, laterality, bodyView } = place;
      onChange({ bodySite, laterality, bodyView });
    },
    [onChange],
  );
  const pressPicture = useCallback(
    (key: string) => {
      setTyped('');
      setPressed((times) => times + 1);
      choose(key);
    },
    [choose],
  );
  const chosenKey = chosen?.key ?? null;
  const showChosen = useEffectEvent(() => {
    if (list.current !== null && chosenKey !== null) scrollToPlace(list.current, chosenKey);
  });
  // At first, and after each press on the picture: whoever moves in the list sees where they are.
  useEffect(() => {
    if (pressed >= 0) showChosen();
  }, [pressed]);

  const choice = useArrowIntoList(list);

  return (
    <FieldFrame field={field} ids={ids} isGroup>
      <div className="body-map">
        <div ref={choice} className="body-map__choice">
          <SearchField
            label="Find a place"
            isLabelHidden
            placeholder="Such as left heel, tailbone, shin"
            value={typed}
            onChange={setTyped}
            onSubmit={() => {
              const [only, ...others] = found;
              if (only !== undefined && others.length === 0) choose(only.key);
            }}
          />
          <p className="body-map__count" aria-live="polite">
            {foundInWords(typed, found.length)}
          </p>
          <div
            ref={list}
            className="site-list"
            role="radiogroup"
            aria-labelledby={ids.labelId}
            aria-describedby={ids.describedBy}
            aria-required
            aria-invalid={isInvalid(field) || undefined}
          >
            <SiteList places={found} chosenKey={chosenKey} onChoose={choose} />
          </div>
        </div>
        <div className="body-map__picture">
          <Chosen place={chosen} />
          <BodyPicturePanel wounds={wounds} chosen={chosen} onPress={pressPicture} />
          <OtherWounds wounds={wounds} />
        </div>
      </div>
    </FieldFrame>
  );
}
