import { type ScopeRule, scopeRuleFields } from '../../shared/scope/contract.ts';
import { permissionsOf, roleNames, roles } from '../../shared/staff/role.ts';
import { useChange } from '../client/use-operation.ts';
import { EntryDialog } from '../EntryDialog.tsx';
import { EntryText } from '../EntryText.tsx';
import { readTyped } from '../read-typed.ts';
import { Checkbox } from '../ui/Checkbox.tsx';
import { Grid } from '../ui/Grid.tsx';
import { TextAreaField } from '../ui/TextAreaField.tsx';
import { useEntry } from '../use-entry.ts';
import {
  blankScopeRule,
  scopeRuleEntryOf,
  scopeRuleLabels,
  type ScopeRuleEntry,
  typedScopeRule,
  withRole,
} from './scope-rule-entry.ts';

export type ScopeRuleDialogProps = {
  /** The rule that is changed; null for a new one. */
  readonly rule: ScopeRule | null;
  readonly onClose: () => void;
};

/** Of the others no treatment ever comes. */
const recording = roles.filter((role) => permissionsOf[role].includes('treatments.write'));

function useScopeRuleEntry({ rule, onClose }: ScopeRuleDialogProps) {
  const create = useChange('scopeRules.create');
  const correct = useChange('scopeRules.correct');
  return useEntry({
    keptAs: `scope rule ${rule?.id ?? 'new'}`,
    start: {
      entry: rule === null ? blankScopeRule : scopeRuleEntryOf(rule),
      seen: rule?.version ?? 0,
    },
    what: 'rule',
    read: (typed) => readTyped(scopeRuleFields, typedScopeRule(typed), scopeRuleLabels),
    send: (said, { seen }) =>
      rule === null
        ? create.mutateAsync(said)
        : correct.mutateAsync({ scopeRuleId: rule.id, seen, ...said }),
    onSaved: onClose,
  });
}

type RolesProps = {
  readonly entry: ScopeRuleEntry;
  readonly onChange: (part: Partial<ScopeRuleEntry>) => void;
};

function AllowedRoles({ entry: { allowedRoles }, onChange }: RolesProps) {
  return (
    <fieldset className="scope-roles">
      <legend>{scopeRuleLabels.allowedRoles}</legend>
      <Grid minColumnRem={10}>
        {recording.map((role) => (
          <Checkbox
            key={role}
            label={roleNames[role]}
            value={allowedRoles.includes(role)}
            onChange={(isChosen) =>
              onChange({ allowedRoles: withRole(allowedRoles, role, isChosen) })
            }
          />
        ))}
      </Grid>
    </fieldset>
  );
}

/** Asks what only some may record as done, and who. Mount it to open. */
export function ScopeRuleDialog(props: ScopeRuleDialogProps) {
  const { rule, onClose } = props;
  const form = useScopeRuleEntry(props);
  const { entry, problems, change } = form;
  return (
    <EntryDialog
      title={rule === null ? 'Add a rule' : 'Change a rule'}
      saveLabel="Save rule"
      size="large"
      form={form}
      onClose={onClose}
    >
      <EntryText {...form} labels={scopeRuleLabels} name="name" isRequired takesFocus />
      <TextAreaField
        label={scopeRuleLabels.terms}
        description="One to a line. They are looked for as whole words in the procedure of a treatment, unless “no”, “not” or “without” stands before them"
        isRequired
        rows={5}
        value={entry.terms}
        error={problems['terms']}
        onChange={(terms) => change({ terms })}
      />
      <AllowedRoles entry={entry} onChange={change} />
      <TextAreaField
        label={scopeRuleLabels.allowedCredentials}
        description="As they stand behind a person’s name, such as CWCN. Whoever has one of them may record it in any role"
        rows={2}
        value={entry.allowedCredentials}
        error={problems['allowedCredentials']}
        onChange={(allowedCredentials) => change({ allowedCredentials })}
      />
    </EntryDialog>
  );
}
