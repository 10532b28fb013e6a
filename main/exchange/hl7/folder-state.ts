import { stat } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { FolderState } from '../../../shared/exchange/hl7-contract.ts';

/** The system's words for a place that is there and not for us. */
const CLOSED = new Set(['EACCES', 'EPERM']);

/** The code of a system's error; empty for any other. */
export function systemCode(error: unknown): string {
  const isOfSystem = error instanceof Error && 'code' in error && 'syscall' in error;
  return isOfSystem && typeof error.code === 'string' ? error.code : '';
}

/** A share whose server is gone may not answer for minutes, and nobody else waits for it. */
const ANSWERS_WITHIN_MS = 3000;

/** What a folder answers, or `otherwise` where it does not answer at all. */
export function answerOf<T>(asked: Promise<T>, otherwise: T): Promise<T> {
  const tooLate = delay(ANSWERS_WITHIN_MS, otherwise, { ref: false });
  return Promise.race([asked, tooLate]);
}

/** How a chosen folder is just now. One that is not there is nothing wrong: its drive may come back. */
export async function folderState(folder: string | null): Promise<FolderState> {
  return folder === null ? 'off' : answerOf(stateOf(folder), 'missing');
}

async function stateOf(folder: string): Promise<FolderState> {
  try {
    return (await stat(folder)).isDirectory() ? 'there' : 'notUsable';
  } catch (error) {
    return CLOSED.has(systemCode(error)) ? 'notUsable' : 'missing';
  }
}
