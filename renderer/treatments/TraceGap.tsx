import { concernInWords, reasonFor } from '../../shared/safety/concern.ts';
import type { GapKind } from '../../shared/safety/trace-gap.ts';
import { fieldOfGap } from '../../shared/treatments/entry-gaps.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { Stack } from '../ui/Stack.tsx';
import { ConcernReasonField } from './ConcernReasonField.tsx';
import type { TreatmentForm } from './use-treatment-form.ts';

const WITHOUT = { lotMissing: 'a lot', areaMissing: 'an area' } as const satisfies Record<
  GapKind,
  string
>;

export type TraceGapProps = { readonly model: TreatmentForm; readonly kind: GapKind };

/**
 * Says what is missing of a skin substitute's package, where it is typed. Why it is saved without is asked
 * once somebody tried to: before that there is still a package to read it off.
 */
export function TraceGap({ model, kind }: TraceGapProps) {
  const { gaps, isAsked } = model.trace;
  const gap = gaps.find((each) => each.kind === kind);
  if (gap === undefined) return null;
  const isReasonAsked = isAsked || reasonFor(gap, model.entry.concernReasons) !== '';
  return (
    <Stack gap={2}>
      <InlineMessage tone="caution">{concernInWords(gap)}.</InlineMessage>
      {isReasonAsked && (
        <ConcernReasonField
          model={model}
          concern={gap}
          label={`Save without ${WITHOUT[kind]}, because…`}
          onSaid={() => model.form.clearErrors(fieldOfGap[kind])}
        />
      )}
    </Stack>
  );
}
