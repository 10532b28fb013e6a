import { create } from 'zustand';
import { useSignedIn } from './signed-in.ts';

type KeptForms = { readonly forms: Readonly<Record<string, object>> };

/**
 * What is being typed in forms that have no draft in the core: in memory only, so that it outlives a
 * lock but not the program. Each person sees their own.
 */
export const useKeptForms = create<KeptForms>(() => ({ forms: {} }));

/** The part of the store that belongs to whoever is signed in. */
export function ownKey(form: string): string {
  return `${useSignedIn.getState().user?.userId ?? ''} ${form}`;
}

/** Keeps the values of `form`; never pass a PIN. */
export function keepForm(form: string, values: object): void {
  const key = ownKey(form);
  useKeptForms.setState(({ forms }) => ({ forms: { ...forms, [key]: values } }));
}

export function forgetForm(form: string): void {
  const key = ownKey(form);
  useKeptForms.setState(({ forms }) => ({
    forms: Object.fromEntries(Object.entries(forms).filter(([kept]) => kept !== key)),
  }));
}

/** `blank` filled with what the person had typed before a lock or an interruption. */
export function keptOr<Values extends object>(form: string, blank: Values): Values {
  return { ...blank, ...useKeptForms.getState().forms[ownKey(form)] };
}

export function isKept(form: string): boolean {
  return ownKey(form) in useKeptForms.getState().forms;
}

export function useIsKept(form: string): boolean {
  return useKeptForms(({ forms }) => ownKey(form) in forms);
}
