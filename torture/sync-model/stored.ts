import type { LogEntry } from '../../shared/sync/line.ts';
import { copyOfReplica, type Replica } from './fold.ts';

export type Head = { readonly number: number; readonly chain: string };

/** All that the server's database holds of a site. */
export type Stored = {
  readonly log: LogEntry[];
  readonly replica: Replica;
  readonly heads: Map<string, Head>;
  /** By change: its place in the log. */
  readonly places: Map<string, number>;
  maxStamp: bigint;
};

export function copyOfStored(stored: Stored): Stored {
  return {
    log: [...stored.log],
    replica: copyOfReplica(stored.replica),
    heads: new Map(stored.heads),
    places: new Map(stored.places),
    maxStamp: stored.maxStamp,
  };
}

export const NO_HEAD: Head = { number: 0, chain: '' };
