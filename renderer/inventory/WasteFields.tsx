import { useOperation } from '../client/use-operation.ts';
import { useSignedIn } from '../signed-in.ts';
import { QuantityField } from '../ui/QuantityField.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { TextAreaField } from '../ui/TextAreaField.tsx';
import { TextField } from '../ui/TextField.tsx';
import type { WasteForm } from './use-waste.ts';

const NOBODY = 'nobody';

/** Who saw it, where somebody did: some policies ask for a second person. */
function WitnessField({ form: { entry, problems, change } }: { readonly form: WasteForm }) {
  const people = useOperation('session.tiles', {});
  const ownId = useSignedIn(({ user }) => user?.userId ?? null);
  const others = (people.data ?? []).filter(({ userId }) => userId !== ownId);
  return (
    <SelectField
      label="Witness"
      description="Who saw it with you, where somebody has to."
      options={[
        { key: NOBODY, label: 'Nobody' },
        ...others.map(({ userId, displayName, credential }) => ({
          key: userId,
          label: displayName,
          ...(credential !== null && { detail: credential }),
        })),
      ]}
      value={entry.witnessedBy === '' ? NOBODY : entry.witnessedBy}
      error={problems['witnessedBy']}
      onChange={(key) => change({ witnessedBy: key === NOBODY ? '' : key })}
    />
  );
}

/** How many pieces were wasted, why, and who saw it. */
export function WasteFields({ form }: { readonly form: WasteForm }) {
  const { entry, problems, change, isShort } = form;
  return (
    <>
      <QuantityField
        label="Pieces"
        isRequired
        value={entry.pieces}
        error={problems['pieces']}
        onChange={(pieces) => change({ pieces })}
      />
      <TextAreaField
        label="Reason"
        isRequired
        rows={2}
        value={entry.reason}
        error={problems['reason']}
        onChange={(reason) => change({ reason: reason.replaceAll(/[\r\n]+/g, ' ') })}
      />
      <TextField
        label="Why no smaller package"
        description="Where a smaller one would have done."
        value={entry.largerPackageReason}
        error={problems['largerPackageReason']}
        onChange={(largerPackageReason) => change({ largerPackageReason })}
      />
      <WitnessField form={form} />
      {isShort && (
        <TextField
          label="How that can be"
          description="It is more than there is by the movements."
          value={entry.shortageReason}
          error={problems['shortageReason']}
          onChange={(shortageReason) => change({ shortageReason })}
        />
      )}
    </>
  );
}
