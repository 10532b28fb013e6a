import { useEffect, useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { allergyKinds, type Allergy, severities } from '../../shared/allergies/contract.ts';
import { useChange } from '../client/use-operation.ts';
import { FormNotice } from '../FormNotice.tsx';
import { placeProblems, problemSentence } from '../form-problems.ts';
import { Button } from '../ui/Button.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { RadioCards } from '../ui/RadioCards.tsx';
import { Stack } from '../ui/Stack.tsx';
import { TextField } from '../ui/TextField.tsx';

type AllergyEntry = {
  readonly substance: string;
  readonly kind: Allergy['kind'];
  readonly severity: NonNullable<Allergy['severity']> | 'unsaid';
  readonly reaction: string;
};

const BLANK: AllergyEntry = { substance: '', kind: 'allergy', severity: 'unsaid', reaction: '' };

const KIND_CARDS = allergyKinds.map((key) => ({ key, title: capitalised(key) }));
const SEVERITY_CARDS = [
  { key: 'unsaid' as const, title: 'Not known' },
  ...severities.map((key) => ({ key, title: capitalised(key) })),
];

function capitalised(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}

/** Adding, with what was refused shown where it belongs; answers the form and how to send it. */
function useAddAllergy(patientId: string, onAdded: () => void) {
  const form = useForm<AllergyEntry>({ defaultValues: BLANK });
  const add = useChange('allergies.add');
  const [notice, setNotice] = useState<string | null>(null);
  const send = form.handleSubmit(async ({ severity, ...entry }) => {
    setNotice(null);
    const reply = await add.mutateAsync({
      patientId,
      ...entry,
      severity: severity === 'unsaid' ? null : severity,
    });
    if (reply.ok) {
      onAdded();
      return;
    }
    const isListed = reply.failure.code === 'AlreadyListed';
    const left = placeProblems(reply.failure, {
      fields: ['substance', 'kind', 'severity', 'reaction'] as const,
      fallback: isListed ? 'substance' : undefined,
      show: (field, message) => form.setError(field, { message }),
    });
    setNotice(left);
  });
  return { form, send: () => void send(), isPending: add.isPending, notice };
}

type AllergyForm = ReturnType<typeof useForm<AllergyEntry>>;

function Texts({ form, name }: { form: AllergyForm; name: 'substance' | 'reaction' }) {
  const label = name === 'substance' ? 'Substance' : 'Reaction';
  return (
    <Controller
      control={form.control}
      name={name}
      {...(name === 'substance' && {
        rules: { validate: (text: string) => text.trim() !== '' || 'is missing' },
      })}
      render={({ field, fieldState }) => (
        <TextField
          {...field}
          label={label}
          isRequired={name === 'substance'}
          description={name === 'substance' ? 'Such as silver, latex or adhesive' : undefined}
          error={problemSentence(label, fieldState.error?.message)}
        />
      )}
    />
  );
}

export type AddAllergyDialogProps = {
  readonly patientId: string;
  readonly onClose: () => void;
};

/** Whether to close: at once while nothing is typed, else when asked once more. */
function useClosing(isTyped: boolean, onClose: () => void) {
  const [isAsking, setAsking] = useState(false);
  const close = () => (isTyped ? setAsking(true) : onClose());
  const question = (
    <ConfirmDialog
      isOpen={isAsking}
      title="Discard what you typed?"
      confirmLabel="Discard it"
      cancelLabel="Keep typing"
      tone="danger"
      onConfirm={onClose}
      onCancel={() => setAsking(false)}
    >
      This allergy is not in the chart yet.
    </ConfirmDialog>
  );
  return { close, question };
}

/** Adds an allergy, an intolerance or an objection to a chart. */
export function AddAllergyDialog({ patientId, onClose }: AddAllergyDialogProps) {
  const { form, send, isPending, notice } = useAddAllergy(patientId, onClose);
  const { isDirty } = form.formState;
  const { close, question } = useClosing(isDirty, onClose);
  const { setFocus } = form;
  useEffect(() => setFocus('substance'), [setFocus]);
  return (
    <Dialog
      isOpen
      onClose={close}
      isBusy={isPending}
      title="Add an allergy"
      isDismissable={false}
      actions={
        <>
          <Button onPress={close} isDisabled={isPending}>
            Cancel
          </Button>
          <Button variant="primary" type="submit" form="add-allergy" isPending={isPending}>
            Add allergy
          </Button>
        </>
      }
    >
      <form
        id="add-allergy"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <Stack>
          {notice !== null && <FormNotice>{notice}</FormNotice>}
          <Texts form={form} name="substance" />
          <Controller
            control={form.control}
            name="kind"
            render={({ field: { value, onChange, name } }) => (
              <RadioCards
                label="Kind"
                columns={3}
                cards={KIND_CARDS}
                {...{ value, onChange, name }}
              />
            )}
          />
          <Texts form={form} name="reaction" />
          <Controller
            control={form.control}
            name="severity"
            render={({ field: { value, onChange, name } }) => (
              <RadioCards
                label="Severity"
                columns={2}
                cards={SEVERITY_CARDS}
                {...{ value, onChange, name }}
              />
            )}
          />
        </Stack>
      </form>
      {question}
    </Dialog>
  );
}
