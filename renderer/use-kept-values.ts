import { useEffect } from 'react';
import type { FieldValues, UseFormSubscribe } from 'react-hook-form';
import { keepForm } from './kept-forms.ts';

/** Keeps what is typed into a form under `name` as it changes; `keptOr` gives it back. */
export function useKeptValues<Values extends FieldValues>(
  name: string,
  subscribe: UseFormSubscribe<Values>,
): void {
  useEffect(
    () =>
      subscribe({
        formState: { values: true },
        callback: ({ values }) => keepForm(name, values),
      }),
    [name, subscribe],
  );
}
