import { firstPageId, pageOfId } from './page-files.ts';
import type { FileTree } from './file-tree.ts';
import { faultOf } from './exclusive-file.ts';
import type { CheckDepth, DamagedRow, RowCheck, RowCheckProgress } from './row-check.ts';
import type { RowTable } from './row-table.ts';
import type { SealedRows } from './sealed-rows.ts';
import type { Checked, SteppedCheck } from './stepped-check.ts';

/** A page that does not authenticate; `path` is PostgreSQL's file, null when that is unknown. */
export type DamagedPage = { readonly path: string | null; readonly pageNumber: number | null };

export type CheckResult = Checked<DamagedPage>;

/** A check of the whole store in steps; it may be committed to between them. */
export type PageCheck = SteppedCheck<CheckResult>;

export function beginPageCheck(parts: {
  readonly rows: SealedRows;
  readonly depth: CheckDepth;
  readonly tree: FileTree;
  readonly tables: { readonly page: RowTable; readonly node: RowTable };
  /** Called once, when the check ends and something is wrong. */
  readonly onDamage: () => void;
}): PageCheck {
  const { rows, depth, tree, tables, onDamage } = parts;
  const check = rows.beginCheck(depth);
  const paths = new Map<number, string | null>();
  const place = ({ table, id }: DamagedRow): DamagedPage => {
    if (paths.size === 0) for (const { ino, path } of tree.all()) paths.set(ino, path);
    const isPage = table.name === tables.page.name;
    const { ino, pageNumber } = pageOfId(isPage ? id : firstPageId(id));
    return { path: paths.get(ino) ?? null, pageNumber: isPage ? pageNumber : null };
  };
  return {
    step(maxRows) {
      const { done, total, result } = stepThrough(check, maxRows);
      if (result && (result.damaged.length > 0 || !result.isDigestRight)) onDamage();
      return { done, total, result: result && { ...result, damaged: result.damaged.map(place) } };
    },
    giveUp: () => check.giveUp(),
  };
}

/** Where SQLite finds no way through its own file, the check ends: that file is not whole. */
function stepThrough(check: RowCheck, maxRows: number): RowCheckProgress {
  try {
    return check.step(maxRows);
  } catch (error) {
    if (faultOf(error) !== 'damaged') throw error;
    check.giveUp();
    return { done: 0, total: 0, result: { rows: 0, damaged: [], isDigestRight: false } };
  }
}
