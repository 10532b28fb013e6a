import { PatientIdentityPanel } from '../chart/PatientIdentityPanel.tsx';
import { ConfirmPatientDialog } from '../ConfirmPatientDialog.tsx';
import { FormNotice } from '../FormNotice.tsx';
import { locationOf } from '../../shared/wounds/body-site.ts';
import type { Wound } from '../../shared/wounds/wound.ts';
import { ActionBar } from '../ui/ActionBar.tsx';
import { Button } from '../ui/Button.tsx';
import { formatCivilDate } from '../ui/format.ts';
import { KeyValueList } from '../ui/KeyValueList.tsx';
import { useSaveKeys } from '../use-save-keys.ts';
import type { ReactNode } from 'react';
import type { WoundFormModel } from './use-wound-form.ts';
import type { WoundScene } from './use-wound-scene.ts';
import { WoundFields } from './WoundFields.tsx';
import type { WoundContent } from './wound-form-values.ts';
import { ETIOLOGY_WORDS } from './wound-words.ts';

function linesOf(content: WoundContent, reason: string) {
  const siteDetail = content.siteDetail.trim() === '' ? null : content.siteDetail.trim();
  const optional = [
    { key: 'cause', label: 'Cause', value: content.etiologyDetail.trim() },
    { key: 'code', label: 'ICD-10 code', value: content.diagnosisCode ?? '' },
    {
      key: 'onset',
      label: 'Onset',
      value: content.onsetOn === null ? '' : formatCivilDate(content.onsetOn),
    },
    { key: 'reason', label: 'Reason', value: reason.trim() },
  ];
  return [
    { key: 'where', label: 'Where', value: locationOf({ ...content, siteDetail }) },
    { key: 'kind', label: 'Kind', value: ETIOLOGY_WORDS[content.etiology] },
    ...optional.filter(({ value }) => value !== ''),
  ];
}

export type WoundFormScreenProps = {
  readonly model: WoundFormModel;
  readonly scene: WoundScene;
  /** The wound that is corrected; null when one is registered. */
  readonly correcting: Wound | null;
  readonly saveLabel: string;
  readonly onCancel: () => void;
  /** Above the fields: what somebody else changed meanwhile. */
  readonly meanwhile?: ReactNode;
};

/** The form of a wound between identity strip and action bar, and the question before it is saved. */
export function WoundFormScreen(props: WoundFormScreenProps) {
  const { model, scene, correcting, saveLabel, onCancel, meanwhile } = props;
  useSaveKeys(model.ask);
  return (
    <div className="treatment-screen" id={model.screenId}>
      <PatientIdentityPanel {...scene} isPageTitle isSticky />
      {meanwhile}
      <WoundFields
        model={model}
        others={scene.wounds.filter(({ id }) => id !== correcting?.id)}
        today={scene.today}
        isCorrection={correcting !== null}
      />
      <ActionBar
        notice={model.notice !== null && <FormNotice>{model.notice}</FormNotice>}
        status={<span className="wound-form__status">Nothing is saved yet</span>}
      >
        <Button onPress={onCancel}>Cancel</Button>
        <Button variant="primary" size="large" onPress={model.ask}>
          {saveLabel}
        </Button>
      </ActionBar>
      {model.asking !== null && (
        <ConfirmPatientDialog
          {...scene}
          isPending={model.isPending}
          onConfirm={() => void model.save()}
          onCancel={model.cancel}
        >
          <KeyValueList entries={linesOf(model.asking, model.values.reason)} />
        </ConfirmPatientDialog>
      )}
    </div>
  );
}
