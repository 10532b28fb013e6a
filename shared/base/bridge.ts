import type { Send } from './contract.ts';
import type { Failure, Result } from './result.ts';

/** What the core tells its hosts unasked. Never holds anything of a chart. */
export type CoreEvent =
  | {
      readonly type: 'job';
      readonly jobId: string;
      readonly operation: string;
      readonly state: 'running' | 'done' | 'failed' | 'cancelled' | 'interrupted';
      readonly done: number;
      readonly total: number;
      /** The step in a few words, such as `Patients`. */
      readonly label: string;
    }
  | { readonly type: 'sessionEnded' };

/** What bytes are for; each purpose has its permission in the core. */
export type BytePurpose = 'import-source';

export type StoredFile = { readonly digest: string; readonly byteLength: number };

/** The narrow port for file bytes, which never cross as JSON. */
export type BytePort = {
  readonly put: (purpose: BytePurpose, bytes: Uint8Array) => Promise<Result<StoredFile, Failure>>;
  readonly get: (digest: string) => Promise<Result<Uint8Array, Failure>>;
  /** Writes a stored file where the user chooses; false when they changed their mind. */
  readonly save: (digest: string, suggestedName: string) => Promise<Result<boolean, Failure>>;
};

/** All that a renderer can reach: `window.caretrail` in Electron, a socket in the loopback host. */
export type Bridge = {
  readonly send: Send;
  /** Calls `listener` for each event until the returned function is called. */
  readonly onEvent: (listener: (event: CoreEvent) => void) => () => void;
  readonly bytes: BytePort;
};
