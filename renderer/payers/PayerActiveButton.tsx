import { useState } from 'react';
import type { Payer } from '../../shared/payers/payer.ts';
import { useChange } from '../client/use-operation.ts';
import { FormNotice } from '../FormNotice.tsx';
import { Button } from '../ui/Button.tsx';

const NO_ANSWER = 'Caretrail did not answer. Please try again.';

export type PayerActiveButtonProps = { readonly payer: Payer };

/** Stops offering a payer for new insurance, or offers it again; what names it stays as it is. */
export function PayerActiveButton({ payer }: PayerActiveButtonProps) {
  const change = useChange('payers.setActive');
  const [notice, setNotice] = useState<string | null>(null);
  const { id: payerId, version: seen, isActive, name } = payer;
  async function press(): Promise<void> {
    setNotice(null);
    const reply = await change
      .mutateAsync({ payerId, seen, isActive: !isActive })
      .catch(() => null);
    setNotice(reply === null ? NO_ANSWER : reply.ok ? null : reply.failure.message);
  }
  const words = isActive ? 'Stop using' : 'Use again';
  return (
    <>
      <Button
        variant="quiet"
        isPending={change.isPending}
        aria-label={`${words} ${name}`}
        onPress={() => void press()}
      >
        {words}
      </Button>
      {notice !== null && <FormNotice>{notice}</FormNotice>}
    </>
  );
}
