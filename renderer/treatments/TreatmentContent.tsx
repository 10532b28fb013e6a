import { apart } from '../../shared/base/apart.ts';
import type { TreatmentRecord } from '../../shared/treatments/treatment-record.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { formatInstant } from '../ui/format.ts';
import { KeyValueList } from '../ui/KeyValueList.tsx';
import { saidLines } from './treatment-lines.ts';

export type TreatmentContentProps = {
  readonly record: TreatmentRecord;
  readonly timeZone: string;
};

/** Why a record was struck out, by whom and when; nothing where it was not. */
export function VoidedNote({ record, timeZone }: TreatmentContentProps) {
  if (record.voidedAt === null) return null;
  return (
    <InlineMessage
      tone="danger"
      isUrgent={false}
      title={`Voided ${formatInstant(record.voidedAt, timeZone)} by ${apart(record.voidedByName ?? '')}`}
    >
      {record.voidReason}
    </InlineMessage>
  );
}

/** What a treatment record says; struck through once it is voided, and readable all the same. */
export function TreatmentContent({ record, timeZone }: TreatmentContentProps) {
  const lines = saidLines(record, timeZone);
  const isVoided = record.voidedAt !== null;
  return (
    <KeyValueList
      entries={[
        ...lines.map((line) => ({ ...line, value: isVoided ? <s>{line.value}</s> : line.value })),
        {
          key: 'recorded',
          label: 'Recorded',
          value: `${apart(record.recordedByName)}, ${formatInstant(record.createdAt, timeZone)}`,
        },
      ]}
    />
  );
}
