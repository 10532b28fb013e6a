import { FormNotice } from '../FormNotice.tsx';
import type { BillingRule, RuleKind } from '../../shared/billing/rules/billing-rule.ts';
import { filingCodes, filingNames, type Payer } from '../../shared/payers/payer.ts';
import { Button } from '../ui/Button.tsx';
import { Checkbox } from '../ui/Checkbox.tsx';
import { DateField } from '../ui/DateField.tsx';
import { Grid } from '../ui/Grid.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Row } from '../ui/Row.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { Stack } from '../ui/Stack.tsx';
import { TextField } from '../ui/TextField.tsx';
import { ExampleFields } from './ExampleFields.tsx';
import { kindForms } from './kind-forms.ts';
import { ParameterFields } from './ParameterFields.tsx';
import { ruleLabels, startOfKind } from './rule-entry.ts';
import { kindWords } from './rule-words.ts';
import { type RuleFormState, useRuleForm } from './use-rule-form.ts';

type InForm = { readonly form: RuleFormState };

const KINDS: readonly RuleKind[] = [
  'productUnits',
  'applicationCodes',
  'waste',
  'modifier',
  'narrative',
  'companion',
  'limit',
];

const kindOptions = KINDS.map((key) => ({
  key,
  label: kindWords[key],
  detail: kindForms[key].says,
}));

const scopeOptions = [
  { key: 'payer', label: 'One payer' },
  { key: 'filingCode', label: 'All payers of a kind' },
  { key: 'everybody', label: 'Every payer' },
] as const;

const filingOptions = filingCodes.map((key) => ({ key, label: filingNames[key], detail: key }));

/** For whom the rule holds. */
function ScopeFields({ form, payers }: InForm & { readonly payers: readonly Payer[] }) {
  const { entry, shown, change } = form;
  return (
    <Grid minColumnRem={16}>
      <SelectField
        label={ruleLabels.scope}
        isRequired
        options={scopeOptions}
        value={entry.scopeOf}
        onChange={(scopeOf) => change({ scopeOf })}
      />
      {entry.scopeOf === 'payer' && (
        <SelectField
          label="Payer"
          isRequired
          options={payers.map(({ id, name }) => ({ key: id, label: name }))}
          value={entry.payerId === '' ? null : entry.payerId}
          error={shown['scope']}
          onChange={(payerId) => change({ payerId })}
        />
      )}
      {entry.scopeOf === 'filingCode' && (
        <SelectField
          label="Kind of payer"
          isRequired
          options={filingOptions}
          value={entry.filingCode}
          onChange={(filingCode) => change({ filingCode })}
        />
      )}
    </Grid>
  );
}

function DayFields({ form, today }: InForm & { readonly today: string }) {
  const { entry, shown, change } = form;
  return (
    <Grid minColumnRem={14}>
      <DateField
        label={ruleLabels.effectiveFrom}
        isRequired
        value={entry.effectiveFrom}
        error={shown['effectiveFrom']}
        onChange={(effectiveFrom) => change({ effectiveFrom })}
      />
      <DateField
        label={ruleLabels.effectiveTo}
        description="Empty while it goes on"
        value={entry.effectiveTo}
        error={shown['effectiveTo']}
        onChange={(effectiveTo) => change({ effectiveTo })}
      />
      <DateField
        label={ruleLabels.asOfOn}
        description="The day it was last compared with its source"
        isRequired
        max={today}
        value={entry.asOfOn}
        error={shown['asOfOn']}
        onChange={(asOfOn) => change({ asOfOn })}
      />
    </Grid>
  );
}

type RuleFormProps = {
  /** The rule that is changed; null for a new one. */
  readonly rule: BillingRule | null;
  readonly payers: readonly Payer[];
  readonly today: string;
  readonly onSaved: (saved: BillingRule) => void;
  readonly onCancel: () => void;
};

function AboutFields(props: RuleFormProps & InForm) {
  const { form, rule, payers, today } = props;
  const { entry, shown, change } = form;
  return (
    <Stack>
      {rule === null && (
        <SelectField
          label="Kind of rule"
          isRequired
          description={kindForms[entry.kind].says}
          options={kindOptions}
          value={entry.kind}
          onChange={(kind) => change(startOfKind(kind))}
        />
      )}
      <TextField
        label={ruleLabels.title}
        isRequired
        value={entry.title}
        error={shown['title']}
        onChange={(title) => change({ title })}
      />
      <ScopeFields form={form} payers={payers} />
      <DayFields form={form} today={today} />
      <TextField
        label={ruleLabels.source}
        description="Such as the policy and its page"
        isRequired
        value={entry.source}
        error={shown['source']}
        onChange={(source) => change({ source })}
      />
      {rule?.isExample === true && (
        <Checkbox
          label="I compared this rule with its source"
          description="Then it is no longer marked as an example that came with Caretrail"
          value={entry.isCompared}
          onChange={(isCompared) => change({ isCompared })}
        />
      )}
    </Stack>
  );
}

/** Writes a billing rule, or changes one. */
export function RuleForm(props: RuleFormProps) {
  const form = useRuleForm(props);
  const { entry, shown, change } = form;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void form.save();
      }}
    >
      <Stack>
        <Panel heading="What it is for">
          <AboutFields {...props} form={form} />
        </Panel>
        <Panel heading="What it says">
          <ParameterFields entry={entry} problems={shown} onChange={(typed) => change({ typed })} />
        </Panel>
        <Panel heading="Worked examples">
          <ExampleFields
            entry={entry}
            problems={shown}
            onChange={(examples) => change({ examples })}
          />
        </Panel>
        {form.wrong !== null && (
          <FormNotice title="The rule was not saved">{form.wrong}</FormNotice>
        )}
        <div className="form-actions">
          <Row justify="end">
            <Button
              onPress={() => {
                form.forget();
                props.onCancel();
              }}
            >
              Cancel
            </Button>
            <Button variant="primary" type="submit" isPending={form.isPending}>
              {props.rule === null ? 'Save rule' : `Save as version ${props.rule.version + 1}`}
            </Button>
          </Row>
        </div>
      </Stack>
    </form>
  );
}
