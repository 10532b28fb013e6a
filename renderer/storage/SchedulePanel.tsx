import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { type BackupSchedule } from '../../shared/storage/contract.ts';
import { useChange } from '../client/use-operation.ts';
import { FormNotice } from '../FormNotice.tsx';
import { placeProblems, problemSentence } from '../form-problems.ts';
import { forgetForm, keptOr } from '../kept-forms.ts';
import { Button } from '../ui/Button.tsx';
import { Checkbox } from '../ui/Checkbox.tsx';
import { Grid } from '../ui/Grid.tsx';
import { Panel } from '../ui/Panel.tsx';
import { QuantityField } from '../ui/QuantityField.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import { TextField } from '../ui/TextField.tsx';
import { useKeptValues } from '../use-kept-values.ts';
import { entryOfSchedule, type ScheduleEntry, scheduleEntry } from './schedule-entry.ts';

const KEPT_AS = 'backupSchedule';
const fields = ['folder', 'everyHours', 'keep'] as const;
const labels = {
  folder: 'Backup folder',
  everyHours: 'Hours between backups',
  keep: 'Backups to keep',
} as const;

function useSchedule(schedule: BackupSchedule) {
  const save = useChange('storage.setBackupSchedule');
  const [notice, setNotice] = useState<string | null>(null);
  const [isSaved, setSaved] = useState(false);
  const form = useForm<ScheduleEntry, unknown, BackupSchedule>({
    resolver: zodResolver(scheduleEntry),
    defaultValues: keptOr(KEPT_AS, entryOfSchedule(schedule)),
  });
  useKeptValues(KEPT_AS, form.subscribe);

  async function send(next: BackupSchedule): Promise<void> {
    setNotice(null);
    setSaved(false);
    const reply = await save.mutateAsync(next);
    if (reply.ok) {
      form.reset(entryOfSchedule(reply.value));
      forgetForm(KEPT_AS);
      setSaved(true);
      return;
    }
    const left = placeProblems(reply.failure, {
      fields,
      fallback: reply.failure.code === 'FolderNotUsable' ? 'folder' : undefined,
      show: (field, message) => form.setError(field, { message }, { shouldFocus: true }),
    });
    setNotice(left);
  }
  return { form, notice, isSaved, isPending: save.isPending, submit: form.handleSubmit(send) };
}

type ScheduleForm = ReturnType<typeof useSchedule>['form'];

function FolderField({ form }: { readonly form: ScheduleForm }) {
  return (
    <Controller
      name="folder"
      control={form.control}
      render={({ field, fieldState }) => (
        <TextField
          label={labels.folder}
          description="A whole path, best on a drive that is not in this computer. Leave it empty for the folder beside the records."
          {...field}
          error={problemSentence(labels.folder, fieldState.error?.message)}
        />
      )}
    />
  );
}

function CountField(props: {
  readonly form: ScheduleForm;
  readonly name: 'everyHours' | 'keep';
  readonly unit: string;
  readonly min: number;
  readonly max: number;
}) {
  const { form, name, ...range } = props;
  return (
    <Controller
      name={name}
      control={form.control}
      render={({ field, fieldState }) => (
        <QuantityField
          label={labels[name]}
          isRequired
          {...range}
          {...field}
          error={problemSentence(labels[name], fieldState.error?.message)}
        />
      )}
    />
  );
}

/** Where backups go, how often they are made by themselves, and how many of those are kept. */
export function SchedulePanel({ schedule }: { readonly schedule: BackupSchedule }) {
  const { form, notice, isSaved, isPending, submit } = useSchedule(schedule);
  const isScheduled = form.watch('isScheduled');
  return (
    <Panel heading="Scheduled backups">
      <form onSubmit={(event) => void submit(event)} noValidate>
        <Stack>
          {notice !== null && <FormNotice>{notice}</FormNotice>}
          <Controller
            name="isScheduled"
            control={form.control}
            render={({ field: { ref: _ref, ...field } }) => (
              <Checkbox label="Back up by itself while Caretrail runs" {...field} />
            )}
          />
          {isScheduled && (
            <Grid minColumnRem={15}>
              <CountField form={form} name="everyHours" unit="hours" min={1} max={168} />
              <CountField form={form} name="keep" unit="backups" min={2} max={365} />
            </Grid>
          )}
          <FolderField form={form} />
          <Row>
            <Button type="submit" isPending={isPending}>
              Save
            </Button>
            <span role="status">{isSaved && !form.formState.isDirty && 'Saved'}</span>
          </Row>
        </Stack>
      </form>
    </Panel>
  );
}
