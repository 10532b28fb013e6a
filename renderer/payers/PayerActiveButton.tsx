import type { Payer } from '../../shared/payers/payer.ts';
import { ActiveButton } from '../ActiveButton.tsx';
import { useChange } from '../client/use-operation.ts';

export type PayerActiveButtonProps = { readonly payer: Payer };

/** Stops offering a payer for new insurance, or offers it again. */
export function PayerActiveButton({ payer }: PayerActiveButtonProps) {
  const change = useChange('payers.setActive');
  const { id: payerId, version: seen, isActive: isActiveNow, name } = payer;
  return (
    <ActiveButton
      name={name}
      isActive={isActiveNow}
      isPending={change.isPending}
      send={(isActive) => change.mutateAsync({ payerId, seen, isActive })}
    />
  );
}
