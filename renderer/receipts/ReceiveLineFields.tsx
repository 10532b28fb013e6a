import { Trash2 } from 'lucide-react';
import { apart } from '../../shared/base/apart.ts';
import type { OutputOf } from '../client/use-operation.ts';
import {
  packageConditions,
  packageConditionWords,
  temperatureChecks,
  temperatureCheckWords,
} from '../../shared/receipts/receipt-words.ts';
import { Checkbox } from '../ui/Checkbox.tsx';
import { DateField } from '../ui/DateField.tsx';
import { Grid } from '../ui/Grid.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { Panel } from '../ui/Panel.tsx';
import { QuantityField } from '../ui/QuantityField.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { Stack } from '../ui/Stack.tsx';
import { TextField } from '../ui/TextField.tsx';
import type { ReceiveLine } from './receive-entry.ts';

type ReceiveLineFieldsProps = {
  readonly line: ReceiveLine;
  /** From 1. */
  readonly number: number;
  readonly shelfName: string | null;
  readonly expected: OutputOf<'receipts.expected'>;
  readonly onChange: (line: ReceiveLine) => void;
  readonly onRemove: () => void;
};

const WITHOUT_ORDER = 'none';

/** Lot, serial and expiry: what was scanned cannot be typed over. */
function LabelFields({ line, onChange }: Pick<ReceiveLineFieldsProps, 'line' | 'onChange'>) {
  const isScanned = line.scans.length > 0;
  return (
    <Grid minColumnRem={12}>
      <TextField
        label="Lot"
        isReadOnly={isScanned && line.lotNumber !== ''}
        value={line.lotNumber}
        onChange={(lotNumber) => onChange({ ...line, lotNumber })}
      />
      <TextField
        label="Serial"
        isReadOnly={isScanned && line.serialNumber !== ''}
        value={line.serialNumber}
        onChange={(serialNumber) => onChange({ ...line, serialNumber })}
      />
      <DateField
        label="Expires"
        isDisabled={isScanned && line.expiresOn !== ''}
        value={line.expiresOn}
        onChange={(expiresOn) => onChange({ ...line, expiresOn })}
      />
      <TextField
        label="Donor or donation number"
        value={line.donorNumber}
        onChange={(donorNumber) => onChange({ ...line, donorNumber })}
      />
    </Grid>
  );
}

function ConditionFields({ line, onChange }: Pick<ReceiveLineFieldsProps, 'line' | 'onChange'>) {
  return (
    <Grid minColumnRem={12}>
      <SelectField
        label="Package"
        options={packageConditions.map((key) => ({ key, label: packageConditionWords[key] }))}
        value={line.packageCondition}
        onChange={(packageCondition) => onChange({ ...line, packageCondition })}
      />
      <SelectField
        label="Temperature"
        options={temperatureChecks.map((key) => ({ key, label: temperatureCheckWords[key] }))}
        value={line.temperatureCheck}
        onChange={(temperatureCheck) => onChange({ ...line, temperatureCheck })}
      />
      <TextField
        label="Measured, in °C"
        inputMode="decimal"
        value={line.temperature}
        onChange={(temperature) => onChange({ ...line, temperature })}
      />
    </Grid>
  );
}

/** One line of what came. */
export function ReceiveLineFields(props: ReceiveLineFieldsProps) {
  const { line, number, shelfName, expected, onChange, onRemove } = props;
  return (
    <Panel
      heading={`${number}. ${apart(line.productName)}`}
      actions={<IconButton label={`Remove line ${number}`} icon={Trash2} onPress={onRemove} />}
    >
      <Stack>
        {line.doubts.length > 0 && (
          <InlineMessage tone="caution" title="Look at this pack once more">
            {line.doubts.join('. ')}. Say in the note what you saw.
          </InlineMessage>
        )}
        <LabelFields line={line} onChange={onChange} />
        <Grid minColumnRem={12}>
          <QuantityField
            label="Pieces"
            isRequired
            min={1}
            value={line.pieces}
            onChange={(pieces) => onChange({ ...line, pieces })}
          />
          <SelectField
            label="For order"
            options={[
              { key: WITHOUT_ORDER, label: 'Without an order' },
              ...expected.map(
                ({ orderLineId, orderNumber, quantityOrdered, quantityReceived }) => ({
                  key: orderLineId,
                  label: orderNumber,
                  detail: `${quantityReceived} of ${quantityOrdered} came`,
                }),
              ),
            ]}
            value={line.orderLineId || WITHOUT_ORDER}
            onChange={(key) => onChange({ ...line, orderLineId: key === WITHOUT_ORDER ? '' : key })}
          />
        </Grid>
        <ConditionFields line={line} onChange={onChange} />
        <TextField
          label="Note"
          value={line.note}
          onChange={(note) => onChange({ ...line, note })}
        />
        {shelfName !== null && (
          <Checkbox
            label={`I checked it: put it in ${shelfName} at once`}
            value={line.isAccepted}
            onChange={(isAccepted) => onChange({ ...line, isAccepted })}
          />
        )}
      </Stack>
    </Panel>
  );
}
