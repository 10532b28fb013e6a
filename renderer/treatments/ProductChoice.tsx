import { useState } from 'react';
import { Controller } from 'react-hook-form';
import type { LineChoice } from '../../shared/treatments/order-choice.ts';
import { useNavigation } from '../navigation.ts';
import { useMay } from '../signed-in.ts';
import { Button } from '../ui/Button.tsx';
import { formatCivilDate } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { type RadioCard, RadioCards } from '../ui/RadioCards.tsx';
import { Stack } from '../ui/Stack.tsx';
import { carriedMark } from './EntryFields.tsx';
import { FIELD_LABELS, leftInWords } from './treatment-words.ts';
import type { TreatmentForm, TreatmentScene } from './use-treatment-form.ts';

function cardOf(choice: LineChoice): RadioCard {
  const ordered = `Order ${choice.orderNumber} · ${formatCivilDate(choice.orderedOn)}`;
  return {
    key: choice.key,
    title: choice.productName,
    detail: choice.isCancelled ? `${ordered} · cancelled` : ordered,
    trailing: leftInWords(choice.remaining),
  };
}

function NoOrder({ patientId }: { readonly patientId: string }) {
  const go = useNavigation((navigation) => navigation.go);
  const mayOrder = useMay('orders.write');
  return (
    <InlineMessage
      tone="caution"
      title="There is no order for this patient yet"
      actions={
        mayOrder && <Button onPress={() => go({ screen: 'newOrder', patientId })}>New order</Button>
      }
    >
      A treatment is logged against an order. What you type here is kept until there is one.
    </InlineMessage>
  );
}

function Reminder({ model, scene }: ProductChoiceProps) {
  const { allergies } = scene;
  const named = model.conflicts;
  if (named.length > 0) {
    return (
      <InlineMessage tone="danger" title={`Allergy: ${named.map((a) => a.substance).join(', ')}`}>
        The name of this product mentions it. Check before you use it.
      </InlineMessage>
    );
  }
  if (allergies.length === 0) return null;
  return (
    <p className="treatment-reminder">
      <strong>Allergies:</strong> {allergies.map((a) => a.substance).join(', ')}. Check what the
      product is made of.
    </p>
  );
}

export type ProductChoiceProps = {
  readonly model: TreatmentForm;
  readonly scene: TreatmentScene;
};

/** The product, chosen from what was ordered for this patient, with what is left of it. */
export function ProductChoice({ model, scene }: ProductChoiceProps) {
  const { choices } = scene;
  const open = choices.filter((choice) => choice.isOpen);
  const isCarried = carriedMark(model, 'line') !== undefined;
  const [isShowingOthers, setShowingOthers] = useState(false);
  const [isShowingUsedUp, setShowingUsedUp] = useState(open.length === 0);
  const isFolded = isCarried && !isShowingOthers && model.line !== null;
  const isListed = (choice: LineChoice) =>
    choice.key === model.entry.line || (!isFolded && (choice.isOpen || isShowingUsedUp));
  const hasUsedUp = open.length < choices.length;

  if (choices.length === 0) {
    return (
      <div data-field="line">
        <NoOrder patientId={scene.patient.id} />
      </div>
    );
  }
  return (
    <Stack gap={2}>
      <div data-field="line">
        <Controller
          control={model.form.control}
          name="line"
          render={({ field, fieldState }) => (
            <RadioCards
              label={FIELD_LABELS.line}
              isRequired
              name={field.name}
              value={field.value === '' ? null : field.value}
              cards={choices.filter(isListed).map(cardOf)}
              carried={carriedMark(model, 'line')}
              error={fieldState.error?.message}
              description={<Reminder model={model} scene={scene} />}
              onBlur={field.onBlur}
              onChange={(key) => {
                field.onChange(key);
                model.touch('line');
              }}
            />
          )}
        />
      </div>
      {isFolded && choices.length > 1 && (
        <div>
          <Button variant="quiet" onPress={() => setShowingOthers(true)}>
            Choose another product
          </Button>
        </div>
      )}
      {!isFolded && hasUsedUp && open.length > 0 && (
        <div>
          <Button variant="quiet" onPress={() => setShowingUsedUp(!isShowingUsedUp)}>
            {isShowingUsedUp ? 'Hide used-up lines' : 'Show used-up lines'}
          </Button>
        </div>
      )}
    </Stack>
  );
}
