import { useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import type { ExchangeFolders } from '../../shared/exchange/hl7-contract.ts';
import { useChange } from '../client/use-operation.ts';
import { FormNotice } from '../FormNotice.tsx';
import { placeProblems, problemSentence } from '../form-problems.ts';
import { forgetForm, keptOr } from '../kept-forms.ts';
import { Button } from '../ui/Button.tsx';
import { Grid } from '../ui/Grid.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import { TextField } from '../ui/TextField.tsx';
import { useKeptValues } from '../use-kept-values.ts';

const KEPT_AS = 'exchangeFolders';
const fields = ['inbox', 'outbox'] as const;
const labels = { inbox: 'Inbox', outbox: 'Outbox' } as const;
const descriptions = {
  inbox:
    'Where other programs put ADT messages. Files that were taken in are moved to done or refused below it. Leave it empty to watch no folder.',
  outbox: 'Where charges for other programs (DFT) are written. Leave it empty to write none.',
} as const;

/** An empty path chooses no folder. */
type Entry = { readonly inbox: string; readonly outbox: string };

const entryOf = ({ inbox, outbox }: ExchangeFolders): Entry => ({
  inbox: inbox ?? '',
  outbox: outbox ?? '',
});
const pathOf = (typed: string): string | null => (typed.trim() === '' ? null : typed.trim());

const fieldOf: Readonly<Record<string, 'inbox' | 'outbox'>> = {
  InboxNotUsable: 'inbox',
  OutboxNotUsable: 'outbox',
  SameFolder: 'outbox',
};

function useFolders(folders: ExchangeFolders) {
  const save = useChange('exchangeFolders.set');
  const [notice, setNotice] = useState<string | null>(null);
  const [isSaved, setSaved] = useState(false);
  const form = useForm<Entry>({ defaultValues: keptOr(KEPT_AS, entryOf(folders)) });
  useKeptValues(KEPT_AS, form.subscribe);

  async function send({ inbox, outbox }: Entry): Promise<void> {
    setNotice(null);
    setSaved(false);
    const reply = await save.mutateAsync({ inbox: pathOf(inbox), outbox: pathOf(outbox) });
    if (reply.ok) {
      form.reset(entryOf(reply.value));
      forgetForm(KEPT_AS);
      return setSaved(true);
    }
    const left = placeProblems(reply.failure, {
      fields,
      fallback: fieldOf[reply.failure.code],
      show: (field, message) => form.setError(field, { message }, { shouldFocus: true }),
    });
    return setNotice(left);
  }
  return { form, notice, isSaved, isPending: save.isPending, submit: form.handleSubmit(send) };
}

/** Which folders of this computer other programs send to and receive from. */
export function ExchangeFoldersForm({ folders }: { readonly folders: ExchangeFolders }) {
  const { form, notice, isSaved, isPending, submit } = useFolders(folders);
  return (
    <Panel heading="Folders of this computer">
      <form onSubmit={(event) => void submit(event)} noValidate>
        <Stack>
          {notice !== null && <FormNotice>{notice}</FormNotice>}
          <Grid minColumnRem={24}>
            {fields.map((name) => (
              <Controller
                key={name}
                name={name}
                control={form.control}
                render={({ field, fieldState }) => (
                  <TextField
                    label={labels[name]}
                    description={descriptions[name]}
                    {...field}
                    error={problemSentence(labels[name], fieldState.error?.message)}
                  />
                )}
              />
            ))}
          </Grid>
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
