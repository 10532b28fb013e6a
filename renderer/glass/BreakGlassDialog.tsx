import { useEffect, useState } from 'react';
import { type GlassReason, glassReasons, glassWords, needsNote } from '../../shared/glass/glass.ts';
import { useChange } from '../client/use-operation.ts';
import { whyNot } from '../client/why-not.ts';
import { FormDialog } from '../FormDialog.tsx';
import { FormNotice } from '../FormNotice.tsx';
import { forgetForm, keepForm, keptOr } from '../kept-forms.ts';
import { RadioCards } from '../ui/RadioCards.tsx';
import { TextField } from '../ui/TextField.tsx';

type Typed = { readonly reason: GlassReason | null; readonly note: string };

const blank: Typed = { reason: null, note: '' };
const cards = glassReasons.map((reason) => ({ key: reason, title: glassWords[reason] }));

/** What still has to be said, by field. */
function missing({ reason, note }: Typed): { readonly reason?: string; readonly note?: string } {
  if (reason === null) return { reason: 'Reason is missing' };
  return needsNote(reason) && note.trim() === '' ? { note: 'Note is missing' } : {};
}

export type BreakGlassDialogProps = {
  readonly patientId: string;
  readonly onClose: () => void;
};

/** Asks why a closed chart is opened; the PIN is asked for when it is sent. */
export function BreakGlassDialog({ patientId, onClose }: BreakGlassDialogProps) {
  const form = `break glass ${patientId}`;
  const [typed, setTyped] = useState(() => keptOr(form, blank));
  const [wasSent, setSent] = useState(false);
  const [notice, setNotice] = useState<string | null>(null);
  const breaking = useChange('charts.breakGlass');
  useEffect(() => keepForm(form, typed), [form, typed]);
  const problems = missing(typed);

  async function send(): Promise<void> {
    setSent(true);
    setNotice(null);
    const { reason, note } = typed;
    if (reason === null || problems.note !== undefined) return;
    const reply = await breaking.mutateAsync({ patientId, reason, note }).catch(() => null);
    if (!reply?.ok) return setNotice(whyNot(reply));
    forgetForm(form);
    onClose();
  }
  return (
    <FormDialog
      title="Break the glass of this chart?"
      saveLabel="Break the glass"
      tone="danger"
      isPending={breaking.isPending}
      onSave={() => void send()}
      onCancel={() => {
        forgetForm(form);
        onClose();
      }}
      onClose={onClose}
    >
      {notice !== null && <FormNotice>{notice}</FormNotice>}
      <p>
        You can read it for half an hour, at this screen alone. Your name, the reason and everything
        you read are recorded, and looked at.
      </p>
      <RadioCards
        label="Reason"
        cards={cards}
        value={typed.reason}
        isRequired
        error={wasSent ? problems.reason : undefined}
        onChange={(reason) => setTyped({ ...typed, reason })}
      />
      <TextField
        label="Note"
        value={typed.note}
        maxLength={500}
        isRequired={typed.reason !== null && needsNote(typed.reason)}
        error={wasSent ? problems.note : undefined}
        onChange={(note) => setTyped({ ...typed, note })}
      />
    </FormDialog>
  );
}
