import { useState } from 'react';
import { GROUP_SEPARATOR } from '../../shared/inventory/udi/carrier.ts';
import { readLabel } from '../../shared/labels/label-read.ts';
import { type ArrivedScan, useScans } from '../scans.ts';
import { Button } from '../ui/Button.tsx';
import { Checkbox } from '../ui/Checkbox.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { Stack } from '../ui/Stack.tsx';
import { TextField } from '../ui/TextField.tsx';
import { type Arrival, arrivalWords } from './arrival.ts';
import { contentLines, inOneLine, visibleRaw } from './scan-words.ts';
import { changeScannerSettings, prefixKeys, useScannerSettings } from './scanner-settings.ts';

export type ScannerSettingsDialogProps = {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly nowYear: number;
};

const PREFIXES = [
  {
    key: 'aim',
    label: 'The AIM id of the barcode, such as ]d2',
    detail: 'Best: it also says which kind of barcode it is',
  },
  ...prefixKeys.map((key) => ({ key, label: `The key ${key}` })),
  { key: 'none', label: 'Nothing', detail: 'Then only fast keys that make a label are told' },
] as const;

/** How the scanner of this computer tells its labels from typing, and a field to try it. */
export function ScannerSettingsDialog({ isOpen, onClose, nowYear }: ScannerSettingsDialogProps) {
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title="Scanner at this computer"
      actions={
        <Button variant="primary" onPress={onClose}>
          Done
        </Button>
      }
    >
      <Stack gap={5}>
        <Settings />
        <ScannerTest nowYear={nowYear} />
      </Stack>
    </Dialog>
  );
}

function Settings() {
  const { prefix, usesTiming } = useScannerSettings();
  return (
    <Stack>
      <SelectField
        label="What the scanner sends before a label"
        description="Set the scanner to the same, with the barcodes of its manual. A scanner that sends Enter or Tab after a label may keep doing so."
        options={PREFIXES}
        value={prefix}
        onChange={(chosen) => changeScannerSettings({ prefix: chosen })}
      />
      <Checkbox
        label="Also tell labels by their speed"
        description="Keys that come faster than anybody types, and make a product label, are taken as a scan."
        value={usesTiming}
        onChange={(isOn) => changeScannerSettings({ usesTiming: isOn })}
      />
    </Stack>
  );
}

function ScannerTest({ nowYear }: Pick<ScannerSettingsDialogProps, 'nowYear'>) {
  const [typed, setTyped] = useState('');
  const [arrival, setArrival] = useState<Arrival | null>(null);
  const [scan, setScan] = useState<ArrivedScan | null>(null);
  useScans({
    onScan: (arrived) => {
      setScan(arrived);
      setTyped('');
      setArrival(null);
    },
  });
  function type(text: string): void {
    const nowMs = performance.now();
    setTyped(text);
    setScan(null);
    setArrival((before) =>
      before === null || text.length < 2
        ? { characterCount: text.length, firstAtMs: nowMs, lastAtMs: nowMs }
        : { ...before, characterCount: text.length, lastAtMs: nowMs },
    );
  }
  return (
    <Stack gap={3}>
      <TextField
        label="Try it"
        description="Put the cursor here and scan a label. A scan that is told from typing leaves the field empty."
        value={typed}
        onChange={type}
      />
      {scan !== null && <ArrivedLabel scan={scan} nowYear={nowYear} />}
      {arrival !== null && <p role="status">{arrivalWords(arrival)}</p>}
    </Stack>
  );
}

type ArrivedLabelProps = { readonly scan: ArrivedScan; readonly nowYear: number };

function ArrivedLabel({ scan, nowYear }: ArrivedLabelProps) {
  const read = readLabel(scan.raw, { nowYear, keepsSeparators: scan.keepsSeparators });
  const words =
    read.state === 'read'
      ? inOneLine(contentLines(read))
      : read.state === 'own'
        ? `A label printed here: SKU ${read.sku}`
        : read.why;
  const separators = scan.raw.includes(GROUP_SEPARATOR)
    ? 'Separators arrive (shown as <GS>).'
    : 'This label came without separators. Try one with lot and serial number to see whether they arrive.';
  return (
    <InlineMessage
      tone={read.state === 'unreadable' ? 'caution' : 'success'}
      title="Arrived as a scan"
    >
      <p className="scan-raw">{visibleRaw(scan.raw)}</p>
      <p>{words}</p>
      <p>{separators}</p>
    </InlineMessage>
  );
}
