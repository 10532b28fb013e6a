import { ArrowLeft } from 'lucide-react';
import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { roleNames } from '../../shared/staff/role.ts';
import type { OutputOf } from '../client/use-operation.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Button } from '../ui/Button.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { PinField } from '../ui/PinField.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import { useFirstFocus } from '../use-first-focus.ts';
import { signIn } from './end-session.ts';
import { useCountdown } from '../use-countdown.ts';

export type Tile = OutputOf<'session.tiles'>[number];

type PinEntryProps = {
  readonly tile: Tile;
  readonly hint: ReactNode;
  readonly onBack: () => void;
};

/** What is shown under a name; the sign-in name only where it tells two namesakes apart. */
export function tileDetail({ role, credential, displayName, signInName }: Tile): string {
  const own = displayName === signInName ? null : signInName;
  return [roleNames[role], credential, own].filter((part) => part !== null).join(', ');
}

function waitWords(seconds: number): string {
  return `Too many wrong PINs. Wait ${seconds === 1 ? '1 second' : `${seconds} seconds`}, then try again.`;
}

function usePinEntry(userId: string) {
  const input = useRef<HTMLInputElement>(null);
  useFirstFocus(input);
  const [pin, setPin] = useState('');
  const [error, setError] = useState<string>();
  const [isPending, setPending] = useState(false);
  const { seconds, wait } = useCountdown();

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (isPending || seconds > 0) return;
    if (pin === '') {
      setError('Type your PIN');
      return;
    }
    setPending(true);
    const reply = await signIn(userId, pin);
    // On success this entry is gone already.
    if (reply.ok) return;
    setPending(false);
    const { failure } = reply;
    if (failure.code === 'TooSoon') wait(failure.details.waitSeconds);
    if (failure.code === 'WrongPin' || failure.code === 'TooSoon') setPin('');
    setError(failure.code === 'TooSoon' ? undefined : failure.message);
    input.current?.focus();
  }

  function type(digits: string): void {
    if (isPending) return;
    setPin(digits);
    setError(undefined);
  }
  return { input, pin, type, error, isPending, seconds, submit };
}

/** The PIN of one person: typed or tapped; Enter or the button signs in. */
export function PinEntry({ tile, hint, onBack }: PinEntryProps) {
  const { input, pin, type, error, isPending, seconds, submit } = usePinEntry(tile.userId);
  return (
    <form className="pin-entry" onSubmit={(event) => void submit(event)} noValidate>
      <Stack gap={4}>
        <Row gap={3} isWrapping={false}>
          <Avatar name={tile.displayName} size="large" />
          <PageHeader title={tile.displayName} subtitle={tileDetail(tile)} />
        </Row>
        {hint}
        <PinField
          label="PIN"
          value={pin}
          onChange={type}
          error={seconds > 0 ? waitWords(seconds) : error}
          hasKeypad
          ref={input}
        />
        <p className="visually-hidden" role="alert">
          {seconds > 0 ? 'Too many wrong PINs. Wait a moment, then try again.' : error}
        </p>
        <Button
          variant="primary"
          size="large"
          type="submit"
          isFullWidth
          isPending={isPending}
          isDisabled={seconds > 0}
        >
          {seconds > 0 ? `Sign in (in ${seconds} s)` : 'Sign in'}
        </Button>
        <Button variant="quiet" icon={ArrowLeft} isFullWidth onPress={onBack}>
          Somebody else
        </Button>
      </Stack>
    </form>
  );
}
