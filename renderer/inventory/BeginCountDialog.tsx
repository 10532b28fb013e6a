import { uuid } from '../../shared/base/uuid.ts';
import { useChange, useOperation } from '../client/use-operation.ts';
import { EntryDialog } from '../EntryDialog.tsx';
import { useNavigation } from '../navigation.ts';
import { readTyped } from '../read-typed.ts';
import { SelectField } from '../ui/SelectField.tsx';
import { useEntry } from '../use-entry.ts';

const shape = { locationId: uuid() };

/** Chooses the place to count, and begins. Mount it to open. */
export function BeginCountDialog({ onClose }: { readonly onClose: () => void }) {
  const places = useOperation('locations.list', {});
  const begin = useChange('counts.begin');
  const go = useNavigation((navigation) => navigation.go);
  const form = useEntry({
    keptAs: 'begin count',
    start: { entry: { locationId: null as string | null }, seen: 0 },
    what: 'count',
    read: (typed) => readTyped(shape, typed, { locationId: 'Place' }),
    send: (said) => begin.mutateAsync(said),
    onSaved: ({ id }) => go({ screen: 'count', countId: id }),
  });
  return (
    <EntryDialog title="Count a place" saveLabel="Begin" form={form} onClose={onClose}>
      <p>
        Count what you see. What the movements say shows only once a pack is counted, so that nobody
        counts towards it.
      </p>
      <SelectField
        label="Place"
        isRequired
        options={(places.data ?? []).map(({ id, name }) => ({ key: id, label: name }))}
        value={form.entry.locationId}
        error={form.problems['locationId']}
        onChange={(locationId) => form.change({ locationId })}
      />
    </EntryDialog>
  );
}
