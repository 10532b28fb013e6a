import { leaveTo } from '../leave-to.ts';
import { Button } from '../ui/Button.tsx';
import { InlineMessage } from '../ui/InlineMessage.tsx';

/** What stands in the place of a wound or an assessment that the chart does not hold. */
export function GoneAssessment({ patientId }: { readonly patientId: string }) {
  return (
    <InlineMessage
      tone="caution"
      title="This is not in the chart"
      actions={
        <Button onPress={() => leaveTo({ screen: 'chart', patientId })}>Back to chart</Button>
      }
    />
  );
}
