import type { CheckState } from './check-loop.ts';
import type { MovingFile } from './files-loop.ts';
import type { SyncState } from './loop.ts';

/** What the handlers need of the loop, which is started after them. */
export type SyncSwitch = {
  readonly state: () => SyncState;
  /** Looks at the server as soon as the command has committed. */
  readonly look: () => void;
  readonly movingFile: () => MovingFile | null;
  readonly checking: () => CheckState;
  /** Compares all records with the server's, as soon as the command has committed. */
  readonly check: () => void;
  readonly stopCheck: () => void;
  /** This computer became a device. */
  readonly enrolled: () => void;
  /** It is one no more. */
  readonly left: () => void;
};
