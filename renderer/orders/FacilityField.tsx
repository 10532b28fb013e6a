import { offeredFacilities } from '../../shared/facilities/offered-facilities.ts';
import { useOperation } from '../client/use-operation.ts';
import { SelectField } from '../ui/SelectField.tsx';

const NONE = '';

export type FacilityFieldProps = {
  /** A facility's id; '' for none. */
  readonly value: string;
  readonly onChange: (facilityId: string) => void;
  readonly onBlur?: (() => void) | undefined;
  readonly name?: string | undefined;
  readonly error?: string | undefined;
};

/** The place of care that an order is for; it may be left open. */
export function FacilityField(props: FacilityFieldProps) {
  const facilities = useOperation('facilities.list', {});
  const named = offeredFacilities(facilities.data ?? [], props.value);
  return (
    <SelectField
      label="Facility"
      options={[{ key: NONE, label: 'Not said' }, ...named]}
      {...props}
    />
  );
}
