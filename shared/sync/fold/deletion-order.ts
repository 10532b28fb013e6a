import { tablePlace } from '../entities.ts';

type Written = { readonly entity: string; readonly op: string };

/**
 * What a deletion reaches is written behind it, and yet must be put back behind the row that it names: so it
 * stands before the deletion here. The rest stays as it was.
 */
export function childrenFirst<Change extends Written>(
  changes: readonly Change[],
): readonly Change[] {
  const ordered: Change[] = [];
  for (const change of changes) {
    let at = ordered.length;
    while (at > 0 && !change.op.startsWith('i') && isDeletedParent(ordered[at - 1], change))
      at -= 1;
    ordered.splice(at, 0, change);
  }
  return ordered;
}

function isDeletedParent(before: Written | undefined, { entity }: Written): boolean {
  return before?.op.startsWith('d') === true && tablePlace(before.entity) < tablePlace(entity);
}
