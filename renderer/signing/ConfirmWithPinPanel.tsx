import type { LucideIcon } from 'lucide-react';
import { type ReactNode, useEffect, useId } from 'react';
import { attestationOf, type SignatureMeaning } from '../../shared/signing/attestation.ts';
import { FormNotice } from '../FormNotice.tsx';
import { useSignedIn } from '../signed-in.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { PinField } from '../ui/PinField.tsx';
import { Stack } from '../ui/Stack.tsx';
import { withCredential } from './signing-words.ts';
import { type PinReply, usePin } from './use-pin.ts';

export type ConfirmWithPinProps<Reply extends PinReply> = {
  readonly title: string;
  /** What is about to be done, and to which records. */
  readonly children: ReactNode;
  /** What the signature says; without it nothing is signed, the PIN only confirms. */
  readonly meaning?: SignatureMeaning | undefined;
  readonly confirmLabel: string;
  readonly icon?: LucideIcon | undefined;
  readonly tone?: 'primary' | 'danger' | undefined;
  /** False keeps it from being sent: something is still missing, and marked. */
  readonly check?: (() => boolean) | undefined;
  readonly send: (sent: { readonly pin: string; readonly commandId: string }) => Promise<Reply>;
  /** Every answer that is not about the PIN. What it returns is shown, and the dialog stays. */
  readonly onReply: (reply: Reply) => string | null;
  readonly onClose: () => void;
};

function Attestation({ meaning }: { readonly meaning: SignatureMeaning }) {
  const user = useSignedIn((signedIn) => signedIn.user);
  if (user === null) return null;
  return (
    <figure className="attestation">
      <blockquote>{attestationOf(meaning)}</blockquote>
      <figcaption>
        <strong dir="auto">{withCredential(user.displayName, user.credential)}</strong>
        {user.credential === null && ' – no credential is recorded for you'}
      </figcaption>
    </figure>
  );
}

function waitWords(seconds: number): string {
  return `That PIN is not right. Wait ${seconds === 1 ? '1 second' : `${seconds} seconds`}, then try again.`;
}

/** Asks for the PIN of whoever is signed in before something that binds them; mount it to ask. */
export function ConfirmWithPin<Reply extends PinReply>(props: ConfirmWithPinProps<Reply>) {
  const { meaning, tone = 'primary', onClose } = props;
  const { input, pin, type, error, notice, isPending, seconds, submit } = usePin(props);
  const hasPassword = useSignedIn(({ user }) => user?.hasPassword ?? false);
  const formId = useId();
  // Where something else is asked for too, that comes first.
  const isPinFirst = props.check === undefined;
  useEffect(() => {
    if (isPinFirst) input.current?.focus({ preventScroll: true });
  }, [input, isPinFirst]);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={props.title}
      size="large"
      isDismissable={false}
      isBusy={isPending}
      actions={
        <>
          <Button size="large" onPress={onClose} isDisabled={isPending}>
            Go back
          </Button>
          <Button
            variant={tone}
            size="large"
            icon={props.icon}
            type="submit"
            form={formId}
            isPending={isPending}
            isDisabled={seconds > 0}
          >
            {seconds > 0 ? `${props.confirmLabel} (in ${seconds} s)` : props.confirmLabel}
          </Button>
        </>
      }
    >
      <form id={formId} className="pin-dialog" onSubmit={(event) => void submit(event)} noValidate>
        <Stack>
          {notice !== null && <FormNotice>{notice}</FormNotice>}
          {props.children}
          {meaning && <Attestation meaning={meaning} />}
        </Stack>
        <div className="pin-dialog__pin">
          <PinField
            label="Your PIN"
            value={pin}
            onChange={type}
            error={seconds > 0 ? waitWords(seconds) : error}
            hasKeypad
            hasLetters={hasPassword}
            ref={input}
          />
          <p className="visually-hidden" role="alert">
            {seconds > 0 ? 'That PIN is not right. Wait a moment, then try again.' : error}
          </p>
        </div>
      </form>
    </Dialog>
  );
}
