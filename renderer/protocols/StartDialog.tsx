import { useState } from 'react';
import type { Protocol } from '../../shared/protocols/protocol.ts';
import { useChange } from '../client/use-operation.ts';
import { FormDialog } from '../FormDialog.tsx';
import { FormNotice } from '../FormNotice.tsx';
import { placeProblems, problemSentence } from '../form-problems.ts';
import { announce } from '../ui/announce.ts';
import { DateField } from '../ui/DateField.tsx';
import { formatCivilDate } from '../ui/format.ts';
import { RadioCards } from '../ui/RadioCards.tsx';
import { titleWords } from './protocol-words.ts';
import { StepList } from './StepList.tsx';
import { WhoseWound, type WhoseWoundProps } from './WhoseWound.tsx';

type StartDialogProps = WhoseWoundProps & {
  readonly startable: readonly Protocol[];
  readonly today: string;
  readonly onClose: () => void;
};

function useStart({ woundId, startable, today, onClose }: StartDialogProps) {
  const [chosenId, setChosenId] = useState(
    startable.length === 1 ? (startable[0]?.protocolId ?? null) : null,
  );
  const [startedOn, setStartedOn] = useState(today);
  const [notice, setNotice] = useState<string | null>(null);
  const [missing, setMissing] = useState<string>();
  const [dayProblem, setDayProblem] = useState<string>();
  const start = useChange('protocols.start');
  const chosen = startable.find(({ protocolId }) => protocolId === chosenId);

  async function send(): Promise<void> {
    setNotice(null);
    if (!chosen) return setMissing('Choose a protocol.');
    if (startedOn === '') return setDayProblem('is missing');
    const { protocolId, version: seen } = chosen;
    const reply = await start.mutateAsync({ woundId, protocolId, seen, startedOn });
    if (reply.ok) {
      announce(`Started: ${chosen.title}`);
      return onClose();
    }
    return setNotice(
      placeProblems(reply.failure, {
        fields: ['startedOn'],
        fallback: reply.failure.code === 'ImpossibleDate' ? 'startedOn' : undefined,
        show: (_field, problem) => setDayProblem(problem),
      }),
    );
  }
  return {
    chosen,
    startedOn,
    notice,
    missing,
    dayProblem,
    send,
    isPending: start.isPending,
    choose(id: string) {
      setChosenId(id);
      setMissing(undefined);
    },
    setDay(day: string) {
      setStartedOn(day);
      setDayProblem(undefined);
    },
  };
}

/** Chooses a protocol for a wound and the day from which its days count. Mount it to ask. */
export function StartDialog(props: StartDialogProps) {
  const { startable, today, onClose } = props;
  const entry = useStart(props);
  return (
    <FormDialog
      title="Start a protocol"
      saveLabel="Start protocol"
      size="large"
      isPending={entry.isPending}
      onSave={() => void entry.send()}
      onCancel={onClose}
      onClose={onClose}
    >
      <WhoseWound {...props} />
      {entry.notice !== null && <FormNotice>{entry.notice}</FormNotice>}
      <RadioCards
        label="Protocol"
        isRequired
        cards={startable.map((protocol) => ({
          key: protocol.protocolId,
          title: titleWords(protocol),
          detail: `${protocol.source}, as of ${formatCivilDate(protocol.asOf)}`,
        }))}
        value={entry.chosen?.protocolId ?? null}
        error={entry.missing}
        onChange={(id) => entry.choose(id)}
      />
      {entry.chosen && <StepList content={entry.chosen} />}
      <DateField
        label="Days count from"
        isRequired
        max={today}
        value={entry.startedOn}
        error={problemSentence('The day', entry.dayProblem)}
        onChange={(day) => entry.setDay(day)}
      />
    </FormDialog>
  );
}
