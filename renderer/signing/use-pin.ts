import { type FormEvent, useRef, useState } from 'react';
import { useCountdown } from '../use-countdown.ts';

/** Whatever a command that asks for the PIN answers. */
export type PinReply =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly failure: {
        readonly code: string;
        readonly message: string;
        readonly details?: unknown;
      };
    };

type Asking<Reply extends PinReply> = {
  /** False keeps it from being sent: something else is still missing, and is marked. */
  readonly check?: (() => boolean) | undefined;
  readonly send: (sent: { readonly pin: string; readonly commandId: string }) => Promise<Reply>;
  /** Every answer that is not about the PIN; text is shown above the buttons. */
  readonly onReply: (reply: Reply) => string | null;
};

const NO_ANSWER = 'Caretrail did not answer. Nothing you typed is lost; please try again.';

function waitOf(details: unknown): number {
  const seconds =
    typeof details === 'object' && details !== null && 'waitSeconds' in details
      ? details.waitSeconds
      : 0;
  return typeof seconds === 'number' ? seconds : 0;
}

/** The PIN that confirms something, the wait after wrong ones, and the sending. */
export function usePin<Reply extends PinReply>({ check, send, onReply }: Asking<Reply>) {
  const input = useRef<HTMLInputElement>(null);
  const [pin, setPin] = useState('');
  const [error, setError] = useState<string>();
  const [notice, setNotice] = useState<string | null>(null);
  const [isPending, setPending] = useState(false);
  const { seconds, wait } = useCountdown();
  // Kept until an answer comes: sent again after a lost one, it is done once all the same.
  const commandId = useRef<string | null>(null);

  function refuse(problem: string | undefined): void {
    setPin('');
    setError(problem);
    input.current?.focus();
  }
  async function sendOnce(): Promise<void> {
    commandId.current ??= crypto.randomUUID();
    const reply = await send({ pin, commandId: commandId.current });
    commandId.current = null;
    if (reply.ok || (reply.failure.code !== 'WrongPin' && reply.failure.code !== 'TooSoon')) {
      setNotice(onReply(reply));
      return;
    }
    if (reply.failure.code === 'WrongPin') return refuse(reply.failure.message);
    wait(waitOf(reply.failure.details));
    refuse(undefined);
  }
  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (isPending || seconds > 0) return;
    setNotice(null);
    if (check && !check()) return;
    if (pin === '') return refuse('Type your PIN');
    setPending(true);
    await sendOnce().catch(() => setNotice(NO_ANSWER));
    setPending(false);
  }
  function type(digits: string): void {
    if (isPending) return;
    setPin(digits);
    setError(undefined);
  }
  return { input, pin, type, error, notice, isPending, seconds, submit };
}
