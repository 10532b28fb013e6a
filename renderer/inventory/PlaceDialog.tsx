import { z } from 'zod';
import { line } from '../../shared/base/text.ts';
import { uuid } from '../../shared/base/uuid.ts';
import { offeredFacilities } from '../../shared/facilities/offered-facilities.ts';
import {
  type LocationKind,
  locationKinds,
  type StockLocation,
} from '../../shared/inventory/location-contract.ts';
import { type ReplyOf, useChange, useOperation } from '../client/use-operation.ts';
import { EntryDialog } from '../EntryDialog.tsx';
import { readTyped } from '../read-typed.ts';
import { RadioCards } from '../ui/RadioCards.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { TextField } from '../ui/TextField.tsx';
import { useEntry } from '../use-entry.ts';

type Typed = {
  readonly name: string;
  readonly kind: LocationKind;
  /** A facility's id; '' for none. */
  readonly facilityId: string;
};

const shape = {
  name: line(100),
  kind: z.enum(locationKinds),
  facilityId: z.union([z.literal('').transform(() => null), uuid()]),
};
const labels = { name: 'Name', kind: 'Kind', facilityId: 'Facility' };
const kinds = [
  { key: 'shelf', title: 'Shelf', detail: 'What lies there may be used.' },
  { key: 'quarantine', title: 'Quarantine', detail: 'What lies there may not be used.' },
] as const;

type PlaceDialogProps = {
  /** Null: a new one. */
  readonly place: StockLocation | null;
  readonly onClose: () => void;
  readonly onDone: (words: string) => void;
};

type PlaceReply = ReplyOf<'locations.add'> | ReplyOf<'locations.change'>;

/** Adds a place, or gives one another name or facility. What it is for stays. Mount it to open. */
export function PlaceDialog({ place, onClose, onDone }: PlaceDialogProps) {
  const add = useChange('locations.add');
  const change = useChange('locations.change');
  const facilities = useOperation('facilities.list', {});
  const { name = '', kind = 'shelf', facilityId = null } = place ?? {};
  const form = useEntry<Typed, typeof shape, StockLocation>({
    keptAs: `place ${place?.id ?? 'new'}`,
    start: { entry: { name, kind, facilityId: facilityId ?? '' }, seen: place?.version ?? 0 },
    what: 'place',
    read: (typed) => readTyped(shape, typed, labels),
    send: ({ kind: typedKind, ...said }, { seen }): Promise<PlaceReply> => {
      if (place === null) return add.mutateAsync({ ...said, kind: typedKind });
      const { id: locationId, isActive } = place;
      return change.mutateAsync({ ...said, locationId, isActive, seen });
    },
    onSaved: (saved) => onDone(place === null ? `${saved.name} added.` : `${saved.name} changed.`),
  });
  const { entry, problems } = form;
  const named = offeredFacilities(facilities.data ?? [], entry.facilityId);
  return (
    <EntryDialog
      title={place === null ? 'Add a storage place' : `Change ${place.name}`}
      saveLabel={place === null ? 'Add' : 'Save'}
      form={form}
      onClose={onClose}
    >
      <TextField
        label="Name"
        isRequired
        value={entry.name}
        error={problems['name']}
        onChange={(typed) => form.change({ name: typed })}
      />
      {place === null && (
        <RadioCards
          label="Kind"
          cards={kinds}
          value={entry.kind}
          onChange={(chosen) => form.change({ kind: chosen })}
        />
      )}
      <SelectField
        label="Facility"
        options={[{ key: '', label: 'Not said' }, ...named]}
        value={entry.facilityId}
        error={problems['facilityId']}
        onChange={(chosen) => form.change({ facilityId: chosen })}
      />
    </EntryDialog>
  );
}
