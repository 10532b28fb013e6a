import type { z } from 'zod';
import type { CommonFailure, FailuresOf } from '../../../shared/base/contract.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { StoreOperations } from '../../../shared/store/contract.ts';
import { openingFailureText } from '../opening-failure.ts';
import type { GateControl } from './gate-control.ts';
import type { OpenRecords, StoreEvent } from './gate-effects.ts';
import { unusable } from './gate-failures.ts';

export type OutputOf<Name extends keyof StoreOperations> = z.input<StoreOperations[Name]['output']>;
export type StoreReply<Name extends keyof StoreOperations> = Result<
  OutputOf<Name>,
  FailuresOf<StoreOperations[Name]> | CommonFailure
>;

/** Records that can only be read must still open: an event that cannot be written is reported instead. */
export async function auditQuietly(
  { effects }: GateControl,
  records: OpenRecords,
  event: StoreEvent,
): Promise<void> {
  await records.audit(event).catch(effects.report);
}

/** Tells why the records did not open; the log keeps where it happened. */
export async function notOpened({ effects }: GateControl, error: unknown) {
  await effects.report(error);
  return unusable(openingFailureText(error));
}
