import { useState } from 'react';
import { type DraftDocument, withDocuments } from '../../shared/documents/draft-document.ts';
import type { Draft } from '../../shared/drafts/contract.ts';
import type { AmendmentEntry } from '../../shared/signing/amendment-draft.ts';
import { newestCorrection } from '../../shared/signing/amendment-order.ts';
import { differingFields, rebase } from '../../shared/treatments/differences.ts';
import { toDraftContent } from '../../shared/treatments/treatment-draft.ts';
import {
  entryOfRecord,
  type TreatmentEntry,
  type TreatmentFields as Fields,
} from '../../shared/treatments/treatment-entry.ts';
import type { TreatmentRecord } from '../../shared/treatments/treatment-record.ts';
import { PatientIdentityPanel } from '../chart/PatientIdentityPanel.tsx';
import { type OutputOf, queryClient, type ReplyOf, useChange } from '../client/use-operation.ts';
import {
  type NewDocuments,
  NewDocumentsPanel,
  useNewDocuments,
} from '../documents/NewDocumentsPanel.tsx';
import { leaveTo } from '../leave-to.ts';
import { CosignAgain } from '../signing/CosignAgainPanel.tsx';
import { AmendmentForm } from '../signing/AmendmentFormPanel.tsx';
import { Panel } from '../ui/Panel.tsx';
import { ConfirmedEntry, ConfirmWarnings } from './ConfirmedEntry.tsx';
import { NewerVersion } from './NewerVersion.tsx';
import { placeFailure } from './place-failure.ts';
import { TreatmentFields } from './TreatmentFields.tsx';
import { recordInWords } from './treatment-words.ts';
import { type TreatmentForm, type TreatmentScene, useTreatmentForm } from './use-treatment-form.ts';

/** What the form opens with: the signed record, or an amendment of it that was being typed. */
export type AmendmentStart = {
  readonly amendment: AmendmentEntry;
  readonly entry: TreatmentEntry;
  /** What was shown when it was begun, and which correction made it so. */
  readonly base: TreatmentEntry;
  readonly supersedes: string | null;
  readonly continued: Draft | null;
  /** Documents that the draft kept. */
  readonly documents: readonly DraftDocument[];
};

export type AmendTreatmentFormProps = {
  readonly scene: TreatmentScene;
  /** As it is shown now. */
  readonly record: TreatmentRecord;
  readonly history: OutputOf<'signing.history'>;
  readonly start: AmendmentStart;
};

/** The content that is amended, and how to move on to a correction that somebody signed meanwhile. */
function useSeenContent({ start, record, history }: AmendTreatmentFormProps, model: TreatmentForm) {
  const [seen, setSeen] = useState({ supersedes: start.supersedes, base: start.base });
  const newest = newestCorrection(history.amendments);
  const isBehind = (newest?.id ?? null) !== seen.supersedes;
  function continueOn(): void {
    const base = entryOfRecord(record);
    model.form.reset(rebase({ base: seen.base, typed: model.entry, newer: base }).entry);
    setSeen({ supersedes: newest?.id ?? null, base });
  }
  return { seen, newest, isBehind, continueOn };
}

function draftOf(entry: TreatmentEntry, { id, version }: TreatmentRecord, base: TreatmentEntry) {
  const correcting = { treatmentRecordId: id, seen: version, base };
  return toDraftContent({ entry, carried: [], carriedFromOn: null, attemptId: null, correcting });
}

type DocumentsProps = Pick<AmendTreatmentFormProps, 'scene' | 'record'> & {
  readonly documents: NewDocuments;
};

function DocumentsOfAmendment({ scene, record, documents }: DocumentsProps) {
  return (
    <NewDocumentsPanel
      documents={documents}
      heading="Add a document"
      identity={<PatientIdentityPanel {...scene} />}
      today={scene.today}
      form={`document of an amendment of ${record.id}`}
    >
      A document that belongs to this treatment joins it with the amendment.
    </NewDocumentsPanel>
  );
}

type AmendReply = ReplyOf<'treatments.amend'>;
type AmendFailure = Extract<AmendReply, { readonly ok: false }>['failure'];

/** The form that amends a signed treatment; what was signed stays readable. */
export function AmendTreatmentForm(props: AmendTreatmentFormProps) {
  const { record, start } = props;
  // The reason belongs to the amendment, not to the fields.
  const scene: TreatmentScene = { ...props.scene, needsReason: false };
  const { patient } = scene;
  const model = useTreatmentForm({ entry: start.entry, carried: [] }, scene);
  const { seen, newest, isBehind, continueOn } = useSeenContent(props, model);
  const documents = useNewDocuments(start.documents);
  const amend = useChange('treatments.amend');

  function onRefused(failure: AmendFailure): string | null {
    void queryClient.invalidateQueries();
    if (failure.code === 'Stale')
      return 'Nothing is signed yet: somebody corrected this record meanwhile. See above, then continue.';
    return placeFailure(failure, model);
  }
  return (
    <AmendmentForm<Fields, AmendReply>
      identity={<PatientIdentityPanel {...scene} isPageTitle isSticky />}
      identityAgain={<PatientIdentityPanel {...scene} />}
      heading={`Amend: ${recordInWords(record, scene.timeZone)}`}
      above={
        isBehind && (
          <NewerVersion
            newer={record}
            base={seen.base}
            typed={model.entry}
            scene={scene}
            correction={newest}
            onContinue={continueOn}
          />
        )
      }
      start={start.amendment}
      draft={{
        key: { form: 'amendTreatment', patientId: patient.id },
        continued: start.continued,
        form: withDocuments(draftOf(model.entry, record, seen.base), documents.documents),
        isTyped: differingFields(seen.base, model.entry).length > 0,
        isAttached: documents.documents.length > 0,
        supersedes: seen.supersedes,
      }}
      timeZone={scene.timeZone}
      correction={
        <div id={model.screenId}>
          <Panel heading="What it should say">
            <TreatmentFields model={model} scene={scene} scanning={null} />
          </Panel>
        </div>
      }
      attachments={{
        panel: <DocumentsOfAmendment {...{ scene, record, documents }} />,
        inWords: documents.inWords,
        problem: () => null,
      }}
      checkCorrection={model.check}
      renderChanges={() => (
        <>
          <ConfirmWarnings model={model} />
          <CosignAgain record={record} />
          <ConfirmedEntry model={model} scene={scene} base={seen.base} />
        </>
      )}
      send={(amendment) =>
        amend.mutateAsync({
          ...amendment,
          treatmentRecordId: record.id,
          documents: [...documents.documents],
        })
      }
      onRefused={onRefused}
      onLeave={() =>
        leaveTo({ screen: 'treatmentRecord', patientId: patient.id, treatmentRecordId: record.id })
      }
    />
  );
}
