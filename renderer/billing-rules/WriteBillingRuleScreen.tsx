import { useOperation } from '../client/use-operation.ts';
import { leaveTo } from '../leave-to.ts';
import { useNavigation } from '../navigation.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { useToday } from '../today.ts';
import { announce } from '../ui/announce.ts';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Stack } from '../ui/Stack.tsx';
import { RuleForm } from './RuleForm.tsx';
import { kindWords } from './rule-words.ts';

export type WriteBillingRuleScreenProps = {
  /** The rule that is changed; null for a new one. */
  readonly billingRuleId: string | null;
};

/** Where an administrator adds a billing rule or changes one. */
export function WriteBillingRuleScreen({ billingRuleId }: WriteBillingRuleScreenProps) {
  const today = useToday();
  const back = useNavigation((navigation) => navigation.back);
  const rules = useOperation('billingRules.list', {});
  const payers = useOperation('payers.list', {});
  const rule = rules.data?.find(({ id }) => id === billingRuleId) ?? null;
  if (payers.data === undefined) return <QueryNotice query={payers} what="Payers" />;
  if (billingRuleId !== null && rule === null) return <QueryNotice query={rules} what="Rule" />;
  return (
    <Stack gap={5}>
      <PageHeader
        title={rule === null ? 'New billing rule' : 'Change a billing rule'}
        subtitle={
          rule === null
            ? 'It holds for the next claim, as soon as it is saved'
            : `${kindWords[rule.content.kind]}: ${rule.title}. It holds for the next claim; claims that were made keep what they say`
        }
      />
      <RuleForm
        key={rule?.id ?? ''}
        rule={rule}
        payers={payers.data}
        today={today}
        onCancel={back}
        onSaved={(saved) => {
          announce(`Saved: ${saved.title}`);
          leaveTo({ screen: 'billingRule', billingRuleId: saved.id });
        }}
      />
    </Stack>
  );
}
