import { useState } from 'react';
import { Controller } from 'react-hook-form';
import type { Wound } from '../../shared/wounds/wound.ts';
import { Button } from '../ui/Button.tsx';
import { formatCivilDate } from '../ui/format.ts';
import { type RadioCard, RadioCards } from '../ui/RadioCards.tsx';
import { Stack } from '../ui/Stack.tsx';
import { carriedMark, TextEntry } from './EntryFields.tsx';
import { FIELD_LABELS, woundInWords } from './treatment-words.ts';
import type { TreatmentForm, TreatmentScene } from './use-treatment-form.ts';

export type WoundChoiceProps = { readonly model: TreatmentForm; readonly scene: TreatmentScene };

/** The key of the card that stands for no wound. */
const ELSEWHERE = 'elsewhere';
const elsewhere: RadioCard = { key: ELSEWHERE, title: 'Another place, in words' };

const stateWords = { open: null, healed: 'healed', closed: 'out of care' } as const;

function cardOf(wound: Wound): RadioCard {
  const state = stateWords[wound.status];
  const since = state === null ? [] : [`${state} since ${formatCivilDate(wound.statusOn)}`];
  const etiology = `${wound.etiology.charAt(0).toUpperCase()}${wound.etiology.slice(1)}`;
  return { key: wound.id, title: woundInWords(wound), detail: [etiology, ...since].join(' · ') };
}

/** Which cards are listed: all in care; the others, and the rest beside a carried one, only when asked for. */
function useListed({ model, scene }: WoundChoiceProps) {
  const { entry } = model;
  const [isShowingOthers, setShowingOthers] = useState(false);
  const [isShowingOld, setShowingOld] = useState(false);
  const isFolded = carriedMark(model, 'woundId') !== undefined && !isShowingOthers;
  const hasOld = scene.wounds.some(({ status }) => status !== 'open');
  const listed = scene.wounds.filter(
    ({ id, status }) => id === entry.woundId || (!isFolded && (status === 'open' || isShowingOld)),
  );
  return {
    cards: [...listed.map(cardOf), ...(isFolded ? [] : [elsewhere])],
    isFolded,
    unfold: () => setShowingOthers(true),
    hasOld: hasOld && !isFolded && !isShowingOld,
    showOld: () => setShowingOld(true),
  };
}

function WoundCards({ model, scene }: WoundChoiceProps) {
  const { cards, isFolded, unfold, hasOld, showOld } = useListed({ model, scene });
  const [isElsewhere, setElsewhere] = useState(model.entry.woundLocation !== '');
  return (
    <Stack gap={2}>
      <div data-field="woundId">
        <Controller
          control={model.form.control}
          name="woundId"
          render={({ field, fieldState }) => (
            <RadioCards
              label={FIELD_LABELS.woundId}
              name={field.name}
              value={field.value === '' ? (isElsewhere ? ELSEWHERE : null) : field.value}
              cards={cards}
              carried={carriedMark(model, 'woundId')}
              error={fieldState.error?.message}
              onBlur={field.onBlur}
              onChange={(key) => {
                setElsewhere(key === ELSEWHERE);
                field.onChange(key === ELSEWHERE ? '' : key);
                model.touch('woundId');
              }}
            />
          )}
        />
      </div>
      {isFolded && (
        <div>
          <Button variant="quiet" onPress={unfold}>
            Choose another wound
          </Button>
        </div>
      )}
      {hasOld && (
        <div>
          <Button variant="quiet" onPress={showOld}>
            Show healed and closed wounds
          </Button>
        </div>
      )}
    </Stack>
  );
}

/** Where it was done: one of the patient's wounds, or words for a place that has none. */
export function WoundChoice({ model, scene }: WoundChoiceProps) {
  return (
    <>
      {scene.wounds.length > 0 && <WoundCards model={model} scene={scene} />}
      {model.entry.woundId === '' && <TextEntry model={model} name="woundLocation" />}
    </>
  );
}
