import {
  Ban,
  ClockAlert,
  FilePen,
  Hourglass,
  Import,
  LockKeyhole,
  type LucideIcon,
  PenLine,
} from 'lucide-react';
import {
  type RecordState,
  recordStateOf,
  type SigningState,
} from '../../shared/signing/record-state.ts';
import { Badge, type Tone } from '../ui/Badge.tsx';

const STATES: Readonly<
  Record<RecordState, { readonly words: string; readonly tone: Tone; readonly icon: LucideIcon }>
> = {
  unsigned: { words: 'Unsigned', tone: 'caution', icon: PenLine },
  awaitingCosignature: { words: 'Waits for co-signature', tone: 'info', icon: Hourglass },
  signed: { words: 'Signed', tone: 'success', icon: LockKeyhole },
  voided: { words: 'Voided', tone: 'danger', icon: Ban },
};

export type MarkedRecord = SigningState & { readonly isImported?: boolean | undefined };

export type RecordMarksProps = { readonly record: MarkedRecord };

function StateMark({ record }: RecordMarksProps) {
  const state = recordStateOf(record);
  if (state === 'unsigned' && record.isImported) return <Badge icon={Import}>Imported</Badge>;
  const { words, tone, icon } = STATES[state];
  return (
    <Badge tone={tone} icon={icon}>
      {words}
    </Badge>
  );
}

/** How often a record was amended; nothing while it was not. */
export function AmendedMark({ count }: { readonly count: number }) {
  if (count === 0) return null;
  return (
    <Badge tone="info" icon={FilePen}>
      Amended ({count})
    </Badge>
  );
}

/** Where a saved record stands, in words with an icon each; colour only repeats them. */
export function RecordMarks({ record }: RecordMarksProps) {
  const { amendmentCount, isLateEntry } = record;
  return (
    <>
      <StateMark record={record} />
      <AmendedMark count={amendmentCount} />
      {isLateEntry && (
        <Badge tone="caution" icon={ClockAlert}>
          Late entry
        </Badge>
      )}
    </>
  );
}
