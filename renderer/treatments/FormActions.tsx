import { CheckCheck } from 'lucide-react';
import { useEffect, useId, useRef } from 'react';
import { DiscardDraftPanel } from '../drafts/DiscardDraftPanel.tsx';
import { KeepDraftPanel, type KeptDraft } from '../drafts/KeepDraftPanel.tsx';
import { FormNotice } from '../FormNotice.tsx';
import { Button } from '../ui/Button.tsx';
import { formatCivilDate, formatQuantity } from '../ui/format.ts';
import { ActionBar } from '../ui/ActionBar.tsx';
import { useAreSeen } from './field-focus.ts';
import { leaveToChart } from './leave-form.ts';
import { FIELD_LABELS, fieldInWords } from './treatment-words.ts';
import type { SavingTreatment } from './use-save-treatment.ts';
import type { TreatmentForm, TreatmentScene } from './use-treatment-form.ts';

export type FormActionsProps = {
  readonly model: TreatmentForm;
  readonly scene: TreatmentScene;
  readonly saving: SavingTreatment;
  readonly keeper: KeptDraft;
  /** The day of the treatment that values were taken over from. */
  readonly carriedFromOn: string | null;
  readonly saveLabel: string;
};

type ConfirmAllProps = Pick<FormActionsProps, 'model' | 'scene' | 'carriedFromOn'>;

/** One press for all values from last time: only while every one of them is on screen at once. */
function ConfirmAll({ model, scene, carriedFromOn }: ConfirmAllProps) {
  const listId = useId();
  const button = useRef<HTMLButtonElement>(null);
  const { carried, entry } = model;
  const areSeen = useAreSeen(model.screenId, carried);
  useEffect(() => {
    // The frame puts focus on the heading of a new screen: that is nobody's choice yet.
    const isUnclaimed = document.activeElement?.matches('body, main, h1') ?? true;
    // What is seen now must stay where it is: scrolling would hide some of it again.
    if (areSeen && isUnclaimed) button.current?.focus({ preventScroll: true });
  }, [areSeen]);
  const values = formatQuantity(carried.length, 'value');
  const when = carriedFromOn === null ? 'last time' : formatCivilDate(carriedFromOn);
  return (
    <>
      <span className="action-bar__hint">
        {areSeen ? `${values} from ${when} to check` : `${values} from ${when} to check one by one`}
      </span>
      <span id={listId} className="visually-hidden">
        {carried
          .map((field) => `${FIELD_LABELS[field]}: ${fieldInWords(field, entry, scene)}`)
          .join('. ')}
      </span>
      {areSeen && (
        <Button
          ref={button}
          size="large"
          icon={CheckCheck}
          aria-describedby={listId}
          onPress={() => model.confirmAll()}
        >
          Confirm all
        </Button>
      )}
    </>
  );
}

/** Draft, confirm, save: the bar that stays in sight. */
export function FormActions(props: FormActionsProps) {
  const { model, scene, saving, keeper } = props;
  return (
    <ActionBar
      notice={saving.notice !== null && <FormNotice>{saving.notice}</FormNotice>}
      status={<KeepDraftPanel keeper={keeper} timeZone={scene.timeZone} />}
    >
      <DiscardDraftPanel
        keeper={keeper}
        warning="It is deleted and cannot be brought back. Nothing is saved in the chart."
        onDiscarded={() => leaveToChart(scene.patient.id)}
      />
      {model.carried.length > 0 && <ConfirmAll {...props} />}
      <span data-save>
        <Button variant="primary" size="large" onPress={saving.ask}>
          {props.saveLabel}
        </Button>
      </span>
    </ActionBar>
  );
}
