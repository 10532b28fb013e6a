import { Signature } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { AmendmentEntry } from '../../shared/signing/amendment-draft.ts';
import type { AmendmentKind } from '../../shared/signing/record-state.ts';
import { DiscardDraftPanel } from '../drafts/DiscardDraftPanel.tsx';
import { KeepDraftPanel } from '../drafts/KeepDraftPanel.tsx';
import { FormNotice } from '../FormNotice.tsx';
import { ActionBar } from '../ui/ActionBar.tsx';
import { announce } from '../ui/announce.ts';
import { Button } from '../ui/Button.tsx';
import { KeyValueList } from '../ui/KeyValueList.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { useSaveKeys } from '../use-save-keys.ts';
import { AmendmentFields } from './AmendmentFields.tsx';
import { ConfirmWithPin } from './ConfirmWithPinPanel.tsx';
import { AMENDMENT_KINDS } from './signing-words.ts';
import { type AmendmentDraftOf, type AmendmentModel, useAmendment } from './use-amendment.ts';
import type { PinReply } from './use-pin.ts';

/** An amendment as it is sent; `content` only for a correction. */
export type SentAmendment<Content> = {
  readonly kind: AmendmentKind;
  readonly reason: string;
  readonly note: string | null;
  readonly content: Content | null;
  readonly supersedes: string | null;
  readonly pin: string;
  readonly commandId: string;
};

/** Photos or documents that come with an amendment, as the slice that knows them shows them. */
export type AmendmentAttachments = {
  readonly panel: ReactNode;
  /** How many there are, to read before it is signed: `2 photos`; empty for none. */
  readonly inWords: string;
  /** Why they cannot be signed yet, marked where they are; null when they can. */
  readonly problem: () => string | null;
};

export type AmendmentFormProps<Content, Reply extends PinReply> = {
  /** Whose record it is, at the top of the screen and again before it is signed. */
  readonly identity: ReactNode;
  readonly identityAgain: ReactNode;
  /** Which record. */
  readonly heading: string;
  /** Between identity and fields: what somebody else corrected meanwhile. */
  readonly above?: ReactNode;
  readonly start: AmendmentEntry;
  readonly draft: AmendmentDraftOf;
  readonly timeZone: string;
  /** The form of the record, for a correction. */
  readonly correction: ReactNode;
  /** Photos or documents that the amendment brings. */
  readonly attachments: AmendmentAttachments;
  /** What that form says, or null after pointing at what still needs a person. */
  readonly checkCorrection: () => Content | null;
  /** What a correction makes different, to read before it is signed. */
  readonly renderChanges: (content: Content) => ReactNode;
  readonly send: (amendment: SentAmendment<Content>) => Promise<Reply>;
  /** Shows why it was refused where it belongs; answers what is left to say, or null. */
  readonly onRefused: (failure: Extract<Reply, { ok: false }>['failure']) => string | null;
  /** Back to the record; the draft is gone or kept by then. */
  readonly onLeave: () => void;
};

type Asked<Content> = { readonly kind: AmendmentKind; readonly content: Content | null };

/** Checks, asks for the PIN, and sends. A refusal leaves everything as typed. */
function useAmending<Content, Reply extends PinReply>(
  props: AmendmentFormProps<Content, Reply>,
  model: AmendmentModel,
) {
  const { draft, attachments, checkCorrection, send, onRefused, onLeave } = props;
  const [asked, setAsked] = useState<Asked<Content> | null>(null);
  const [notice, setNotice] = useState<string | null>(null);

  function ask(): void {
    setNotice(null);
    const { kind } = model.entry;
    if (asked !== null || !model.check() || kind === null) return;
    if (kind === 'correction' && !draft.isTyped) {
      setNotice('This correction changes nothing yet. Change what is wrong, or add it in words.');
      return;
    }
    const content = kind === 'correction' ? checkCorrection() : null;
    if (kind === 'correction' && content === null) return;
    const problem = attachments.problem();
    if (problem === null) setAsked({ kind, content });
    else setNotice(problem);
  }
  function onReply(reply: Reply): null {
    setAsked(null);
    if (reply.ok) {
      announce('Amendment signed on this computer. The original stays readable.');
      void model.keeper.finish();
      onLeave();
    } else {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- TypeScript cannot narrow a generic union
      setNotice(onRefused((reply as Extract<Reply, { ok: false }>).failure));
    }
    return null;
  }
  const { reason, note } = model.entry;
  return {
    ask,
    asked,
    notice,
    onReply,
    close: () => setAsked(null),
    send: (by: { readonly pin: string; readonly commandId: string }, what: Asked<Content>) =>
      send({
        ...what,
        ...by,
        reason,
        note: what.kind === 'correction' ? null : note,
        supersedes: draft.supersedes,
      }),
  };
}

/** The form that amends a signed record: what kind, why, what; then the PIN. */
export function AmendmentForm<Content, Reply extends PinReply>(
  props: AmendmentFormProps<Content, Reply>,
) {
  const { draft, onLeave } = props;
  const model = useAmendment(props.start, draft);
  const amending = useAmending(props, model);
  const { kind, reason, note } = model.entry;
  const { asked } = amending;
  useSaveKeys(amending.ask);
  return (
    <div className="treatment-screen" id={model.rootId}>
      {props.identity}
      {props.above}
      <Panel
        heading={props.heading}
        actions={
          <Button variant="quiet" onPress={onLeave}>
            Back to record
          </Button>
        }
      >
        <AmendmentFields model={model} />
      </Panel>
      {kind === 'correction' && props.correction}
      {props.attachments.panel}
      <ActionBar
        notice={amending.notice !== null && <FormNotice>{amending.notice}</FormNotice>}
        status={<KeepDraftPanel keeper={model.keeper} timeZone={props.timeZone} />}
      >
        <DiscardDraftPanel
          keeper={model.keeper}
          warning="It is deleted with what was attached and cannot be brought back. The signed record stays as it is."
          onDiscarded={onLeave}
        />
        <Button variant="primary" size="large" icon={Signature} onPress={amending.ask}>
          Sign amendment
        </Button>
      </ActionBar>
      {asked !== null && (
        <ConfirmWithPin<Reply>
          title={`Sign this ${AMENDMENT_KINDS[asked.kind].title.toLowerCase()}?`}
          meaning="amender"
          confirmLabel="Sign amendment"
          icon={Signature}
          send={(by) => amending.send(by, asked)}
          onReply={amending.onReply}
          onClose={amending.close}
        >
          <Stack gap={3}>
            {props.identityAgain}
            {asked.content !== null && props.renderChanges(asked.content)}
            <KeyValueList
              entries={[
                { key: 'reason', label: 'Reason', value: reason },
                ...(asked.content === null
                  ? [{ key: 'note', label: AMENDMENT_KINDS[asked.kind].title, value: note }]
                  : []),
                ...(props.attachments.inWords === ''
                  ? []
                  : [{ key: 'attached', label: 'Attached', value: props.attachments.inWords }]),
              ]}
            />
          </Stack>
        </ConfirmWithPin>
      )}
    </div>
  );
}
