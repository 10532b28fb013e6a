import { useState } from 'react';
import { apart } from '../../shared/base/apart.ts';
import type { ProtocolRunShown } from '../../shared/protocols/protocol-run.ts';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { formatCivilDate } from '../ui/format.ts';
import { Stack } from '../ui/Stack.tsx';
import {
  adherenceWords,
  saidWords,
  STATE_TONES,
  stateWords,
  titleWords,
} from './protocol-words.ts';
import type { StepOnDay } from './StepDialogs.tsx';
import { WhoseWound } from './WhoseWound.tsx';

type Line = ProtocolRunShown['occurrences'][number] & {
  readonly instruction: string;
  readonly said: ProtocolRunShown['entries'][number] | undefined;
};

/** Every due day that has come or was met, the newest first, with what was said about it. */
function linesOf(run: ProtocolRunShown): readonly Line[] {
  return run.occurrences
    .filter(({ state }) => state !== 'upcoming')
    .map((each) => ({
      ...each,
      instruction: run.steps.find(({ id }) => id === each.stepId)?.instruction ?? '',
      said: run.entries.findLast(
        ({ stepId, dueOn }) => stepId === each.stepId && dueOn === each.dueOn,
      ),
    }))
    .toSorted((one, other) => (one.dueOn === other.dueOn ? 0 : one.dueOn < other.dueOn ? 1 : -1));
}

function doneWords({ fulfilledOn, said }: Line): string {
  if (said)
    return `${saidWords(said)} (${apart(said.recordedByName)}, ${formatCivilDate(said.on)})`;
  return fulfilledOn === null ? '' : formatCivilDate(fulfilledOn);
}

function columnsWith(onDeviate: ((line: Line) => void) | null): readonly Column<Line>[] {
  return [
    { key: 'due', header: 'Due', isNoWrap: true, render: ({ dueOn }) => formatCivilDate(dueOn) },
    { key: 'step', header: 'Step', isRowHeader: true, render: ({ instruction }) => instruction },
    {
      key: 'state',
      header: 'What became of it',
      render: (line) => <Badge tone={STATE_TONES[line.state]}>{stateWords(line)}</Badge>,
    },
    {
      key: 'done',
      header: 'Done, or what was said',
      render: (line) =>
        line.state === 'missed' && onDeviate !== null ? (
          <Button
            variant="quiet"
            aria-label={`Say why not, ${formatCivilDate(line.dueOn)}: ${line.instruction}`}
            onPress={() => onDeviate(line)}
          >
            Say why not
          </Button>
        ) : (
          <span dir="auto">{doneWords(line)}</span>
        ),
    },
  ];
}

type HistoryDialogProps = {
  readonly run: ProtocolRunShown;
  /** Null where nothing can be said about it any more. */
  readonly onDeviate: ((on: StepOnDay) => void) | null;
  readonly onClose: () => void;
};

function HistoryDialog({ run, onDeviate, onClose }: HistoryDialogProps) {
  const deviateFrom = (line: Line) => {
    const step = run.steps.find(({ id }) => id === line.stepId);
    if (step) onDeviate?.({ step, dueOn: line.dueOn });
  };
  return (
    <Dialog isOpen onClose={onClose} title="What was done" size="large">
      <Stack>
        <WhoseWound patientId={run.patientId} woundId={run.woundId} />
        <p>
          <strong>{titleWords(run.protocol)}</strong>
          <br />
          {adherenceWords(run.adherence)}
          <br />
          <span className="protocol-panel__detail">
            Source: {run.protocol.source}, as of {formatCivilDate(run.protocol.asOf)}
          </span>
        </p>
        <DataTable
          caption="What was done"
          isCaptionHidden
          isDense
          maxBlockSize="50vh"
          columns={columnsWith(onDeviate === null ? null : deviateFrom)}
          rows={linesOf(run)}
          rowKey={({ stepId, dueOn }) => `${stepId} ${dueOn}`}
          emptyState={<p className="protocol-history__none">Nothing was due yet.</p>}
        />
      </Stack>
    </Dialog>
  );
}

type RunHistoryProps = {
  readonly run: ProtocolRunShown;
  readonly label: string;
  readonly onDeviate?: (on: StepOnDay) => void;
};

/** A button that shows every due day of a protocol and what became of it. */
export function RunHistory({ run, label, onDeviate }: RunHistoryProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="quiet" onPress={() => setOpen(true)}>
        {label}
      </Button>
      {isOpen && (
        <HistoryDialog
          run={run}
          onClose={() => setOpen(false)}
          onDeviate={
            onDeviate === undefined
              ? null
              : (on) => {
                  setOpen(false);
                  onDeviate(on);
                }
          }
        />
      )}
    </>
  );
}
