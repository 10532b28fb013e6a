import { type FormEvent, type ReactNode, useState } from 'react';
import { episodeEndReasons, type Wound } from '../../shared/wounds/wound.ts';
import { useChange } from '../client/use-operation.ts';
import { FormNotice } from '../FormNotice.tsx';
import { problemSentence } from '../form-problems.ts';
import { Button } from '../ui/Button.tsx';
import { DateField } from '../ui/DateField.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { RadioCards } from '../ui/RadioCards.tsx';
import { Stack } from '../ui/Stack.tsx';
import { TextField } from '../ui/TextField.tsx';
import { useWoundChange } from './use-wound-change.ts';
import { END_REASON_WORDS, type EndReason, spanInWords, woundName } from './wound-words.ts';

export type WoundDialogProps = {
  readonly wound: Wound;
  /** Name, birth date and MRN: they stand in every dialog too. */
  readonly patientInWords: string;
  readonly today: string;
  readonly onClose: () => void;
};

type FrameProps = Pick<WoundDialogProps, 'wound' | 'patientInWords' | 'onClose'> & {
  readonly title: string;
  readonly saveLabel: string;
  readonly tone?: 'primary' | 'danger';
  readonly isPending: boolean;
  readonly notice: string | null;
  readonly onSave: () => void;
  readonly children: ReactNode;
};

const FORM_ID = 'wound-change';

function DialogFrame(props: FrameProps) {
  const { wound, patientInWords, title, saveLabel, isPending, notice, onSave, onClose } = props;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      isDismissable={false}
      isBusy={isPending}
      actions={
        <>
          <Button onPress={onClose} isDisabled={isPending}>
            Cancel
          </Button>
          <Button
            variant={props.tone ?? 'primary'}
            type="submit"
            form={FORM_ID}
            isPending={isPending}
          >
            {saveLabel}
          </Button>
        </>
      }
    >
      <form
        id={FORM_ID}
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          onSave();
        }}
      >
        <Stack>
          <p className="wound-dialog__whose">
            <strong>{woundName(wound)}</strong>
            <br />
            <bdi>{patientInWords}</bdi>
          </p>
          {notice !== null && <FormNotice>{notice}</FormNotice>}
          {props.children}
        </Stack>
      </form>
    </Dialog>
  );
}

const END_CARDS = episodeEndReasons.map((key) => ({ key, title: END_REASON_WORDS[key] }));

/** Ends the care of a wound: it healed, or care ends for another reason. */
export function CloseWoundDialog({ wound, today, onClose, ...rest }: WoundDialogProps) {
  const [endedOn, setEndedOn] = useState(today);
  const [endReason, setEndReason] = useState<EndReason | null>(null);
  const [isMissing, setMissing] = useState(false);
  const close = useChange('wounds.close');
  const change = useWoundChange({
    wound,
    field: 'endedOn',
    fallsOn: ['ImpossibleDate'],
    done: 'is no longer in care',
    send: (seen) =>
      close.mutateAsync({ woundId: wound.id, seen, endedOn, endReason: endReason ?? 'other' }),
    onDone: onClose,
  });
  function save(): void {
    if (endReason === null) setMissing(true);
    else if (endedOn === '') change.setProblem('is missing');
    else void change.send();
  }
  return (
    <DialogFrame
      {...{ wound, onClose, ...rest }}
      title="End care of this wound"
      saveLabel="End care"
      isPending={close.isPending}
      notice={change.notice}
      onSave={save}
    >
      <RadioCards
        label="Why does care end?"
        isRequired
        columns={2}
        cards={END_CARDS}
        value={endReason}
        error={isMissing ? 'Choose why care ends.' : undefined}
        onChange={(reason) => {
          setEndReason(reason);
          setMissing(false);
        }}
      />
      <DateField
        label={endReason === 'healed' ? 'Healed on' : 'Ended on'}
        isRequired
        max={today}
        value={endedOn}
        error={problemSentence('The day', change.problem)}
        onChange={(day) => {
          setEndedOn(day);
          change.setProblem(undefined);
        }}
      />
    </DialogFrame>
  );
}

/** Begins care anew for a wound that opened again. */
export function ReopenWoundDialog({ wound, today, onClose, ...rest }: WoundDialogProps) {
  const [startedOn, setStartedOn] = useState(today);
  const reopen = useChange('wounds.reopen');
  const change = useWoundChange({
    wound,
    field: 'startedOn',
    fallsOn: ['ImpossibleDate'],
    done: 'is in care again',
    send: (seen) => reopen.mutateAsync({ woundId: wound.id, seen, startedOn }),
    onDone: onClose,
  });
  return (
    <DialogFrame
      {...{ wound, onClose, ...rest }}
      title="Begin a new episode of care"
      saveLabel="Begin care"
      isPending={reopen.isPending}
      notice={change.notice}
      onSave={() => {
        if (startedOn === '') change.setProblem('is missing');
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
        error={problemSentence('The day', change.problem)}
        onChange={(day) => {
          setStartedOn(day);
          change.setProblem(undefined);
        }}
      />
    </DialogFrame>
  );
}

/** Strikes out a wound that was registered by mistake. */
export function VoidWoundDialog({ wound, onClose, patientInWords }: WoundDialogProps) {
  const [reason, setReason] = useState('');
  const voiding = useChange('wounds.void');
  const change = useWoundChange({
    wound,
    field: 'reason',
    fallsOn: [],
    done: 'is struck out',
    send: (seen) => voiding.mutateAsync({ woundId: wound.id, seen, reason }),
    onDone: onClose,
  });
  return (
    <DialogFrame
      {...{ wound, onClose, patientInWords }}
      title="Strike out this wound?"
      saveLabel="Strike out"
      tone="danger"
      isPending={voiding.isPending}
      notice={change.notice}
      onSave={() => {
        if (reason.trim() === '') change.setProblem('is missing');
        else void change.send();
      }}
    >
      <p>
        Only for a wound that was registered by mistake. It stays readable, struck out, and cannot
        be brought back. A wound that has healed is not struck out: end its care instead.
      </p>
      <TextField
        label="Reason"
        isRequired
        spellCheck
        value={reason}
        error={problemSentence('Reason', change.problem)}
        onChange={(text) => {
          setReason(text);
          change.setProblem(undefined);
        }}
      />
    </DialogFrame>
  );
}
