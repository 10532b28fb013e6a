import { changeId, type Register, type Standing } from './decision.ts';
import { rowId, type Values } from './row-key.ts';

/** A row while the changes of one transaction are decided, one after the other. */
export type RowState = {
  values: Values | null;
  registers: Record<string, Register>;
  /** What its version is by its changes alone, and by the versions kept of it. */
  ownVersion: number;
  keptVersion: number;
};

export type RowStates = {
  readonly at: (entity: string, rowKey: string) => RowState;
  /** The greatest version kept of a row, counting those of this transaction. */
  readonly greatestVersion: (entity: string, rowKey: string) => number;
  readonly keepVersion: (entity: string, rowKey: string, version: number) => void;
};

/** What stands, for a transaction to be tried on. */
export function rowStates({ rows, versions }: Standing): RowStates {
  const states = new Map<string, RowState>();
  const kept = new Map(versions);
  return {
    at: (entity, rowKey) => {
      const id = rowId(entity, rowKey);
      const known = states.get(id);
      if (known) return known;
      const row = rows.get(id);
      const values = row?.values ?? null;
      const state: RowState = {
        values,
        registers: { ...row?.registers },
        ownVersion: versionOf(values) ?? 0,
        keptVersion: 0,
      };
      states.set(id, state);
      return state;
    },
    greatestVersion: (entity, rowKey) => kept.get(rowId(entity, rowKey)) ?? 0,
    keepVersion: (entity, rowKey, version) => {
      const id = rowId(entity, rowKey);
      kept.set(id, Math.max(kept.get(id) ?? 0, version));
    },
  };
}

export function versionOf(values: Values | null): number | null {
  const version = values?.['version'];
  return typeof version === 'number' ? version : null;
}

/**
 * The version after one more change: each counts one, so that it comes to the same in whatever order they
 * arrive. Null where the change sets none.
 */
export function nextVersion(state: RowState, body: Values): number | null {
  const said = versionOf(body);
  if (said === null) return null;
  state.ownVersion = Math.max(state.ownVersion + 1, said);
  return Math.max(state.ownVersion, state.keptVersion);
}

/** True where the author of a change had seen what stands in a register. */
export function hasSeen(base: string | undefined, standing: Register | undefined): boolean {
  return base === (standing && changeId(standing));
}
