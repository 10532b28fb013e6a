import type { ReactNode } from 'react';
import { type Material, materials, materialWords } from '../../shared/safety/material.ts';
import { Checkbox } from '../ui/Checkbox.tsx';
import { Grid } from '../ui/Grid.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { TextField } from '../ui/TextField.tsx';
import { FieldSection } from './FieldSection.tsx';
import { type ProductEntry, productLabels } from './product-entry.ts';
import {
  billingUnitOptions,
  biologicOptions,
  classOptions,
  NOT_SAID,
  storageOptions,
} from './product-words.ts';

export type ProductFieldsProps = {
  readonly entry: ProductEntry;
  readonly problems: Readonly<Record<string, string>>;
  readonly onChange: (part: Partial<ProductEntry>) => void;
};

type TextKey =
  | 'name'
  | 'maker'
  | 'hcpcsCode'
  | 'otherMaterials'
  | 'piecesPerPack'
  | 'packageMm2'
  | 'storageNote'
  | 'reorderLevel';

type TextOfProps = ProductFieldsProps & {
  readonly field: TextKey;
  readonly description?: string;
  readonly isRequired?: boolean;
  readonly inputMode?: 'numeric' | 'decimal';
};

function TextOf({ entry, problems, onChange, field, ...rest }: TextOfProps) {
  return (
    <TextField
      label={productLabels[field]}
      value={entry[field]}
      error={problems[field]}
      onChange={(text) => onChange({ [field]: text })}
      {...rest}
    />
  );
}

function capitalised(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** `sku` is the field of a SKU that can still be chosen. */
export function IdentityFields(props: ProductFieldsProps & { readonly sku?: ReactNode }) {
  return (
    <FieldSection title="Identity">
      <TextOf {...props} field="name" isRequired />
      <Grid minColumnRem={20}>
        {props.sku}
        <TextOf {...props} field="maker" description="As the label names it" />
      </Grid>
    </FieldSection>
  );
}

export function BillingFields(props: ProductFieldsProps) {
  const { entry, onChange } = props;
  return (
    <FieldSection title="Billing">
      <Grid minColumnRem={20}>
        <TextOf
          {...props}
          field="hcpcsCode"
          description="Such as Q4101; empty where there is none"
          onChange={({ hcpcsCode = '' }) => onChange({ hcpcsCode: hcpcsCode.toUpperCase() })}
        />
        <SelectField
          label={productLabels.billingUnit}
          description="How it counts on a claim"
          options={billingUnitOptions}
          value={entry.billingUnit}
          onChange={(billingUnit) => onChange({ billingUnit })}
        />
      </Grid>
    </FieldSection>
  );
}

function isBiologicOf(key: (typeof biologicOptions)[number]['key']): boolean | null {
  return key === NOT_SAID ? null : key === 'yes';
}

export function TissueFields(props: ProductFieldsProps) {
  const { entry, onChange } = props;
  const toggle = (material: Material, isIn: boolean) => {
    const others = entry.materials.filter((each) => each !== material);
    onChange({ materials: isIn ? [...others, material] : others });
  };
  const biologic = entry.isBiologic === null ? NOT_SAID : entry.isBiologic ? 'yes' : 'no';
  return (
    <FieldSection title="Tissue and materials">
      <Grid minColumnRem={20}>
        <SelectField
          label={productLabels.productClass}
          options={classOptions}
          value={entry.productClass ?? NOT_SAID}
          onChange={(key) => onChange({ productClass: key === NOT_SAID ? null : key })}
        />
        <SelectField
          label={productLabels.isBiologic}
          options={biologicOptions}
          value={biologic}
          onChange={(key) => onChange({ isBiologic: isBiologicOf(key) })}
        />
      </Grid>
      <Checkbox
        label="Somebody has read on the package or data sheet what it is made of"
        description="Only then is a product without a mark below known to hold none of these"
        value={entry.isMaterialsKnown}
        onChange={(isMaterialsKnown) => onChange({ isMaterialsKnown })}
      />
      <Grid minColumnRem={13} gap={1}>
        {materials.map((material) => (
          <Checkbox
            key={material}
            label={capitalised(materialWords[material])}
            isDisabled={!entry.isMaterialsKnown}
            value={entry.isMaterialsKnown && entry.materials.includes(material)}
            onChange={(isIn) => toggle(material, isIn)}
          />
        ))}
      </Grid>
      <TextOf
        {...props}
        field="otherMaterials"
        description="Such as fish skin or lanolin: compared with allergies word by word"
      />
    </FieldSection>
  );
}

export function PackageFields(props: ProductFieldsProps) {
  const { entry, problems, onChange } = props;
  const area =
    problems['packageMm2'] && 'Type an area in cm², such as 16 or 12.5, or leave it empty';
  return (
    <FieldSection title="Package and storage">
      <Grid minColumnRem={20}>
        <TextOf
          {...props}
          field="piecesPerPack"
          inputMode="numeric"
          description="A piece is what is opened for one use"
        />
        <TextOf
          {...props}
          field="packageMm2"
          inputMode="decimal"
          description="Of what is opened for one use, not of the whole pack"
          problems={area === undefined ? problems : { ...problems, packageMm2: area }}
        />
        <SelectField
          label={productLabels.storageNeed}
          options={storageOptions}
          value={entry.storageNeed ?? NOT_SAID}
          onChange={(key) => onChange({ storageNeed: key === NOT_SAID ? null : key })}
        />
        <TextOf
          {...props}
          field="reorderLevel"
          inputMode="numeric"
          description="Below so many pieces on the shelves it is ordered again"
        />
      </Grid>
      <TextOf {...props} field="storageNote" />
    </FieldSection>
  );
}
