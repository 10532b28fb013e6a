import type { Facility } from '../../shared/facilities/contract.ts';
import { ActiveButton } from '../ActiveButton.tsx';
import { useChange } from '../client/use-operation.ts';

export type FacilityActiveButtonProps = { readonly facility: Facility };

/** Stops offering a facility for new orders, or offers it again. */
export function FacilityActiveButton({ facility }: FacilityActiveButtonProps) {
  const change = useChange('facilities.setActive');
  const { id: facilityId, version: seen, isActive: isActiveNow, name } = facility;
  return (
    <ActiveButton
      name={name}
      isActive={isActiveNow}
      isPending={change.isPending}
      send={(isActive) => change.mutateAsync({ facilityId, seen, isActive })}
    />
  );
}
