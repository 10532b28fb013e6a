import { ProductPickerPanel } from '../products/ProductPickerPanel.tsx';
import { Checkbox } from '../ui/Checkbox.tsx';
import { DateField } from '../ui/DateField.tsx';
import { Grid } from '../ui/Grid.tsx';
import { RadioCards } from '../ui/RadioCards.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { TextAreaField } from '../ui/TextAreaField.tsx';
import { TextField } from '../ui/TextField.tsx';
import { ruleLabels, type RuleEntry } from './rule-entry.ts';
import {
  ANY,
  classOptions,
  etiologyOptions,
  infectionOptions,
  materialOptions,
} from './safety-words.ts';

export type RuleFieldsProps = {
  readonly entry: RuleEntry;
  readonly today: string;
  readonly problems: Readonly<Record<string, string>>;
  readonly isNew: boolean;
  readonly onChange: (part: Partial<RuleEntry>) => void;
};

const targets = [
  { key: 'productClass', title: 'A class of products' },
  { key: 'material', title: 'A material' },
  { key: 'productId', title: 'One product' },
] as const;

function TargetField({ entry, onChange }: RuleFieldsProps) {
  if (entry.about === 'productClass')
    return (
      <SelectField
        label={ruleLabels.productClass}
        isRequired
        options={classOptions}
        value={entry.productClass}
        onChange={(productClass) => onChange({ productClass })}
      />
    );
  if (entry.about === 'material')
    return (
      <SelectField
        label={ruleLabels.material}
        isRequired
        options={materialOptions}
        value={entry.material}
        onChange={(material) => onChange({ material })}
      />
    );
  return (
    <>
      <ProductPickerPanel
        label="Find the product"
        onPick={({ sku }) => onChange({ productId: sku })}
      />
      {entry.productId !== '' && (
        <p role="status">
          Chosen: <strong>{entry.productId}</strong>
        </p>
      )}
    </>
  );
}

function WhenFields({ entry, onChange }: RuleFieldsProps) {
  return (
    <>
      <p>It applies where both are so. Without either it stops every use.</p>
      <Grid minColumnRem={14}>
        <SelectField
          label={ruleLabels.etiology}
          options={etiologyOptions}
          value={entry.etiology ?? ANY}
          onChange={(key) => onChange({ etiology: key === ANY ? null : key })}
        />
        <SelectField
          label={ruleLabels.infectionSign}
          options={infectionOptions}
          value={entry.infectionSign ?? ANY}
          onChange={(key) => onChange({ infectionSign: key === ANY ? null : key })}
        />
      </Grid>
    </>
  );
}

/** The fields of a contraindication. */
export function RuleFields(props: RuleFieldsProps) {
  const { entry, today, problems, isNew, onChange } = props;
  return (
    <>
      <RadioCards
        label={ruleLabels.about}
        columns={3}
        cards={targets}
        value={entry.about}
        onChange={(about) => onChange({ about })}
      />
      <TargetField {...props} />
      <WhenFields {...props} />
      <TextAreaField
        label={ruleLabels.condition}
        description="Shown at the bedside as it stands here"
        isRequired
        rows={2}
        value={entry.condition}
        error={problems['condition']}
        onChange={(text) => onChange({ condition: text.replaceAll(/[\r\n]+/g, ' ') })}
      />
      <Grid minColumnRem={14}>
        <TextField
          label={ruleLabels.source}
          isRequired
          value={entry.source}
          error={problems['source']}
          onChange={(source) => onChange({ source })}
        />
        <DateField
          label={ruleLabels.asOfOn}
          isRequired
          max={today}
          value={entry.asOfOn}
          error={problems['asOfOn']}
          onChange={(asOfOn) => onChange({ asOfOn })}
        />
      </Grid>
      {!isNew && (
        <Checkbox
          label="In force"
          description="Taken out of force it stays readable and stops nothing"
          value={entry.isActive}
          onChange={(isActive) => onChange({ isActive })}
        />
      )}
    </>
  );
}
