import { useState } from 'react';
import type { ClaimDraft } from '../../shared/claims/claim-shapes.ts';
import { useChange } from '../client/use-operation.ts';
import { whyNot } from '../client/why-not.ts';
import { FormNotice } from '../FormNotice.tsx';
import { Button } from '../ui/Button.tsx';
import { Grid } from '../ui/Grid.tsx';
import { Row } from '../ui/Row.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { Stack } from '../ui/Stack.tsx';
import { TextField } from '../ui/TextField.tsx';
import { DiagnosisOrder } from './DiagnosisOrder.tsx';

const AS_CHARTED = 'asCharted';

type Choices = Omit<ClaimDraft['chosen'], 'version'>;
type IdField =
  | 'coverageId'
  | 'facilityId'
  | 'renderingUserId'
  | 'supervisingUserId'
  | 'referringUserId';

/** Whom a claim names only where the biller says so. */
const ADDITIONAL: ReadonlySet<IdField> = new Set(['supervisingUserId', 'referringUserId']);

function useChoices({ chosen: { version: seen, ...start }, treatmentRecordId }: ClaimDraft) {
  const [choices, setChoices] = useState<Choices>(start);
  const [notice, setNotice] = useState<string | null>(null);
  const save = useChange('claims.choose');
  return {
    choices,
    notice,
    isPending: save.isPending,
    change: (part: Partial<Choices>) => setChoices((now) => ({ ...now, ...part })),
    async save() {
      setNotice(null);
      const reply = await save
        .mutateAsync({ treatmentRecordId, seen, ...choices })
        .catch(() => null);
      setNotice(whyNot(reply));
    },
  };
}

/** What the claim of a treatment names where the chart leaves a choice. */
export function ClaimChoices({ draft }: { readonly draft: ClaimDraft }) {
  const form = useChoices(draft);
  const { choices } = form;
  const select = (field: IdField, label: string, options: ClaimDraft['coverages']) => (
    <SelectField
      label={label}
      options={[
        { key: AS_CHARTED, label: ADDITIONAL.has(field) ? 'None' : 'As the chart has it' },
        ...options.map(({ id, label: words }) => ({ key: id, label: words })),
      ]}
      value={choices[field] ?? AS_CHARTED}
      onChange={(key) => form.change({ [field]: key === AS_CHARTED ? null : key })}
    />
  );
  return (
    <Stack>
      {form.notice !== null && <FormNotice>{form.notice}</FormNotice>}
      <DiagnosisOrder
        documented={draft.documented}
        chosen={
          choices.diagnoses ??
          draft.claim?.diagnoses.filter((code) => draft.documented.includes(code)) ??
          []
        }
        onChange={(diagnoses) => form.change({ diagnoses: [...diagnoses] })}
      />
      <Grid minColumnRem={16}>
        {select('coverageId', 'Insurance', draft.coverages)}
        {select('facilityId', 'Where care was given', draft.facilities)}
        {select('renderingUserId', 'Who rendered the care', draft.providers)}
        {select('supervisingUserId', 'Supervising provider', draft.providers)}
        {select('referringUserId', 'Referring provider', draft.providers)}
        <TextField
          label="Prior authorization"
          description="Left empty, the one of the insurance"
          value={choices.priorAuthorization ?? ''}
          maxLength={50}
          onChange={(text) => form.change({ priorAuthorization: text === '' ? null : text })}
        />
      </Grid>
      <Row>
        <Button isPending={form.isPending} onPress={() => void form.save()}>
          Save choices
        </Button>
      </Row>
    </Stack>
  );
}
