import { isUnknown, isUnsound } from './decide.ts';
import { WRITTEN_BY_SERVER } from './entities.ts';
import { type ChangeLine, SERVER_DEVICE } from './line.ts';

/** True for an insert that simply applies, unless a row of its key stands. */
export function isPlainInsert(
  change: ChangeLine | null,
  by: { readonly deviceId: string; readonly schemaVersion: number },
): change is ChangeLine {
  if (change?.o !== 'i') return false;
  if (WRITTEN_BY_SERVER.has(change.k) && by.deviceId !== SERVER_DEVICE) return false;
  return !isUnsound(change) && !isUnknown(change, by.schemaVersion);
}
