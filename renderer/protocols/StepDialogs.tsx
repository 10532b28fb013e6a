import type { ProtocolRunShown, ShownStep } from '../../shared/protocols/protocol-run.ts';
import { useChange } from '../client/use-operation.ts';
import { formatCivilDate } from '../ui/format.ts';
import { ReasonDialog } from './ReasonDialog.tsx';
import { WhoseWound } from './WhoseWound.tsx';

/** One due day of a step, about which something is to be said. */
export type StepOnDay = { readonly step: ShownStep; readonly dueOn: string };

export type StepDialogProps = StepOnDay & {
  readonly run: ProtocolRunShown;
  readonly onClose: () => void;
};

/** Which step of whom. */
export function StepWords({ run, step, dueOn }: Omit<StepDialogProps, 'onClose'>) {
  return (
    <>
      <WhoseWound patientId={run.patientId} woundId={run.woundId} />
      <p>
        <strong>{step.instruction}</strong>
        <br />
        Due {formatCivilDate(dueOn)}, {run.protocol.title}
      </p>
    </>
  );
}

/** Takes down what a review found. Mount it to ask. */
export function ReviewDialog({ run, step, dueOn, onClose }: StepDialogProps) {
  const review = useChange('protocols.review');
  const about = { protocolRunId: run.id, stepId: step.id, dueOn };
  return (
    <ReasonDialog
      title="Record a review"
      saveLabel="Save review"
      label="Finding"
      keptAs={`review ${run.id} ${step.id} ${dueOn}`}
      description="What you looked at and what you decided"
      maxLength={1000}
      isPending={review.isPending}
      send={(finding) => review.mutateAsync({ ...about, finding })}
      done="Saved: the review"
      onClose={onClose}
    >
      <StepWords run={run} step={step} dueOn={dueOn} />
    </ReasonDialog>
  );
}

type StopDialogProps = { readonly run: ProtocolRunShown; readonly onClose: () => void };

/** Stops a protocol before the wound is healed, with the reason. Mount it to ask. */
export function StopDialog({ run, onClose }: StopDialogProps) {
  const stop = useChange('protocols.stop');
  return (
    <ReasonDialog
      title="Stop this protocol?"
      saveLabel="Stop protocol"
      tone="danger"
      label="Reason"
      keptAs={`stopProtocol ${run.id}`}
      maxLength={500}
      isPending={stop.isPending}
      send={(reason) => stop.mutateAsync({ protocolRunId: run.id, reason })}
      done={`Stopped: ${run.protocol.title}`}
      onClose={onClose}
    >
      <WhoseWound patientId={run.patientId} woundId={run.woundId} />
      <p>
        <strong>{run.protocol.title}</strong> ends today. What was done stays. When care of the
        wound ends, it ends by itself.
      </p>
    </ReasonDialog>
  );
}
