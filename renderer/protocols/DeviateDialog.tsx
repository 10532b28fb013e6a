import { useEffect, useState } from 'react';
import { type DeviationKind, expectsProduct } from '../../shared/protocols/deviation.ts';
import type { ShownStep } from '../../shared/protocols/protocol-run.ts';
import { useChange } from '../client/use-operation.ts';
import { forgetForm, keepForm, keptOr } from '../kept-forms.ts';
import { ProductPickerPanel } from '../products/ProductPickerPanel.tsx';
import { RadioCards } from '../ui/RadioCards.tsx';
import { Stack } from '../ui/Stack.tsx';
import { expectedWords } from './protocol-words.ts';
import { ReasonDialog } from './ReasonDialog.tsx';
import { type StepDialogProps, StepWords } from './StepDialogs.tsx';

type Used = { readonly sku: string; readonly name: string };
type Said = { readonly how: DeviationKind | null; readonly used: Used | null };
type Problems = { readonly how?: string; readonly used?: string };

/** How a step is not done as written, kept under `name` over a lock. */
function useDeviation(name: string, first: DeviationKind | null) {
  const [said, setSaid] = useState(() => keptOr<Said>(name, { how: first, used: null }));
  const [problems, setProblems] = useState<Problems>({});
  useEffect(() => keepForm(name, said), [name, said]);
  const { how, used } = said;
  return {
    ...said,
    problems,
    say: (part: Partial<Said>): void => {
      setSaid({ ...said, ...part });
      setProblems({});
    },
    /** False after marking what is not chosen yet. */
    check: (): boolean => {
      const isUnnamed = how === 'otherProduct' && used === null;
      setProblems({
        ...(how === null && { how: 'Choose one of the two' }),
        ...(isUnnamed && { used: 'Choose the product that was used' }),
      });
      return how !== null && !isUnnamed;
    },
    forget: () => forgetForm(name),
  };
}

/** Focus goes to the first thing that is asked. */
function focusFirstInput(element: HTMLElement | null): void {
  element?.querySelector('input')?.focus();
}

type HowProps = {
  readonly step: ShownStep;
  readonly deviation: ReturnType<typeof useDeviation>;
};

function How({ step, deviation }: HowProps) {
  const { how, used, problems, say } = deviation;
  return (
    <Stack gap={3}>
      <div ref={focusFirstInput}>
        <RadioCards<DeviationKind>
          label="What is different?"
          isRequired
          columns={2}
          cards={[
            {
              key: 'otherProduct',
              title: 'Another product was used',
              detail: `Instead of: ${expectedWords(step)}`,
            },
            { key: 'skipped', title: 'The step was left out', detail: 'Nothing was done for it' },
          ]}
          value={how}
          error={problems.how}
          onChange={(next) => say({ how: next })}
        />
      </div>
      {how === 'otherProduct' && (
        <>
          <ProductPickerPanel
            label="Find the product that was used"
            error={problems.used}
            onPick={({ sku, name }) => say({ used: { sku, name } })}
          />
          {used !== null && (
            <p role="status">
              Used: <strong dir="auto">{used.name}</strong> (SKU {used.sku})
            </p>
          )}
        </>
      )}
    </Stack>
  );
}

/** Asks how a step is not done as written, and why. Mount it to ask. */
export function DeviateDialog({ run, step, dueOn, onClose }: StepDialogProps) {
  const deviate = useChange('protocols.deviate');
  const about = { protocolRunId: run.id, stepId: step.id, dueOn };
  const name = `deviate ${run.id} ${step.id} ${dueOn}`;
  const isProductAsked = expectsProduct(step);
  const deviation = useDeviation(`${name}, how`, isProductAsked ? null : 'skipped');
  const usedProductId = deviation.how === 'otherProduct' ? (deviation.used?.sku ?? null) : null;
  return (
    <ReasonDialog
      title="Not done as the protocol says"
      saveLabel="Save the reason"
      label="Reason"
      description={
        isProductAsked ? 'Why another product, or why the step is left out' : 'Why it is left out'
      }
      maxLength={500}
      keptAs={name}
      {...(isProductAsked && { before: <How step={step} deviation={deviation} /> })}
      check={deviation.check}
      onForget={deviation.forget}
      isPending={deviate.isPending}
      send={(reason) => deviate.mutateAsync({ ...about, usedProductId, reason })}
      done="Saved: the reason of the deviation"
      onClose={onClose}
    >
      <StepWords run={run} step={step} dueOn={dueOn} />
    </ReasonDialog>
  );
}
