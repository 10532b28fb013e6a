import { useEffect, useRef } from 'react';
import { Controller, useController } from 'react-hook-form';
import type { CivilDate } from '../../shared/base/civil-date.ts';
import type { Order } from '../../shared/orders/contract.ts';
import { FormNotice } from '../FormNotice.tsx';
import { problemSentence } from '../form-problems.ts';
import { Button } from '../ui/Button.tsx';
import { DateField } from '../ui/DateField.tsx';
import { Grid } from '../ui/Grid.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import { TextField } from '../ui/TextField.tsx';
import type { PickedPatient } from './order-entry.ts';
import { OrderLinesField } from './OrderLinesField.tsx';
import { PatientPicker } from './PatientPicker.tsx';
import { PickedPatientCard } from './PickedPatientCard.tsx';
import { type OrderFormControl, useOrderForm } from './use-order-form.ts';

type OrderFormProps = {
  readonly today: CivilDate;
  readonly patient: PickedPatient | null;
  readonly onSaved: (order: Order) => void;
  readonly onCancel: () => void;
};

/** Takes down an order: for whom, which products, how many, when. */
export function OrderForm({ today, patient, onSaved, onCancel }: OrderFormProps) {
  const { control, submit, isSaving, problem, discard, submitCount } = useOrderForm({
    today,
    patient,
    onSaved,
  });
  const form = useRef<HTMLFormElement>(null);
  const productPicker = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (submitCount > 0) focusFirstProblem(form.current);
  }, [submitCount]);

  return (
    <form ref={form} noValidate onSubmit={(event) => void submit(event)}>
      <Stack>
        <Panel heading="Patient">
          <PatientField control={control} onPicked={() => productPicker.current?.focus()} />
        </Panel>
        <Panel heading="Products">
          <OrderLinesField control={control} pickerRef={productPicker} />
        </Panel>
        <Panel heading="Order">
          <OrderFields control={control} today={today} />
        </Panel>
        {problem !== null && <FormNotice title="The order was not saved">{problem}</FormNotice>}
        <div className="form-actions">
          <Row justify="end">
            <Button
              onPress={() => {
                discard();
                onCancel();
              }}
            >
              Cancel
            </Button>
            <Button variant="primary" type="submit" isPending={isSaving}>
              Save order
            </Button>
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
  /** Called once the picker is gone, to take the focus on. */
  readonly onPicked: () => void;
};

function PatientField({ control, onPicked }: PatientFieldProps) {
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
        <PickedPatientCard patient={picked} error={error} onChange={() => onChange(null)} />
      )}
    </div>
  );
}

type OrderFieldsProps = { readonly control: OrderFormControl; readonly today: CivilDate };

function OrderFields({ control, today }: OrderFieldsProps) {
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
            description="Leave it empty to get the next number"
            {...field}
            error={problemSentence('Order number', fieldState.error?.message)}
          />
        )}
      />
    </Grid>
  );
}
