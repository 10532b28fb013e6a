import type { Handlers } from '../../shared/base/contract.ts';
import type { leavingOperations } from '../../shared/sync/leaving-contract.ts';
import type { Contexts } from '../platform/context.ts';
import type { FileStore } from '../platform/file-store.ts';
import type { KeepingPlace } from '../platform/keeping-place.ts';
import { bringUnsent } from './bring-unsent.ts';
import { exportUnsent } from './export-unsent.ts';
import { leave } from './leave.ts';
import type { SyncSwitch } from './sync-switch.ts';

type Parts = {
  readonly files: FileStore;
  /** Null for records in memory. */
  readonly place: KeepingPlace | null;
  readonly loop: SyncSwitch;
};

export function createLeavingHandlers({
  files,
  place,
  loop,
}: Parts): Handlers<typeof leavingOperations, Contexts> {
  return {
    'sync.exportUnsent': (_input, context) => exportUnsent(place, context),
    'sync.bringUnsent': (wanted, context) => bringUnsent(files, wanted, context),
    'sync.leave': (wanted, context) => leave(wanted, context, loop.left),
  };
}
