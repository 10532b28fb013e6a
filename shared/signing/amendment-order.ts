import type { Amendment } from './contract.ts';

/** The correction whose content is shown; null while none is there. `amendments` are oldest first. */
export function newestCorrection<Each extends Pick<Amendment, 'kind'>>(
  amendments: readonly Each[],
): Each | null {
  return amendments.findLast(({ kind }) => kind === 'correction') ?? null;
}

type Ordered = Pick<Amendment, 'id' | 'kind' | 'supersedes'>;

/**
 * Amendments oldest first, each group in the place of its first: corrections that were made over the
 * same content belong side by side, every other amendment stands alone.
 */
export function amendmentGroups<Each extends Ordered>(
  amendments: readonly Each[],
): readonly (readonly Each[])[] {
  const groups = Map.groupBy(amendments, ({ id, kind, supersedes }) =>
    kind === 'correction' ? `over ${supersedes}` : id,
  );
  return [...groups.values()];
}
