import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { Controller } from 'react-hook-form';
import { areaInWords } from '../../shared/base/size-words.ts';
import { openedMm2 } from '../../shared/treatments/opened-area.ts';
import type { EntryField } from '../../shared/treatments/treatment-entry.ts';
import { Button } from '../ui/Button.tsx';
import { DateField } from '../ui/DateField.tsx';
import { formatQuantity } from '../ui/format.ts';
import { Grid } from '../ui/Grid.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { Stack } from '../ui/Stack.tsx';
import { TextField } from '../ui/TextField.tsx';
import { TimeField } from '../ui/TimeField.tsx';
import { TextEntry } from './EntryFields.tsx';
import { TraceGap } from './TraceGap.tsx';
import { FIELD_LABELS } from './treatment-words.ts';
import type { TreatmentForm, TreatmentScene } from './use-treatment-form.ts';

export type UseDetailsProps = { readonly model: TreatmentForm; readonly scene: TreatmentScene };

const detailFields = [
  'lotNumber',
  'serialNumber',
  'expiresOn',
  'appliedArea',
  'discardedArea',
  'discardReason',
  'appliedTime',
  'performedBy',
] as const satisfies readonly EntryField[];

type LineProps = {
  readonly model: TreatmentForm;
  readonly name:
    | 'lotNumber'
    | 'serialNumber'
    | 'appliedArea'
    | 'discardedArea'
    | 'reconstitutionMaterial'
    | 'reconstitutionLot';
  readonly label?: string | undefined;
  /** What a label said is not typed over. */
  readonly isReadOnly?: boolean | undefined;
};

/** A short text that is never carried over: it belongs to the package in somebody's hand. */
function LineEntry({ model, name, label = FIELD_LABELS[name], isReadOnly }: LineProps) {
  const isArea = name === 'appliedArea' || name === 'discardedArea';
  return (
    <div data-field={name}>
      <Controller
        control={model.form.control}
        name={name}
        render={({ field, fieldState }) => (
          <TextField
            {...field}
            label={label}
            isReadOnly={isReadOnly}
            inputMode={isArea ? 'decimal' : 'text'}
            error={fieldState.error?.message}
            onChange={(text) => {
              field.onChange(text);
              model.touch(name);
            }}
          />
        )}
      />
    </div>
  );
}

type ExpiryProps = {
  readonly model: TreatmentForm;
  readonly name: 'expiresOn' | 'reconstitutionExpiresOn';
  readonly isReadOnly?: boolean | undefined;
};

function ExpiryEntry({ model, name, isReadOnly = false }: ExpiryProps) {
  return (
    <div data-field={name}>
      <Controller
        control={model.form.control}
        name={name}
        render={({ field, fieldState }) => (
          <DateField
            {...field}
            label={FIELD_LABELS[name]}
            isDisabled={isReadOnly}
            error={fieldState.error?.message}
            onChange={(date) => {
              field.onChange(date);
              model.touch(name);
            }}
          />
        )}
      />
    </div>
  );
}

/** Lot, serial and expiry: as the label said, until somebody says that it was read wrongly. */
function LabelEntries({ model }: { readonly model: TreatmentForm }) {
  const [isByHand, setByHand] = useState(false);
  const { entry } = model;
  const isScanned = entry.labelScans.length > 0 && !isByHand;
  return (
    <Stack gap={2}>
      <Grid minColumnRem={12}>
        <LineEntry
          model={model}
          name="lotNumber"
          isReadOnly={isScanned && entry.lotNumber !== ''}
        />
        <LineEntry
          model={model}
          name="serialNumber"
          isReadOnly={isScanned && entry.serialNumber !== ''}
        />
        <ExpiryEntry
          model={model}
          name="expiresOn"
          isReadOnly={isScanned && entry.expiresOn !== ''}
        />
      </Grid>
      {isScanned && (
        <div>
          <Button variant="quiet" onPress={() => setByHand(true)}>
            The label was read wrongly
          </Button>
        </div>
      )}
    </Stack>
  );
}

/** What the tissue was made ready with, which a trace asks for as well. */
function Reconstitution({ model }: { readonly model: TreatmentForm }) {
  const { entry } = model;
  const isSaid = entry.reconstitutionMaterial !== '' || entry.reconstitutionLot !== '';
  if (model.product.facts?.productClass !== 'skinSubstitute' && !isSaid) return null;
  return (
    <Grid minColumnRem={12}>
      <LineEntry model={model} name="reconstitutionMaterial" />
      <LineEntry model={model} name="reconstitutionLot" />
      <ExpiryEntry model={model} name="reconstitutionExpiresOn" />
    </Grid>
  );
}

/** Opened, applied and discarded area of a product that is used by the piece of skin. */
function AreaEntries({ model }: { readonly model: TreatmentForm }) {
  const { facts } = model.product;
  const { entry } = model;
  const packageMm2 = facts?.packageMm2 ?? null;
  if (!asksForPackage(model) && entry.appliedArea === '' && entry.discardedArea === '') return null;
  const opened = openedMm2({ packageMm2, quantityUsed: entry.quantityUsed });
  return (
    <Stack gap={2}>
      {opened !== null && packageMm2 !== null && (
        <p className="use-details__opened" aria-live="polite">
          Opened: <strong>{areaInWords(opened)}</strong> (
          {formatQuantity(entry.quantityUsed ?? 0, 'package')} of {areaInWords(packageMm2)}). Say
          where all of it went.
        </p>
      )}
      <Grid minColumnRem={12}>
        <LineEntry model={model} name="appliedArea" label="Applied area (cm²)" />
        <LineEntry model={model} name="discardedArea" label="Discarded area (cm²)" />
      </Grid>
      <TraceGap model={model} kind="areaMissing" />
      {entry.discardedArea.trim() !== '' && Number(entry.discardedArea.replace(',', '.')) !== 0 && (
        <TextEntry
          model={model}
          name="discardReason"
          isRequired
          description="Why some was discarded, and why no smaller package was opened."
        />
      )}
    </Stack>
  );
}

const WHOEVER_RECORDS = 'recorder';

function WhoAndWhen({ model, scene }: UseDetailsProps) {
  const people = scene.people.map(({ userId, displayName, credential }) => ({
    key: userId,
    label: displayName,
    ...(credential !== null && { detail: credential }),
  }));
  const { performedBy } = model.entry;
  // Somebody who no longer signs in here may have done it once.
  const isGone = performedBy !== '' && !people.some(({ key }) => key === performedBy);
  const gone = { key: performedBy, label: scene.correcting?.performedByName ?? 'Somebody else' };
  return (
    <Grid minColumnRem={12}>
      <div data-field="appliedTime">
        <Controller
          control={model.form.control}
          name="appliedTime"
          render={({ field: { value }, fieldState }) => (
            <TimeField
              label={FIELD_LABELS.appliedTime}
              value={value}
              error={fieldState.error?.message}
              onChange={(time) => {
                model.form.setValue('appliedTime', time);
                model.touch('appliedTime');
              }}
            />
          )}
        />
      </div>
      <div data-field="performedBy">
        <Controller
          control={model.form.control}
          name="performedBy"
          render={({ field: { value }, fieldState }) => (
            <SelectField
              label={FIELD_LABELS.performedBy}
              options={[
                { key: WHOEVER_RECORDS, label: 'Whoever records it' },
                ...people,
                ...(isGone ? [gone] : []),
              ]}
              value={value === '' ? WHOEVER_RECORDS : value}
              error={fieldState.error?.message}
              onChange={(key) => {
                model.form.setValue('performedBy', key === WHOEVER_RECORDS ? '' : key);
                model.touch('performedBy');
              }}
            />
          )}
        />
      </div>
    </Grid>
  );
}

/** True for a product of which package and areas are asked for, not only taken. */
export function asksForPackage(model: TreatmentForm): boolean {
  const { facts } = model.product;
  const isOfKnownSize = (facts?.packageMm2 ?? null) !== null;
  return facts?.productClass === 'skinSubstitute' || isOfKnownSize || model.trace.gaps.length > 0;
}

/** Open where the product asks for it, where something stands in it or is wrong; else folded away. */
function isNeeded(model: TreatmentForm): boolean {
  if (asksForPackage(model)) return true;
  const { errors } = model.form.formState;
  return detailFields.some((field) => model.entry[field] !== '' || errors[field] !== undefined);
}

/** Package, areas, time and performer: all optional, and out of the way of a plain dressing. */
export function UseDetails({ model, scene }: UseDetailsProps) {
  const [isOpened, setOpened] = useState(false);
  const needed = isNeeded(model);
  return (
    <details
      className="use-details"
      open={isOpened || needed}
      onToggle={({ currentTarget }) => {
        if (needed) currentTarget.open = true;
        setOpened(currentTarget.open);
      }}
    >
      <summary className="use-details__summary">
        <ChevronDown size={20} aria-hidden /> Lot, expiry, area, time, performed by
      </summary>
      <div className="use-details__content">
        <Stack>
          <LabelEntries model={model} />
          <TraceGap model={model} kind="lotMissing" />
          <Reconstitution model={model} />
          <AreaEntries model={model} />
          <WhoAndWhen model={model} scene={scene} />
        </Stack>
      </div>
    </details>
  );
}
