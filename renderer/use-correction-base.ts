import { useEffect, useState } from 'react';
import { isKept, keepForm, keptOr } from './kept-forms.ts';
import { type Merge, mergeValues } from './merge-values.ts';

type Version<Values> = { readonly values: Values; readonly seen: number };

type CorrectionBase<Values> = {
  /** The name under which the form's values are kept; the version they started from stands beside. */
  readonly name: string;
  readonly fields: readonly (keyof Values)[];
  /** What stands now, for a form that is opened anew. */
  readonly current: Version<Values>;
};

/**
 * The version that a correction started from, kept with what was typed: a form that is taken up again
 * after a lock must not pass old values off as a change of the newest version.
 */
export function useCorrectionBase<Values extends object>(of: CorrectionBase<Values>) {
  const { name, fields, current } = of;
  const baseName = `${name}, base`;
  const [base, setBase] = useState(() => (isKept(name) ? keptOr(baseName, current) : current));
  const [merge, setMerge] = useState<(Merge<Values> & { readonly current: Values }) | null>(null);
  useEffect(() => keepForm(baseName, base), [baseName, base]);
  return {
    base,
    /** What has changed meanwhile, as last put together with what was typed; null when nothing has. */
    merge,
    /** Takes a newer version as the base; answers the form's values with the other's changes in. */
    rebase: (typed: Values, newer: Version<Values>): Values => {
      const result = mergeValues(fields, { base: base.values, typed, current: newer.values });
      const isNews = result.taken.length + result.disputed.length > 0;
      setMerge(isNews ? { ...result, current: newer.values } : null);
      setBase(newer);
      return result.merged;
    },
    settle: () => setMerge(null),
  };
}
