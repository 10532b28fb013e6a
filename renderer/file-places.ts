import type { FileState } from '../shared/sync/contract.ts';
import { formatBytes } from './ui/format.ts';

export type FilePlace = { readonly title: string; readonly detail: string };

/** Where a file is that has not come here yet, and what happens next; `what` such as `photo`. */
export function filePlaceInWords(
  what: string,
  state: FileState | undefined,
  isOffline: boolean,
): FilePlace {
  const then = isOffline
    ? 'It comes by itself once the server is in reach again.'
    : 'It appears here by itself.';
  if (state?.hasFailed)
    return {
      title: `The ${what} did not arrive whole`,
      detail: 'It is asked for again by itself.',
    };
  if (state?.isOnServer)
    return { title: `The ${what} is on the server`, detail: `${leftInWords(state)}${then}` };
  const name = state?.deviceName ?? null;
  const where = name === null ? 'on another computer' : `on the computer “${name}”`;
  return {
    title: `The ${what} is still ${where}`,
    detail: 'It comes by itself once that computer has brought it to the server.',
  };
}

function leftInWords({ byteLength, movedBytes }: FileState): string {
  if (byteLength === null) return '';
  return `${formatBytes(Math.max(0, byteLength - (movedBytes ?? 0)))} left to come. `;
}
