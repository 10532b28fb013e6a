import { type ReactNode, useEffect, useRef } from 'react';
import { Controller, useController } from 'react-hook-form';
import type { CivilDate } from '../../shared/base/civil-date.ts';
import { FormNotice } from '../FormNotice.tsx';
import { Button } from '../ui/Button.tsx';
import { problemSentence } from '../form-problems.ts';
import { DateField } from '../ui/DateField.tsx';
import { Grid } from '../ui/Grid.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import { TextField } from '../ui/TextField.tsx';
import { FacilityField } from './FacilityField.tsx';
import { OrderLinesField } from './OrderLinesField.tsx';
import { PatientPicker } from './PatientPicker.tsx';
import { PickedPatientCard } from './PickedPatientCard.tsx';
import type { OrderFormControl, OrderFormState, OrderSaving } from './use-order-form.ts';

type OrderFormProps = {
  readonly form: OrderFormState;
  readonly today: CivilDate;
  /** True for a draft: whom it is for cannot change, and it has a number already. */
  readonly isDraft?: boolean | undefined;
  /** As what Enter saves it. */
  readonly submitsAs: OrderSaving;
  readonly onCancel: () => void;
  /** The buttons that save it. */
  readonly children: ReactNode;
};

/** Takes down an order: for whom, which products, how many, when, for which facility. */
export function OrderForm(props: OrderFormProps) {
  const { form, today, isDraft = false, submitsAs, onCancel, children } = props;
  const { control, problem, submitCount } = form;
  const element = useRef<HTMLFormElement>(null);
  const productPicker = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (submitCount > 0) focusFirstProblem(element.current);
  }, [submitCount]);

  return (
    <form ref={element} noValidate onSubmit={(event) => void form.submitAs(submitsAs)(event)}>
      <Stack>
        <Panel heading="Patient">
          <PatientField
            control={control}
            isFixed={isDraft}
            onPicked={() => productPicker.current?.focus()}
          />
        </Panel>
        <Panel heading="Products">
          <OrderLinesField control={control} pickerRef={productPicker} />
        </Panel>
        <Panel heading="Order">
          <OrderFields control={control} today={today} isDraft={isDraft} />
        </Panel>
        {problem !== null && <FormNotice title="The order was not saved">{problem}</FormNotice>}
        <div className="form-actions">
          <Row justify="end">
            <Button
              onPress={() => {
                form.discard();
                onCancel();
              }}
            >
              Cancel
            </Button>
            {children}
          </Row>
        </div>
      </Stack>
    </form>
  );
}

/** In the order of the page, which is the order people mend things in. */
function focusFirstProblem(form: HTMLFormElement | null): void {
  form?.querySelector<HTMLElement>('input[aria-invalid="true"]')?.focus();
}

type PatientFieldProps = {
  readonly control: OrderFormControl;
  readonly isFixed: boolean;
  /** Called once the picker is gone, to take the focus on. */
  readonly onPicked: () => void;
};

function PatientField({ control, isFixed, onPicked }: PatientFieldProps) {
  const { field, fieldState } = useController({ name: 'patient', control });
  const { ref, value: picked, onChange } = field;
  const error = fieldState.error?.message;
  const place = useRef<HTMLDivElement>(null);
  const isPicked = picked !== null;
  const wasPicked = useRef(isPicked);

  // The picker that had the focus is gone once it has been used, and the other way round.
  useEffect(() => {
    if (wasPicked.current === isPicked) return;
    wasPicked.current = isPicked;
    if (isPicked) onPicked();
    else place.current?.querySelector('input')?.focus();
  }, [isPicked, onPicked]);

  return (
    <div ref={place}>
      {picked === null ? (
        <PatientPicker error={error} ref={ref} onPick={onChange} />
      ) : (
        <PickedPatientCard
          patient={picked}
          error={error}
          onChange={isFixed ? undefined : () => onChange(null)}
        />
      )}
    </div>
  );
}

type OrderFieldsProps = {
  readonly control: OrderFormControl;
  readonly today: CivilDate;
  readonly isDraft: boolean;
};

function OrderFields({ control, today, isDraft }: OrderFieldsProps) {
  return (
    <Grid minColumnRem={16}>
      <Controller
        name="orderedOn"
        control={control}
        render={({ field, fieldState }) => (
          <DateField
            label="Ordered on"
            isRequired
            max={today}
            {...field}
            error={problemSentence('The date', fieldState.error?.message)}
          />
        )}
      />
      <Controller
        name="orderNumber"
        control={control}
        render={({ field, fieldState }) => (
          <TextField
            label="Order number"
            description={`Leave it empty to ${isDraft ? 'keep the one it has' : 'get the next number'}`}
            {...field}
            error={problemSentence('Order number', fieldState.error?.message)}
          />
        )}
      />
      <Controller
        name="facilityId"
        control={control}
        render={({ field: { ref: _ref, ...field }, fieldState }) => (
          <FacilityField {...field} error={fieldState.error?.message} />
        )}
      />
    </Grid>
  );
}
