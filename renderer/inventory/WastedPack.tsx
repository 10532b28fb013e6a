import { useEffect, useEffectEvent, useState } from 'react';
import type { ScannedPack } from '../../shared/labels/scanned-pack.ts';
import { type LineChoice, unorderedChoice } from '../../shared/treatments/order-choice.ts';
import { lineOfScan } from '../../shared/treatments/scanned-use.ts';
import { lineKey, lineOfKey } from '../../shared/treatments/treatment-entry.ts';
import { ProductPickerPanel } from '../products/ProductPickerPanel.tsx';
import { ScanEntryPanel } from '../scanning/ScanEntryPanel.tsx';
import { Grid } from '../ui/Grid.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { useScannedProduct } from '../use-scanned-product.ts';
import { PackFields } from './PackFields.tsx';
import { UnknownPack } from './UnknownPack.tsx';
import type { WasteForm } from './use-waste.ts';

type WastedPackProps = {
  readonly form: WasteForm;
  /** The patient's order lines. */
  readonly choices: readonly LineChoice[];
};

/** The pack that was scanned fills in product, lot, serial and expiry. */
function WastedScan({ form, choices, onFound }: WastedPackProps & { readonly onFound: AddChoice }) {
  const [pack, setPack] = useState<ScannedPack | null>(null);
  const found = useScannedProduct(pack);
  const product = found.state === 'known' ? found.product : null;
  const take = useEffectEvent(() => {
    if (pack === null || product === null) return;
    onFound(product);
    form.change({
      line: lineOfScan(product.sku, choices),
      lotNumber: pack.lot ?? '',
      serialNumber: pack.serial ?? '',
      expiresOn: pack.expiresOn ?? '',
    });
  });
  const sku = product?.sku ?? null;
  useEffect(() => {
    if (pack !== null && sku !== null) take();
  }, [pack, sku]);
  return (
    <ScanEntryPanel title="Scan the pack that was wasted" onPack={setPack}>
      <UnknownPack found={found} advice="Choose the product below, and type lot and serial." />
    </ScanEntryPanel>
  );
}

type AddChoice = (product: { readonly sku: string; readonly name: string }) => void;

/** The patient's lines and what was added; after a lock an added one is named by its SKU. */
function choicesWith(
  choices: readonly LineChoice[],
  added: readonly LineChoice[],
  chosen: string,
): readonly LineChoice[] {
  const all = [...choices, ...added.filter(({ key }) => choices.every((of) => of.key !== key))];
  const line = all.some(({ key }) => key === chosen) ? null : lineOfKey(chosen);
  return line === null ? all : [...all, unorderedChoice(chosen, line.productId)];
}

/** Which pack was wasted: of an order of the patient, or another; scanned or typed. */
export function WastedPack({ form, choices }: WastedPackProps) {
  const [added, setAdded] = useState<readonly LineChoice[]>([]);
  const { entry, problems, change } = form;
  const shown = choicesWith(choices, added, entry.line);
  const add: AddChoice = ({ sku, name }) => {
    const key = lineKey({ orderId: null, productId: sku });
    setAdded([unorderedChoice(key, name)]);
  };
  return (
    <>
      <WastedScan form={form} choices={choices} onFound={add} />
      <SelectField
        label="Product"
        isRequired
        options={shown.map(({ key, productName, orderNumber }) => ({
          key,
          label: productName,
          detail: orderNumber === null ? 'Without an order' : `Order ${orderNumber}`,
        }))}
        value={entry.line === '' ? null : entry.line}
        error={problems['line']}
        onChange={(chosen) => change({ line: chosen })}
      />
      <ProductPickerPanel
        label="Or another product"
        onPick={(product) => {
          add(product);
          change({ line: lineKey({ orderId: null, productId: product.sku }) });
        }}
      />
      <Grid minColumnRem={12}>
        <PackFields form={form} />
      </Grid>
    </>
  );
}
