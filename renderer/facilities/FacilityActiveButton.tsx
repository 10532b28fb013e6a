import { useState } from 'react';
import type { Facility } from '../../shared/facilities/contract.ts';
import { useChange } from '../client/use-operation.ts';
import { FormNotice } from '../FormNotice.tsx';
import { Button } from '../ui/Button.tsx';

const NO_ANSWER = 'Caretrail did not answer. Please try again.';

export type FacilityActiveButtonProps = { readonly facility: Facility };

/** Stops offering a facility for new orders, or offers it again; what names it stays as it is. */
export function FacilityActiveButton({ facility }: FacilityActiveButtonProps) {
  const change = useChange('facilities.setActive');
  const [notice, setNotice] = useState<string | null>(null);
  const { id: facilityId, version: seen, isActive, name } = facility;
  async function press(): Promise<void> {
    setNotice(null);
    const reply = await change
      .mutateAsync({ facilityId, seen, isActive: !isActive })
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
