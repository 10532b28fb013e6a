import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { type Control, useForm } from 'react-hook-form';
import type { Order } from '../../shared/orders/contract.ts';
import type { FieldProblem } from '../../shared/base/result.ts';
import { placeProblems } from '../form-problems.ts';
import { forgetForm, keptOr } from '../kept-forms.ts';
import { useKeptValues } from '../use-kept-values.ts';
import { type CheckedOrder, fieldOfFailure, type OrderEntry, orderEntry } from './order-entry.ts';

export type OrderFormControl = Control<OrderEntry, unknown, CheckedOrder>;

type OrderReply =
  | { readonly ok: true; readonly value: Order }
  | {
      readonly ok: false;
      readonly failure: {
        readonly code: string;
        readonly message: string;
        readonly fields?: readonly FieldProblem[];
      };
    };

/** How an order leaves its form. */
export type OrderSaving = 'draft' | 'placed';

type OrderFormParts = {
  /** The name under which it is kept while it is unfinished. */
  readonly keptAs: string;
  readonly start: OrderEntry;
  readonly send: (said: CheckedOrder, as: OrderSaving) => Promise<OrderReply>;
  readonly onSaved: (order: Order) => void;
};

const fieldNames = ['patient', 'orderNumber', 'orderedOn', 'facilityId', 'lines'] as const;

/** The state of the form and what saving it does; whatever fails, all that was typed stays. */
export function useOrderForm({ keptAs, start, send, onSaved }: OrderFormParts) {
  const [problem, setProblem] = useState<string | null>(null);
  const [saving, setSaving] = useState<OrderSaving | null>(null);
  const form = useForm<OrderEntry, unknown, CheckedOrder>({
    resolver: zodResolver(orderEntry),
    shouldFocusError: false,
    defaultValues: keptOr<OrderEntry>(keptAs, start),
  });
  useKeptValues(keptAs, form.subscribe);

  async function save(said: CheckedOrder, as: OrderSaving) {
    if (saving !== null) return;
    setProblem(null);
    setSaving(as);
    const reply = await send(said, as).finally(() => setSaving(null));
    if (reply.ok) {
      forgetForm(keptAs);
      return onSaved(reply.value);
    }
    const left = placeProblems(reply.failure, {
      fields: [...fieldNames, ...said.lines.map((_, index) => `lines.${index}.quantity` as const)],
      fallback: fieldOfFailure[reply.failure.code],
      show: (field, message) => form.setError(field, { message }),
    });
    return setProblem(left);
  }

  return {
    control: form.control,
    submitAs: (as: OrderSaving) => form.handleSubmit((said) => save(said, as)),
    /** As what it is being saved just now. */
    saving,
    problem,
    /** Grows with each try, at the moment its problems are shown. */
    submitCount: form.formState.submitCount,
    discard: () => forgetForm(keptAs),
  };
}

export type OrderFormState = ReturnType<typeof useOrderForm>;
