import { useId } from 'react';
import { productClasses, productClassWords } from '../../shared/products/product-class.ts';
import { type Material, materials, materialWords } from '../../shared/safety/material.ts';
import { Checkbox } from '../ui/Checkbox.tsx';
import { Grid } from '../ui/Grid.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { TextField } from '../ui/TextField.tsx';
import { type ProductEntry, productLabels } from './product-entry.ts';
import { billingUnitOptions } from './product-words.ts';

export type ProductFactFieldsProps = {
  readonly entry: ProductEntry;
  readonly problems: Readonly<Record<string, string>>;
  readonly onChange: (part: Partial<ProductEntry>) => void;
};

const BY_CODE = 'byCode';
const classOptions = [
  { key: BY_CODE, label: 'Not said', detail: 'The HCPCS code decides' },
  ...productClasses.map((key) => ({ key, label: productClassWords[key] })),
] as const;

function capitalised(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

function CodeFields({ entry, problems, onChange }: ProductFactFieldsProps) {
  return (
    <>
      <TextField
        label={productLabels.name}
        isRequired
        value={entry.name}
        error={problems['name']}
        onChange={(name) => onChange({ name })}
      />
      <Grid minColumnRem={14}>
        <TextField
          label={productLabels.hcpcsCode}
          value={entry.hcpcsCode}
          error={problems['hcpcsCode']}
          onChange={(code) => onChange({ hcpcsCode: code.toUpperCase() })}
        />
        <SelectField
          label={productLabels.billingUnit}
          options={billingUnitOptions}
          value={entry.billingUnit}
          onChange={(billingUnit) => onChange({ billingUnit })}
        />
        <SelectField
          label={productLabels.productClass}
          options={classOptions}
          value={entry.productClass ?? BY_CODE}
          onChange={(key) => onChange({ productClass: key === BY_CODE ? null : key })}
        />
        <TextField
          label={productLabels.packageMm2}
          inputMode="decimal"
          value={entry.packageMm2}
          error={
            problems['packageMm2'] && 'Type an area in cm², such as 16 or 12.5, or leave it empty'
          }
          onChange={(packageMm2) => onChange({ packageMm2 })}
        />
      </Grid>
    </>
  );
}

function MaterialFields({ entry, problems, onChange }: ProductFactFieldsProps) {
  const headingId = useId();
  const toggle = (material: Material, isIn: boolean) => {
    const others = entry.materials.filter((each) => each !== material);
    onChange({ materials: isIn ? [...others, material] : others });
  };
  return (
    <div role="group" aria-labelledby={headingId} className="product-materials">
      <h3 id={headingId} className="product-materials__heading">
        {productLabels.materials}
      </h3>
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
      <TextField
        label={productLabels.otherMaterials}
        description="Such as fish skin or lanolin: compared with allergies word by word"
        value={entry.otherMaterials}
        error={problems['otherMaterials']}
        onChange={(otherMaterials) => onChange({ otherMaterials })}
      />
    </div>
  );
}

/** Everything that can be said of a product. */
export function ProductFactFields(props: ProductFactFieldsProps) {
  return (
    <>
      <CodeFields {...props} />
      <MaterialFields {...props} />
      <Checkbox
        label="Can be ordered"
        value={props.entry.isActive}
        onChange={(isActive) => props.onChange({ isActive })}
      />
    </>
  );
}
