import { useState } from 'react';
import { useChange } from '../client/use-operation.ts';
import { problemSentence } from '../form-problems.ts';
import { ReasonField, useReason } from '../ReasonEntry.tsx';
import { DateField } from '../ui/DateField.tsx';
import { useWoundChange } from './use-wound-change.ts';
import { type WoundDialogProps, WoundDialogFrame } from './WoundDialogFrame.tsx';
import { spanInWords } from './wound-words.ts';

/** Begins care anew for a wound that opened again. */
export function ReopenWoundDialog({ wound, today, onClose, ...rest }: WoundDialogProps) {
  const [startedOn, setStartedOn] = useState(today);
  const reopen = useChange('wounds.reopen');
  const change = useWoundChange({
    wound,
    fields: ['startedOn'],
    fieldOf: ({ code }) => (code === 'ImpossibleDate' ? 'startedOn' : undefined),
    done: 'is in care again',
    send: (seen) => reopen.mutateAsync({ woundId: wound.id, seen, startedOn }),
    onDone: onClose,
  });
  return (
    <WoundDialogFrame
      {...{ wound, onClose, ...rest }}
      title="Begin a new episode of care"
      saveLabel="Begin care"
      isPending={reopen.isPending}
      notice={change.notice}
      onSave={() => {
        if (startedOn === '') change.mark('startedOn', 'is missing');
        else void change.send();
      }}
    >
      <p>
        Care ended {spanInWords(wound.statusOn, today)} ago. The new episode has its own baseline;
        what was recorded before stays with the earlier one.
      </p>
      <DateField
        label="Care begins again on"
        isRequired
        max={today}
        value={startedOn}
        error={problemSentence('The day', change.problemAt('startedOn'))}
        onChange={(day) => {
          setStartedOn(day);
          change.settle('startedOn');
        }}
      />
    </WoundDialogFrame>
  );
}

/** Strikes out a wound that was registered by mistake. */
export function VoidWoundDialog({ wound, onClose, patientInWords }: WoundDialogProps) {
  const typing = useReason(`void wound ${wound.id}`, 'Reason is missing');
  const voiding = useChange('wounds.void');
  const change = useWoundChange({
    wound,
    fields: [],
    fieldOf: () => undefined,
    done: 'is struck out',
    send: (seen) => voiding.mutateAsync({ woundId: wound.id, seen, reason: typing.reason }),
    onDone: () => {
      typing.forget();
      onClose();
    },
  });
  return (
    <WoundDialogFrame
      {...{ wound, onClose, patientInWords }}
      title="Strike out this wound?"
      saveLabel="Strike out"
      tone="danger"
      isPending={voiding.isPending}
      notice={change.notice}
      onSave={() => {
        if (typing.check()) void change.send();
      }}
    >
      <p>
        Only for a wound that was registered by mistake. It stays readable, struck out, and cannot
        be brought back. A wound that has healed is not struck out: end its care instead.
      </p>
      <ReasonField typing={typing} label="Reason" />
    </WoundDialogFrame>
  );
}
