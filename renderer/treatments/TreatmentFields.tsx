import { DiagnosisSearchPanel } from '../codes/DiagnosisSearchPanel.tsx';
import { CoverageLinePanel } from '../coverage/CoverageLinePanel.tsx';
import { formatQuantity } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { Stack } from '../ui/Stack.tsx';
import { DateEntry } from './DateEntry.tsx';
import { QuantityEntry, TextEntry } from './EntryFields.tsx';
import { focusField } from './field-focus.ts';
import { ProductCheck } from './ProductCheck.tsx';
import { ProductChoice } from './ProductChoice.tsx';
import { leftInWords } from './treatment-words.ts';
import { ScannedUse, type Scanning } from './ScannedUse.tsx';
import { asksForPackage, UseDetails } from './UseDetails.tsx';
import type { TreatmentForm, TreatmentScene } from './use-treatment-form.ts';
import { WoundChoice } from './WoundChoice.tsx';

type TreatmentFieldsProps = {
  readonly model: TreatmentForm;
  readonly scene: TreatmentScene;
};

function MoreThanOrdered({ model }: { readonly model: TreatmentForm }) {
  const { line, overuseBy } = model;
  if (overuseBy === 0) return null;
  return (
    <Stack gap={3}>
      <InlineMessage
        tone="caution"
        title={`${formatQuantity(overuseBy, 'unit')} more than this order holds`}
      >
        {line && `Order ${line.orderNumber}: ${leftInWords(line.remaining)}. `}
        What was done can always be recorded. Say why more was used.
      </InlineMessage>
      <TextEntry model={model} name="overuseReason" isRequired />
    </Stack>
  );
}

/** What payers count, before the pack of a skin substitute is opened. */
function Coverage({ model, scene }: TreatmentFieldsProps) {
  const { woundId, dateApplied } = model.entry;
  if (model.product.facts?.productClass !== 'skinSubstitute' || woundId === '') return null;
  return (
    <CoverageLinePanel patientId={scene.patient.id} woundId={woundId} dateApplied={dateApplied} />
  );
}

/** Offers a code while there is no diagnosis; one that is carried or typed needs no more room. */
function FindDiagnosis({ model }: Pick<TreatmentFieldsProps, 'model'>) {
  const { form, entry, screenId, touch } = model;
  if (entry.diagnosis.trim() !== '') return null;
  return (
    <DiagnosisSearchPanel
      on={entry.dateApplied}
      onPick={({ code, description }) => {
        form.setValue('diagnosis', `${code} ${description}`, { shouldDirty: true });
        touch('diagnosis');
        focusField(screenId, 'diagnosis');
      }}
    />
  );
}

type AllFieldsProps = TreatmentFieldsProps & {
  /** How labels are taken; null where none are. */
  readonly scanning: Scanning | null;
};

/** Everything that is said about a treatment, in two columns where there is room. */
export function TreatmentFields({ model, scene, scanning }: AllFieldsProps) {
  // What has to be said of a package gets the room that it needs.
  const isAsked = asksForPackage(model);
  return (
    <div className="treatment-fields">
      {scene.needsReason && (
        <div className="treatment-fields__whole">
          <TextEntry
            model={model}
            name="reason"
            isRequired
            description="What stood before stays readable, with this reason."
          />
        </div>
      )}
      {scanning !== null && (
        <div className="treatment-fields__whole treatment-fields__scan">
          <ScannedUse model={model} scene={scene} scanning={scanning} />
        </div>
      )}
      <Stack>
        <ProductChoice model={model} scene={scene} />
        <ProductCheck model={model} scene={scene} />
        <Coverage model={model} scene={scene} />
        <QuantityEntry model={model} />
        <MoreThanOrdered model={model} />
        <DateEntry model={model} scene={scene} />
        {!isAsked && <UseDetails model={model} scene={scene} />}
      </Stack>
      <Stack>
        <WoundChoice model={model} scene={scene} />
        <TextEntry model={model} name="diagnosis" rows={1} />
        <FindDiagnosis model={model} />
        <TextEntry model={model} name="procedurePerformed" rows={1} />
        <TextEntry model={model} name="doctorNotes" rows={4} />
      </Stack>
      {isAsked && (
        <div className="treatment-fields__whole">
          <UseDetails model={model} scene={scene} />
        </div>
      )}
    </div>
  );
}
