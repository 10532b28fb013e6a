import { fail } from '../../../shared/base/result.ts';
import type { DiskSpace } from './disk-space.ts';
import type { Refusal } from '../dispatch-failures.ts';

/** Whether records can be written, and if not, why. */
export type WritingState = 'allowed' | 'diskFull' | 'damaged';

/** Whether records can be written just now. */
export type Writing = {
  /** Cheap enough to ask before each command. */
  readonly state: () => WritingState;
  /** A write found no room, whatever the system says about the disk. */
  readonly noteFull: () => void;
  /** When the newest backup was made, ISO 8601; null when there is none. */
  readonly lastBackupAt?: () => string | null;
};

/** For records that no disk holds. */
export const alwaysWritable: Writing = { state: () => 'allowed', noteFull: () => undefined };

/** For records on a disk; damage is worse than a lack of room, and stays. */
export function writingOver(
  space: DiskSpace,
  isDamaged: () => boolean,
  lastBackupAt: () => string | null = () => null,
): Writing {
  return {
    lastBackupAt,
    state: () => {
      if (isDamaged()) return 'damaged';
      return space.isFull() ? 'diskFull' : 'allowed';
    },
    noteFull: space.noteFull,
  };
}

export const diskFull: Refusal = fail(
  'ReadOnly',
  'Not saved: the disk is full. What you typed is still here; make room on the disk and save again.',
);

/** Why nothing is saved just now; null when it is. */
export function readOnlyRefusal(writing: Writing): Refusal | null {
  switch (writing.state()) {
    case 'allowed':
      return null;
    case 'diskFull':
      return diskFull;
    case 'damaged':
      return fail(
        'ReadOnly',
        `Not saved: a part of the records is damaged, so they can be read but not changed. What you typed is still here; ${wayOut(writing)}`,
      );
  }
}

/** What is told of a query whose answer lies in a damaged part of the records. */
export function unreadableRefusal(writing: Writing): Refusal {
  return fail(
    'Unavailable',
    `This cannot be shown: the part of the records that holds it is damaged. The rest can still be read; ${wayOut(writing)}`,
  );
}

function wayOut({ lastBackupAt }: Writing): string {
  const madeAt = lastBackupAt?.() ?? null;
  const of = madeAt === null ? '' : `, of ${madeAt.slice(0, 10)}`;
  return `ask an administrator to restore the last good backup${of}.`;
}
