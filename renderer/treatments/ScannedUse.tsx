import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import type { ScannedPack } from '../../shared/labels/scanned-pack.ts';
import {
  isTakenOver,
  labelConflicts,
  type LabelConflict,
  lineOfScan,
  withScan,
} from '../../shared/treatments/scanned-use.ts';
import { lineOfKey } from '../../shared/treatments/treatment-entry.ts';
import { ScanEntryPanel } from '../scanning/ScanEntryPanel.tsx';
import type { ArrivedScan } from '../scans.ts';
import { announce } from '../ui/announce.ts';
import { Button } from '../ui/Button.tsx';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { type ScannedProduct, useScannedProduct } from '../use-scanned-product.ts';
import { focusField } from './field-focus.ts';
import { FIELD_LABELS } from './treatment-words.ts';
import type { TreatmentForm, TreatmentScene } from './use-treatment-form.ts';

export type Scanning = {
  /** True: nothing of it shows until a label comes. */
  readonly isQuiet: boolean;
  /** Labels that came before the form was there. */
  readonly begunWith: readonly ArrivedScan[];
};

type ScannedUseProps = {
  readonly model: TreatmentForm;
  readonly scene: TreatmentScene;
  readonly scanning: Scanning;
};

/** Puts what the labels say into the form, in the order of the form. */
function takeOver(model: TreatmentForm, pack: ScannedPack, line: string): void {
  const taken = withScan(model.entry, pack, line);
  const { setValue } = model.form;
  setValue('line', taken.line);
  setValue('quantityUsed', taken.quantityUsed);
  setValue('lotNumber', taken.lotNumber);
  setValue('serialNumber', taken.serialNumber);
  setValue('expiresOn', taken.expiresOn);
  setValue('labelScans', taken.labelScans);
  for (const field of ['line', 'lotNumber', 'serialNumber', 'expiresOn'] as const)
    model.touch(field);
  // How many were used last time is still to be confirmed: no label says it.
  if (model.entry.quantityUsed === null) model.touch('quantityUsed');
}

function conflictInWords({ field, stands, scanned }: LabelConflict): string {
  return `${FIELD_LABELS[field]}: the form says ${stands}, the label says ${scanned}.`;
}

type ConflictsProps = {
  readonly conflicts: readonly LabelConflict[];
  readonly onTake: () => void;
};

function Conflicts({ conflicts, onTake }: ConflictsProps) {
  return (
    <InlineMessage
      tone="danger"
      title="The label and the form do not say the same"
      actions={<Button onPress={onTake}>Take what the label says</Button>}
    >
      {conflicts.map(conflictInWords).join(' ')} Check the pack in your hand.
    </InlineMessage>
  );
}

/** What there is to say of the pack; null where all is well. */
function wordsOn(
  found: ScannedProduct,
  conflicts: readonly LabelConflict[],
  onTake: () => void,
): ReactNode {
  if (conflicts.length > 0) return <Conflicts conflicts={conflicts} onTake={onTake} />;
  if (found.state !== 'unknown' && found.state !== 'failed') return null;
  return (
    <InlineMessage tone="caution" title="No product of the catalogue has this label">
      {found.state === 'failed'
        ? found.words
        : 'Choose the product below and type lot and expiry; what was used can be logged all the same.'}
    </InlineMessage>
  );
}

/**
 * The pack in somebody's hand: its label finds the product, the patient's order line, lot, serial and expiry.
 * Where the form already says something else it stops and asks.
 */
export function ScannedUse({ model, scene, scanning }: ScannedUseProps) {
  const [pack, setPack] = useState<ScannedPack | null>(null);
  const found = useScannedProduct(pack);
  const isWaiting = pack !== null && found.state === 'known' && !isTakenOver(model.entry, pack);
  const conflicts = isWaiting ? labelConflicts(model.entry, pack) : [];
  const isClear = isWaiting && conflicts.length === 0;

  function take(): void {
    if (pack === null || found.state !== 'known') return;
    const { sku } = found.product;
    const isChosen = lineOfKey(model.entry.line)?.productId === sku;
    takeOver(model, pack, isChosen ? model.entry.line : lineOfScan(sku, scene.choices));
    announce(`${found.product.name} is filled in from its label`);
  }
  const takeClear = useEffectEvent(take);
  useEffect(() => {
    if (isClear) takeClear();
  }, [isClear]);

  return (
    <ScanEntryPanel
      {...scanning}
      title="Scan the pack you use"
      onPack={setPack}
      onByHand={() => focusField(model.screenId, 'line')}
    >
      {wordsOn(found, conflicts, take)}
    </ScanEntryPanel>
  );
}
