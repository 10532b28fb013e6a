import { DateField } from '../ui/DateField.tsx';
import { TextField } from '../ui/TextField.tsx';

type PackSaid = {
  readonly lotNumber: string;
  readonly serialNumber: string;
  readonly expiresOn: string;
};

export type PackFieldsProps = {
  readonly form: {
    readonly entry: PackSaid;
    readonly problems: Readonly<Record<string, string>>;
    readonly change: (part: Partial<PackSaid>) => void;
  };
};

/** What the label of a pack says beside its product, typed. */
export function PackFields({ form }: PackFieldsProps) {
  const { entry, problems, change } = form;
  return (
    <>
      <TextField
        label="Lot"
        value={entry.lotNumber}
        error={problems['lotNumber']}
        onChange={(lotNumber) => change({ lotNumber })}
      />
      <TextField
        label="Serial"
        value={entry.serialNumber}
        error={problems['serialNumber']}
        onChange={(serialNumber) => change({ serialNumber })}
      />
      <DateField
        label="Expires"
        value={entry.expiresOn}
        error={problems['expiresOn']}
        onChange={(expiresOn) => change({ expiresOn })}
      />
    </>
  );
}
