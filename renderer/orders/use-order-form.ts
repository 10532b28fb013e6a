import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { type Control, useForm } from 'react-hook-form';
import type { z } from 'zod';
import type { CivilDate } from '../../shared/base/civil-date.ts';
import type { Order } from '../../shared/orders/contract.ts';
import { useChange } from '../client/use-operation.ts';
import { placeProblems } from '../form-problems.ts';
import { forgetForm, keptOr } from '../kept-forms.ts';
import { useKeptValues } from '../use-kept-values.ts';
import { fieldOfFailure, type OrderEntry, orderEntry, type PickedPatient } from './order-entry.ts';

type CheckedEntry = z.output<typeof orderEntry>;

export type OrderFormControl = Control<OrderEntry, unknown, CheckedEntry>;

type OrderFormParts = {
  readonly today: CivilDate;
  /** Given when the order was begun from a chart. */
  readonly patient: PickedPatient | null;
  readonly onSaved: (order: Order) => void;
};

const fieldNames = ['patient', 'orderNumber', 'orderedOn', 'lines'] as const;

/** The name under which an unfinished order is kept; one per patient it was begun for. */
export function keptOrderName(patientId: string | null): string {
  return `newOrder ${patientId ?? ''}`;
}

/** The state of the form and what saving it does; whatever fails, all that was typed stays. */
export function useOrderForm({ today, patient, onSaved }: OrderFormParts) {
  const create = useChange('orders.create');
  const [problem, setProblem] = useState<string | null>(null);
  const keptAs = keptOrderName(patient?.id ?? null);
  const form = useForm<OrderEntry, unknown, CheckedEntry>({
    resolver: zodResolver(orderEntry),
    shouldFocusError: false,
    defaultValues: keptOr<OrderEntry>(keptAs, {
      patient,
      orderNumber: '',
      orderedOn: today,
      lines: [],
    }),
  });
  useKeptValues(keptAs, form.subscribe);

  async function save({ patient: picked, lines, ...order }: CheckedEntry) {
    setProblem(null);
    const reply = await create.mutateAsync({
      ...order,
      patientId: picked.id,
      lines: lines.map(({ productId, quantity }) => ({ productId, quantity })),
    });
    if (reply.ok) {
      forgetForm(keptAs);
      return onSaved(reply.value);
    }
    const left = placeProblems(reply.failure, {
      fields: [...fieldNames, ...lines.map((_, index) => `lines.${index}.quantity` as const)],
      fallback: fieldOfFailure[reply.failure.code],
      show: (field, message) => form.setError(field, { message }),
    });
    return setProblem(left);
  }

  return {
    control: form.control,
    submit: form.handleSubmit(save),
    isSaving: create.isPending,
    problem,
    /** Grows with each try, at the moment its problems are shown. */
    submitCount: form.formState.submitCount,
    discard: () => forgetForm(keptAs),
  };
}
