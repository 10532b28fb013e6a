import { QuantityField } from '../ui/QuantityField.tsx';
import { TextAreaField } from '../ui/TextAreaField.tsx';
import { TextField } from '../ui/TextField.tsx';
import type { WasteForm } from './use-waste.ts';

/** How many pieces were wasted, and why. */
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
        spellCheck
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
