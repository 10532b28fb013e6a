import { useState } from 'react';
import { Controller } from 'react-hook-form';
import type { LineChoice } from '../../shared/treatments/order-choice.ts';
import { lineKey } from '../../shared/treatments/treatment-entry.ts';
import { useNavigation } from '../navigation.ts';
import { ProductPickerPanel } from '../products/ProductPickerPanel.tsx';
import { useMay } from '../signed-in.ts';
import { Button } from '../ui/Button.tsx';
import { formatCivilDate } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { type RadioCard, RadioCards } from '../ui/RadioCards.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import { carriedMark } from './EntryFields.tsx';
import { FIELD_LABELS, leftInWords } from './treatment-words.ts';
import type { TreatmentForm, TreatmentScene } from './use-treatment-form.ts';

function cardOf(choice: LineChoice): RadioCard {
  if (!choice.isOnOrder)
    return { key: choice.key, title: choice.productName, detail: 'Not on an order' };
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
      Order what you are going to use. What was used already can be logged with a reason.
    </InlineMessage>
  );
}

/** For what was used though nobody had ordered it: any product of the catalogue, with a reason. */
function UnorderedProduct({ model }: Pick<ProductChoiceProps, 'model'>) {
  const [isOpen, setOpen] = useState(false);
  if (!isOpen)
    return (
      <Button variant="quiet" onPress={() => setOpen(true)}>
        Something that was not ordered
      </Button>
    );
  return (
    <ProductPickerPanel
      label="Product that was not ordered"
      onPick={({ sku }) => {
        model.form.setValue('line', lineKey({ orderId: null, productId: sku }));
        model.touch('line');
        setOpen(false);
      }}
    />
  );
}

export type ProductChoiceProps = {
  readonly model: TreatmentForm;
  readonly scene: TreatmentScene;
};

/** The product, chosen from what was ordered for this patient, with what is left of it. */
export function ProductChoice({ model, scene }: ProductChoiceProps) {
  const isListedOrder = scene.choices.some(({ key }) => key === model.line?.key);
  const own = model.line === null || isListedOrder ? [] : [model.line];
  const choices = [...scene.choices, ...own];
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
        <Stack gap={2}>
          <NoOrder patientId={scene.patient.id} />
          <UnorderedProduct model={model} />
        </Stack>
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
      {!isFolded && (
        <Row isWrapping>
          {hasUsedUp && open.length > 0 && (
            <Button variant="quiet" onPress={() => setShowingUsedUp(!isShowingUsedUp)}>
              {isShowingUsedUp ? 'Hide used-up lines' : 'Show used-up lines'}
            </Button>
          )}
          <UnorderedProduct model={model} />
        </Row>
      )}
    </Stack>
  );
}
