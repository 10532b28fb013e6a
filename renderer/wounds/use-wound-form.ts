import { useId, useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import type { DateBounds } from '../../shared/wounds/wound-dates.ts';
import type { Wound } from '../../shared/wounds/wound.ts';
import type { ReplyOf } from '../client/use-operation.ts';
import { placeProblems, problemSentence } from '../form-problems.ts';
import { forgetForm, keptOr } from '../kept-forms.ts';
import { useKeptValues } from '../use-kept-values.ts';
import {
  readWound,
  WOUND_FIELD_LABELS,
  type WoundContent,
  type WoundField,
  type WoundFormValues,
  woundFormFields,
} from './wound-form-values.ts';

/** Where a refusal belongs that names no field itself. */
const FIELD_OF_CODE: Readonly<Record<string, WoundField>> = {
  UnknownBodySite: 'place',
  SideDisagrees: 'diagnosisCode',
  ImpossibleDate: 'onsetOn',
};

type WoundReply = ReplyOf<'wounds.register'> | ReplyOf<'wounds.correct'>;
type WoundFailure = Extract<WoundReply, { readonly ok: false }>['failure'];

type WoundFormParts = {
  /** The name under which what is typed outlives a lock. */
  readonly name: string;
  readonly initial: WoundFormValues;
  readonly bounds: DateBounds;
  readonly needsReason: boolean;
  readonly send: (content: WoundContent, values: WoundFormValues) => Promise<WoundReply>;
  readonly onSaved: (wound: Wound) => void;
  /** True when it has shown the refusal itself. */
  readonly onRefused?: ((failure: WoundFailure, typed: WoundFormValues) => boolean) | undefined;
};

export type WoundFormModel = ReturnType<typeof useWoundForm>;

const NOT_SAVED = 'It could not be saved. What you typed is still here; please try again.';

function focusIn(screenId: string, field: WoundField): void {
  const slot = document.getElementById(screenId)?.querySelector(`[data-field="${field}"]`);
  slot?.querySelector<HTMLElement>('input, textarea, button')?.focus();
}

/** The fields, kept over a lock, with how to mark one and go to it. */
function useWoundFields({ name, initial }: Pick<WoundFormParts, 'name' | 'initial'>) {
  const screenId = useId();
  const form = useForm<WoundFormValues>({ defaultValues: keptOr(name, initial) });
  const values: WoundFormValues = { ...initial, ...useWatch({ control: form.control }) };
  useKeptValues(name, form.subscribe);
  return {
    form,
    values,
    screenId,
    focus: (field: WoundField) => focusIn(screenId, field),
    show: (field: WoundField, problem: string): void => {
      const message = problemSentence(WOUND_FIELD_LABELS[field], problem) ?? problem;
      form.setError(field, { message });
    },
  };
}

/** The fields of a wound, the check before saving, and the question whose wound it is. */
export function useWoundForm(parts: WoundFormParts) {
  const { name, bounds, needsReason } = parts;
  const fields = useWoundFields(parts);
  const { form, values, show, focus } = fields;
  const [asking, setAsking] = useState<WoundContent | null>(null);
  const [isPending, setPending] = useState(false);
  const [notice, setNotice] = useState<string | null>(null);

  function ask(): void {
    if (asking !== null) return;
    setNotice(null);
    form.clearErrors();
    const reading = readWound(values, { bounds, needsReason });
    if (reading.ok) {
      setAsking(reading.value);
      return;
    }
    for (const { field, problem } of reading.problems) show(field, problem);
    const first = woundFormFields.find((field) =>
      reading.problems.some((each) => each.field === field),
    );
    if (first !== undefined) focus(first);
  }
  function refuse(failure: WoundFailure): void {
    if (parts.onRefused?.(failure, values) === true) return;
    const fallback = FIELD_OF_CODE[failure.code];
    setNotice(placeProblems(failure, { fields: woundFormFields, fallback, show }));
    // The dialog that asked is still closing and would take focus back.
    if (fallback !== undefined) setTimeout(() => focus(fallback));
  }
  async function save(): Promise<void> {
    if (asking === null || isPending) return;
    setPending(true);
    const reply = await parts.send(asking, values).catch(() => null);
    setPending(false);
    setAsking(null);
    if (reply === null) setNotice(NOT_SAVED);
    else if (reply.ok) {
      forgetForm(name);
      parts.onSaved(reply.value);
    } else refuse(reply.failure);
  }
  const cancel = () => setAsking(null);
  return { ...fields, ask, asking, save, isPending, notice, cancel };
}
