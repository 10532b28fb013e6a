import { ClockAlert, Signature } from 'lucide-react';
import type { WaitingRecord } from '../../shared/signing/contract.ts';
import { queryClient, type ReplyOf, useChange } from '../client/use-operation.ts';
import { announce } from '../ui/announce.ts';
import { Badge } from '../ui/Badge.tsx';
import { formatCivilDate, formatQuantity } from '../ui/format.ts';
import { ConfirmWithPin } from './ConfirmWithPinPanel.tsx';
import { AmendedMark } from './RecordMarksPanel.tsx';
import { patientName, recordKey } from './signing-words.ts';

/** A record to sign as its signer saw it. */
export type RecordToSign = Pick<
  WaitingRecord,
  | 'kind'
  | 'id'
  | 'version'
  | 'patientFirstName'
  | 'patientLastName'
  | 'patientBirthOn'
  | 'occurredOn'
  | 'title'
  | 'isLateEntry'
  | 'amendmentCount'
>;

export type SignDialogProps = {
  readonly records: readonly RecordToSign[];
  /** Whether they are signed as their author or co-signed. */
  readonly meaning: 'author' | 'cosigner';
  readonly onSigned: () => void;
  /** Which of them were changed after they were seen; the dialog is to be closed. */
  readonly onChanged: (ids: readonly string[]) => void;
  readonly onClose: () => void;
};

function ListedRecord({ record }: { readonly record: RecordToSign }) {
  return (
    <li className="signed-list__record">
      <strong dir="auto">{patientName(record)}</strong> · born{' '}
      {formatCivilDate(record.patientBirthOn)}
      <div className="signed-list__what">
        <span>
          <span dir="auto">{record.title}</span> · {formatCivilDate(record.occurredOn)}
        </span>
        <AmendedMark count={record.amendmentCount} />
        {record.isLateEntry && (
          <Badge tone="caution" icon={ClockAlert}>
            Late entry
          </Badge>
        )}
      </div>
    </li>
  );
}

function asSeen({ kind, id, version }: RecordToSign) {
  return { kind, id, seen: version };
}

/** A co-signer takes responsibility for the amendments too. */
function asSeenAmended(record: RecordToSign) {
  return { ...asSeen(record), amendmentCount: record.amendmentCount };
}

type SignReply = ReplyOf<'signing.sign'> | ReplyOf<'signing.cosign'>;

/** Signs or co-signs records: under which words, which ones, and the PIN. Mount it to ask. */
export function SignDialog(props: SignDialogProps) {
  const { records, meaning, onSigned, onChanged, onClose } = props;
  const sign = useChange('signing.sign');
  const cosign = useChange('signing.cosign');
  const verb = meaning === 'author' ? 'Sign' : 'Co-sign';
  const many = formatQuantity(records.length, 'record');

  function onReply(reply: SignReply): string | null {
    if (reply.ok) {
      announce(`${verb}ed on this computer: ${many}. What is signed is locked.`);
      onSigned();
      return null;
    }
    void queryClient.invalidateQueries();
    if (reply.failure.code !== 'Stale') return reply.failure.message;
    onChanged(reply.failure.details.ids);
    return null;
  }
  return (
    <ConfirmWithPin<SignReply>
      title={`${verb} ${many}?`}
      meaning={meaning}
      confirmLabel={`${verb} ${many}`}
      icon={Signature}
      send={({ pin, commandId }) => {
        const by = { pin, commandId };
        return meaning === 'author'
          ? sign.mutateAsync({ records: records.map(asSeen), ...by })
          : cosign.mutateAsync({ records: records.map(asSeenAmended), ...by });
      }}
      onReply={onReply}
      onClose={onClose}
    >
      <ul className="signed-list" aria-label={`${verb}: ${many}`}>
        {records.map((record) => (
          <ListedRecord key={recordKey(record)} record={record} />
        ))}
      </ul>
      <p>
        {meaning === 'author'
          ? 'A signed record is locked: from then on it is amended or voided, never changed.'
          : 'Your signature is added to that of the author. Nothing in the records changes.'}
      </p>
    </ConfirmWithPin>
  );
}
