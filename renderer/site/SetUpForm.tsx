import { zodResolver } from '@hookform/resolvers/zod';
import { useMemo, useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { z } from 'zod';
import { line } from '../../shared/base/text.ts';
import { client } from '../client/client.ts';
import { queryClient } from '../client/use-operation.ts';
import { FormNotice } from '../FormNotice.tsx';
import { placeProblems, problemSentence } from '../form-problems.ts';
import { NewPinPanel, useNewPin } from '../staff/NewPinPanel.tsx';
import { Button } from '../ui/Button.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { Stack } from '../ui/Stack.tsx';
import { TextField } from '../ui/TextField.tsx';
import { timeZoneChoices, timeZoneLabel } from './time-zones.ts';

const setUpFields = z.object({
  siteName: line(200),
  timeZone: z.string(),
  displayName: line(200),
});
type SetUpFields = z.output<typeof setUpFields>;

const FIELD_OF_PATH: Readonly<Record<string, keyof SetUpFields>> = {
  siteName: 'siteName',
  timeZone: 'timeZone',
  'administrator.displayName': 'displayName',
};

export type SetUpFormProps = {
  readonly ownTimeZone: string;
  /** Called once everything is saved, so that the administrator is signed in without asking again. */
  readonly onSetUp: (administratorId: string, pin: string) => Promise<void>;
};

function useSetUp({ ownTimeZone, onSetUp }: SetUpFormProps) {
  const form = useForm({
    resolver: zodResolver(setUpFields),
    defaultValues: { siteName: '', timeZone: ownTimeZone, displayName: '' },
  });
  const entry = useNewPin();
  const [notice, setNotice] = useState<string | null>(null);

  async function setUp({ siteName, timeZone, displayName }: SetUpFields): Promise<void> {
    setNotice(null);
    const pin = entry.check();
    if (pin === null) return;
    // Sent past the cache of mutations, which would keep the PIN for minutes.
    const reply = await client['site.setUp']({
      siteName,
      timeZone,
      administrator: { displayName, pin },
    });
    if (reply.ok) {
      await onSetUp(reply.value.administratorId, pin);
      await queryClient.invalidateQueries();
      return;
    }
    const { failure } = reply;
    const fields = (failure.fields ?? []).map(({ field, problem }) => ({
      field: FIELD_OF_PATH[field] ?? field,
      problem,
    }));
    const left = placeProblems(
      { message: failure.message, fields },
      {
        fields: ['siteName', 'timeZone', 'displayName', 'administrator.pin'],
        show: (field, problem) =>
          field === 'administrator.pin'
            ? entry.refuse(problem)
            : form.setError(field, { message: problem }),
      },
    );
    setNotice(left);
  }
  return { form, entry, notice, submit: form.handleSubmit(setUp, () => void entry.check()) };
}

/** The clinic and its first administrator. */
export function SetUpForm(props: SetUpFormProps) {
  const { ownTimeZone } = props;
  const { form, entry, notice, submit } = useSetUp(props);
  const { control, formState } = form;
  const timeZones = useMemo(
    () =>
      timeZoneChoices(ownTimeZone, Intl.supportedValuesOf('timeZone')).map((key) => ({
        key,
        label: timeZoneLabel(key),
      })),
    [ownTimeZone],
  );
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack>
        {notice !== null && <FormNotice>{notice}</FormNotice>}
        <Controller
          name="siteName"
          control={control}
          render={({ field, fieldState }) => (
            <TextField
              label="Clinic name"
              isRequired
              {...field}
              error={problemSentence('Clinic name', fieldState.error?.message)}
            />
          )}
        />
        <Controller
          name="timeZone"
          control={control}
          render={({ field: { ref: _ref, ...field }, fieldState }) => (
            <SelectField
              label="Time zone"
              options={timeZones}
              {...field}
              error={problemSentence('Time zone', fieldState.error?.message)}
            />
          )}
        />
        <Controller
          name="displayName"
          control={control}
          render={({ field, fieldState }) => (
            <TextField
              label="Your name"
              description="You become the administrator, who adds everybody else."
              isRequired
              {...field}
              error={problemSentence('Your name', fieldState.error?.message)}
            />
          )}
        />
        <NewPinPanel entry={entry} />
        <Button
          variant="primary"
          size="large"
          type="submit"
          isFullWidth
          isPending={formState.isSubmitting}
        >
          Set up this computer
        </Button>
      </Stack>
    </form>
  );
}
