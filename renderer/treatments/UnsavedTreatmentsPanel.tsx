import { fromDraftContent } from '../../shared/treatments/treatment-draft.ts';
import { client } from '../client/client.ts';
import { type OwnDraft, OwnDraftsPanel } from '../drafts/OwnDraftsPanel.tsx';
import { type Route, useNavigation } from '../navigation.ts';
import { continueDraftOf } from './treatments-store.ts';

/** The form that a draft was typed in; the chart, which offers it too, where that cannot be told. */
async function formOf({ form, patientId }: OwnDraft): Promise<Route> {
  if (form === 'recordTreatment') return { screen: 'recordTreatment', patientId, repeat: false };
  // The chart offers what was typed about a wound, by its own name.
  if (form !== 'correctTreatment' && form !== 'amendTreatment')
    return { screen: 'chart', patientId };
  const offer = await client['drafts.offer']({ form, patientId }).catch(() => null);
  const content = offer?.ok === true ? offer.value?.content : undefined;
  const corrected = content && fromDraftContent(content).correcting?.treatmentRecordId;
  if (!corrected) return { screen: 'chart', patientId };
  const screen = form === 'amendTreatment' ? 'amendTreatment' : 'correctTreatment';
  return { screen, patientId, treatmentRecordId: corrected };
}

async function continueDraft(draft: OwnDraft): Promise<void> {
  const route = await formOf(draft);
  if (route.screen !== 'chart') continueDraftOf(draft.patientId);
  useNavigation.getState().go(route);
}

/** Every treatment that this person began and has not saved, with the way back into its form. */
export function UnsavedTreatmentsPanel() {
  return <OwnDraftsPanel onContinue={(draft) => void continueDraft(draft)} />;
}
