import { Button } from './ui/Button.tsx';
import { InlineMessage } from './ui/InlineMessage.tsx';

export type ShownField = { readonly label: string; readonly value: string };

export type ChangedMeanwhileProps = {
  /** Changed by somebody else and now in the form. */
  readonly taken: readonly ShownField[];
  /** Changed by both; the form keeps what was typed, this is what stands now. */
  readonly disputed: readonly ShownField[];
  readonly onTakeTheirs: () => void;
};

function Fields({ fields }: { readonly fields: readonly ShownField[] }) {
  return (
    <ul className="changed-meanwhile">
      {fields.map(({ label, value }) => (
        <li key={label}>
          {label}: <strong dir="auto">{value === '' ? 'nothing' : value}</strong>
        </li>
      ))}
    </ul>
  );
}

/** Tells that somebody else saved while a correction was being typed, and what came of it. */
export function ChangedMeanwhile({ taken, disputed, onTakeTheirs }: ChangedMeanwhileProps) {
  return (
    <InlineMessage
      tone="caution"
      title="Not saved yet: somebody else changed this in the meantime"
      isUrgent
      actions={disputed.length > 0 && <Button onPress={onTakeTheirs}>Take theirs instead</Button>}
    >
      {taken.length > 0 && (
        <>
          <p>Their changes are in your form now:</p>
          <Fields fields={taken} />
        </>
      )}
      {disputed.length > 0 && (
        <>
          <p>You both changed this. Yours stays in the form; what they saved is:</p>
          <Fields fields={disputed} />
        </>
      )}
      <p>Check, then save again.</p>
    </InlineMessage>
  );
}
