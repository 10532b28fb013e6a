import { ArrowLeft } from 'lucide-react';
import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { roleNames } from '../../shared/staff/role.ts';
import type { OutputOf } from '../client/use-operation.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Button } from '../ui/Button.tsx';
import { NewPinPanel, useNewPin } from '../staff/NewPinPanel.tsx';
import { InlineMessage } from '../ui/InlineMessage.tsx';
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
  const entry = useNewPin();
  const [isChoosing, setChoosing] = useState(false);
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
    const newPin = isChoosing ? entry.check() : null;
    if (isChoosing && newPin === null) return;
    setPending(true);
    const reply = await signIn(userId, pin, newPin);
    // On success this entry is gone already.
    if (reply.ok) return;
    setPending(false);
    const { failure } = reply;
    if (failure.code === 'TooSoon') wait(failure.details.waitSeconds);
    if (failure.code === 'NewPinNeeded') return setChoosing(true);
    if (failure.code === 'SamePin') return entry.refuse('is the one you were given');
    if (failure.code === 'InvalidInput' && isChoosing) return entry.refuse('cannot be used');
    if (failure.code === 'WrongPin' || failure.code === 'TooSoon') setPin('');
    setError(failure.code === 'TooSoon' ? undefined : failure.message);
    input.current?.focus();
  }

  function type(digits: string): void {
    if (isPending) return;
    setPin(digits);
    setError(undefined);
  }
  return { input, pin, type, error, isPending, seconds, submit, entry, isChoosing };
}

/** The PIN of one person: typed or tapped; Enter or the button signs in. */
export function PinEntry({ tile, hint, onBack }: PinEntryProps) {
  const entered = usePinEntry(tile.userId);
  const { input, pin, type, error, isPending, seconds, submit, entry, isChoosing } = entered;
  return (
    <form className="pin-entry" onSubmit={(event) => void submit(event)} noValidate>
      <Stack gap={4}>
        <Row gap={3} isWrapping={false}>
          <Avatar name={tile.displayName} size="large" />
          <PageHeader title={tile.displayName} subtitle={tileDetail(tile)} />
        </Row>
        {hint}
        {isChoosing ? (
          <>
            <InlineMessage tone="info">
              Your PIN was given to you by somebody else. Choose one that only you know.
            </InlineMessage>
            <NewPinPanel entry={entry} label="New PIN" takesFocus />
          </>
        ) : (
          <PinField
            label={tile.hasPassword ? 'Password' : 'PIN'}
            value={pin}
            onChange={type}
            error={seconds > 0 ? waitWords(seconds) : error}
            hasKeypad
            hasLetters={tile.hasPassword}
            ref={input}
          />
        )}
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
