import { Ban } from 'lucide-react';
import type { ReactNode } from 'react';
import { queryClient } from '../client/use-operation.ts';
import { ReasonField, useReason } from '../ReasonEntry.tsx';
import { announce } from '../ui/announce.ts';
import { ConfirmWithPin } from './ConfirmWithPinPanel.tsx';
import type { PinReply } from './use-pin.ts';

/** What a strike-out is sent with. */
export type StruckOut = {
  readonly reason: string;
  readonly pin: string;
  readonly commandId: string;
};

export type StrikeOutProps<Reply extends PinReply> = {
  readonly title: string;
  readonly confirmLabel: string;
  /** Which thing it is, and what being struck out means for it. */
  readonly children: ReactNode;
  readonly reasonLabel: string;
  readonly reasonMissing: string;
  /** Under which a typed reason outlives a lock. */
  readonly keptAs: string;
  /** What a screen reader says when it is done. */
  readonly done: string;
  readonly send: (struckOut: StruckOut) => Promise<Reply>;
  /** Answers what is left to say, and then the dialog stays; null when it has dealt with it. */
  readonly onRefused?:
    | ((failure: Extract<Reply, { readonly ok: false }>['failure']) => string | null)
    | undefined;
  readonly onDone: () => void;
  readonly onClose: () => void;
};

/** Strikes out what was saved by mistake, with a reason and the PIN. Mount it to ask. */
export function StrikeOutDialog<Reply extends PinReply>(props: StrikeOutProps<Reply>) {
  const typing = useReason(props.keptAs, props.reasonMissing);
  function onReply(reply: Reply): string | null {
    if (reply.ok) {
      typing.forget();
      announce(props.done);
      props.onDone();
      return null;
    }
    void queryClient.invalidateQueries();
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- TypeScript cannot narrow a generic union
    const { failure } = reply as Extract<Reply, { readonly ok: false }>;
    return props.onRefused ? props.onRefused(failure) : failure.message;
  }
  return (
    <ConfirmWithPin<Reply>
      title={props.title}
      confirmLabel={props.confirmLabel}
      icon={Ban}
      tone="danger"
      check={typing.check}
      send={(by) => props.send({ ...by, reason: typing.reason })}
      onReply={onReply}
      onClose={props.onClose}
    >
      {props.children}
      <ReasonField typing={typing} label={props.reasonLabel} />
    </ConfirmWithPin>
  );
}
