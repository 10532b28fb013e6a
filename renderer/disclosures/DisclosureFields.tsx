import {
  disclosureBases,
  disclosureBasisWords,
  recipientKinds,
  recipientKindWords,
} from '../../shared/disclosures/disclosure.ts';
import { Grid } from '../ui/Grid.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { TextField } from '../ui/TextField.tsx';
import { type DisclosureEntry, disclosureLabels } from './disclosure-entry.ts';

export type DisclosureFieldsProps = {
  readonly entry: DisclosureEntry;
  readonly problems: Readonly<Record<string, string>>;
  readonly change: (part: Partial<DisclosureEntry>) => void;
};

const kinds = recipientKinds.map((key) => ({ key, label: recipientKindWords[key] }));
const bases = disclosureBases.map((key) => ({ key, label: disclosureBasisWords[key] }));

function focusOnMount(element: HTMLElement | null): void {
  element?.focus();
}

/** To whom it goes, what for, and by whose leave: what the accounting of disclosures says. */
export function DisclosureFields({ entry, problems, change }: DisclosureFieldsProps) {
  return (
    <>
      <Grid minColumnRem={18}>
        <TextField
          label={disclosureLabels.recipientName}
          isRequired
          value={entry.recipientName}
          error={problems['recipientName']}
          onChange={(recipientName) => change({ recipientName })}
          ref={focusOnMount}
        />
        <SelectField
          label={disclosureLabels.recipientKind}
          options={kinds}
          isRequired
          placeholder="Choose"
          value={entry.recipientKind}
          error={problems['recipientKind']}
          onChange={(recipientKind) => change({ recipientKind })}
        />
      </Grid>
      <TextField
        label={disclosureLabels.recipientAddress}
        value={entry.recipientAddress}
        error={problems['recipientAddress']}
        onChange={(recipientAddress) => change({ recipientAddress })}
      />
      <TextField
        label={disclosureLabels.purpose}
        description="Such as a second opinion, or the audit of a claim"
        isRequired
        value={entry.purpose}
        error={problems['purpose']}
        onChange={(purpose) => change({ purpose })}
      />
      <Grid minColumnRem={18}>
        <SelectField
          label={disclosureLabels.basis}
          options={bases}
          isRequired
          placeholder="Choose"
          value={entry.basis}
          error={problems['basis']}
          onChange={(basis) => change({ basis })}
        />
        <TextField
          label={disclosureLabels.basisNote}
          value={entry.basisNote}
          error={problems['basisNote']}
          onChange={(basisNote) => change({ basisNote })}
        />
      </Grid>
    </>
  );
}
