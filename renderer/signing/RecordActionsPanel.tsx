import { Ban, FilePen, Pencil, Signature } from 'lucide-react';
import { useState } from 'react';
import { type ActedRecord, actionsOn } from '../../shared/signing/record-actions.ts';
import { useSignedIn } from '../signed-in.ts';
import { Button } from '../ui/Button.tsx';
import { formatCivilDate } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { type RecordToSign, SignDialog } from './SignDialogPanel.tsx';
import { patientName } from './signing-words.ts';
import { VoidDialog } from './VoidDialogPanel.tsx';

type Dialog = 'sign' | 'cosign' | 'void';
type Told = 'signed' | 'voided' | 'changed';

/** A saved record, with what a list of records to sign tells about it. */
export type ActionableRecord = Omit<RecordToSign, 'amendmentCount'> & {
  readonly state: ActedRecord & Pick<RecordToSign, 'amendmentCount'>;
};

/** What can be done with a record, and which of its dialogs is open. */
export function useRecordActions(record: ActionableRecord) {
  const user = useSignedIn((signedIn) => signedIn.user);
  const [dialog, open] = useState<Dialog | null>(null);
  const [told, tell] = useState<Told | null>(null);
  return {
    record,
    offered: user === null ? [] : actionsOn(record.state, user),
    dialog,
    told,
    ask: (next: Dialog): void => {
      tell(null);
      open(next);
    },
    close: () => open(null),
    finish: (outcome: Told): void => {
      open(null);
      tell(outcome);
    },
  };
}

export type RecordActing = ReturnType<typeof useRecordActions>;

const TOLD = {
  signed: {
    tone: 'success',
    title: 'Signed on this computer',
    words: 'The record is locked now. What is wrong in it is amended, never changed.',
  },
  voided: {
    tone: 'success',
    title: 'Voided on this computer',
    words: 'It stays readable, struck through, and is left out of billing and counts.',
  },
  changed: {
    tone: 'caution',
    title: 'Nothing is done yet: somebody changed this record after you saw it',
    words: 'It is shown as it stands now. Read it, then try again. What you typed is kept.',
  },
} as const;

/** What came of the last action. */
export function RecordOutcome({ acting }: { readonly acting: RecordActing }) {
  if (acting.told === null) return null;
  const { tone, title, words } = TOLD[acting.told];
  return (
    <InlineMessage tone={tone} title={title} isUrgent={tone === 'caution'}>
      {words}
    </InlineMessage>
  );
}

function Which({ record }: { readonly record: ActionableRecord }) {
  return (
    <p>
      <strong dir="auto">{patientName(record)}</strong> · born{' '}
      {formatCivilDate(record.patientBirthOn)}
      <br />
      <span dir="auto">{record.title}</span> · {formatCivilDate(record.occurredOn)}
    </p>
  );
}

function ActionDialog({ acting }: { readonly acting: RecordActing }) {
  const { record, dialog, close, finish } = acting;
  const onChanged = () => finish('changed');
  if (dialog === null) return null;
  if (dialog === 'void') {
    return (
      <VoidDialog
        kind={record.kind}
        id={record.id}
        version={record.version}
        onVoided={() => finish('voided')}
        onChanged={onChanged}
        onClose={close}
      >
        <Which record={record} />
      </VoidDialog>
    );
  }
  return (
    <SignDialog
      records={[{ ...record, amendmentCount: record.state.amendmentCount }]}
      meaning={dialog === 'sign' ? 'author' : 'cosigner'}
      onSigned={() => finish('signed')}
      onChanged={onChanged}
      onClose={close}
    />
  );
}

/** The one button that leads from a fresh save to its signature, for whoever may sign it. */
export function SignNow({ acting }: { readonly acting: RecordActing }) {
  if (!acting.offered.includes('sign')) return null;
  return (
    <>
      <Button variant="primary" icon={Signature} onPress={() => acting.ask('sign')}>
        Sign now
      </Button>
      <ActionDialog acting={acting} />
    </>
  );
}

export type RecordActionsProps = {
  readonly acting: RecordActing;
  readonly onCorrect: () => void;
  readonly onAmend: () => void;
};

/** The buttons of a saved record by where it stands, with the dialogs behind them. */
export function RecordActions({ acting, onCorrect, onAmend }: RecordActionsProps) {
  const { offered, ask } = acting;
  return (
    <>
      {offered.includes('void') && (
        <Button variant="quiet" icon={Ban} onPress={() => ask('void')}>
          Void
        </Button>
      )}
      {offered.includes('correct') && (
        <Button icon={Pencil} onPress={onCorrect}>
          Correct
        </Button>
      )}
      {offered.includes('amend') && (
        <Button icon={FilePen} onPress={onAmend}>
          Amend
        </Button>
      )}
      {offered.includes('sign') && (
        <Button variant="primary" icon={Signature} onPress={() => ask('sign')}>
          Sign
        </Button>
      )}
      {offered.includes('cosign') && (
        <Button variant="primary" icon={Signature} onPress={() => ask('cosign')}>
          Co-sign
        </Button>
      )}
      <ActionDialog acting={acting} />
    </>
  );
}
