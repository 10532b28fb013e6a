import { useState } from 'react';
import type { Failure, Result } from '../shared/base/result.ts';
import { whyNot } from './client/why-not.ts';
import { FormNotice } from './FormNotice.tsx';
import { Button } from './ui/Button.tsx';

export type ActiveButtonProps = {
  /** Of what is offered, or is not any more. */
  readonly name: string;
  readonly isActive: boolean;
  readonly isPending: boolean;
  readonly send: (isActive: boolean) => Promise<Result<unknown, Failure>>;
};

/** Stops offering something for what is new, or offers it again; what names it stays as it is. */
export function ActiveButton({ name, isActive, isPending, send }: ActiveButtonProps) {
  const [notice, setNotice] = useState<string | null>(null);
  async function press(): Promise<void> {
    setNotice(null);
    setNotice(whyNot(await send(!isActive).catch(() => null)));
  }
  const words = isActive ? 'Stop using' : 'Use again';
  return (
    <>
      <Button
        variant="quiet"
        isPending={isPending}
        aria-label={`${words} ${name}`}
        onPress={() => void press()}
      >
        {words}
      </Button>
      {notice !== null && <FormNotice>{notice}</FormNotice>}
    </>
  );
}
