import { Search } from 'lucide-react';
import { type SyntheticEvent, useState } from 'react';
import type { ScannedPack } from '../../shared/labels/scanned-pack.ts';
import { client } from '../client/client.ts';
import { FormNotice } from '../FormNotice.tsx';
import { ProductPickerPanel } from '../products/ProductPickerPanel.tsx';
import { ScanEntryPanel } from '../scanning/ScanEntryPanel.tsx';
import { Button } from '../ui/Button.tsx';
import { Panel } from '../ui/Panel.tsx';
import { RadioCards } from '../ui/RadioCards.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import { PacksFields } from './PacksFields.tsx';
import {
  type PickedProduct,
  type QuestionField,
  type QuestionKind,
  readQuestion,
} from './question.ts';
import { askAnother, typeQuestion, useRecallsStore } from './recalls-store.ts';
import { useTrace } from './use-trace.ts';

const KINDS: readonly { readonly key: QuestionKind; readonly title: string }[] = [
  { key: 'lot', title: 'A lot, or a range of lots' },
  { key: 'serial', title: 'A serial, or a range of serials' },
  { key: 'list', title: 'A list of lots or serials' },
  { key: 'every', title: 'Every pack of the product' },
];

const PURPOSES = [
  {
    key: 'recall',
    title: 'A recall',
    detail: 'Patients are called, what is left is quarantined',
  },
  {
    key: 'exercise',
    title: 'An exercise',
    detail: 'Recorded with its time; nothing is moved',
  },
] as const;

/** The product of a scanned label, by its device identifier or by our own label; null where none is known. */
async function productOf({ issuer, deviceIdentifier, sku }: ScannedPack) {
  if (issuer !== null && deviceIdentifier !== null) {
    const asked = { issuer, deviceIdentifier };
    const reply = await client['products.findByIdentifier'](asked).catch(() => null);
    if (reply?.ok && reply.value !== null) return reply.value.product;
  }
  if (sku === null) return null;
  const found = await client['products.find']({ text: sku, includeInactive: true }).catch(
    () => null,
  );
  return (found?.ok && found.value.find((product) => product.sku === sku)) || null;
}

/** Fills the form with what a label says; what it does not say stays as it was typed. */
async function takePack(pack: ScannedPack): Promise<string | null> {
  typeQuestion({
    ...(pack.lot !== null && { lotNumber: pack.lot, lastLotNumber: '', kind: 'lot' }),
    ...(pack.serial !== null && { serialNumber: pack.serial, lastSerialNumber: '' }),
    ...(pack.lot === null && pack.serial !== null && { kind: 'serial' }),
  });
  const product = await productOf(pack);
  if (product === null) return 'No product here has this label. Find the product below.';
  typeQuestion({ product: { sku: product.sku, name: product.name } });
  return null;
}

function ProductField({
  product,
  error,
}: {
  readonly product: PickedProduct | null;
  readonly error: string | undefined;
}) {
  return (
    <Stack gap={1}>
      <ProductPickerPanel
        label="Find the recalled product"
        error={error}
        onPick={({ sku, name }) => typeQuestion({ product: { sku, name } })}
      />
      <p role="status" className="recalls-picked">
        {product !== null && (
          <>
            Product: <strong dir="auto">{product.name ?? product.sku}</strong> ({product.sku})
          </>
        )}
      </p>
    </Stack>
  );
}

/** What is recalled: a scanned or chosen product, and which of its packs. */
export function QuestionForm() {
  const question = useRecallsStore((store) => store.question);
  const { ask, isAsking, problem } = useTrace();
  const [problems, setProblems] = useState<Readonly<Partial<Record<QuestionField, string>>>>({});
  const [scanProblem, setScanProblem] = useState<string | null>(null);

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    const read = readQuestion(question);
    setProblems(read.ok ? {} : read.problems);
    if (read.ok && !isAsking) void ask(read.asked, question.isExercise);
  }

  function clear() {
    askAnother();
    setProblems({});
  }

  return (
    <Stack>
      <ScanEntryPanel
        title="Scan the recalled pack"
        onPack={(pack) => {
          setScanProblem(null);
          if (pack !== null) void takePack(pack).then(setScanProblem);
        }}
      >
        {scanProblem !== null && <p>{scanProblem}</p>}
      </ScanEntryPanel>
      <Panel heading="What is recalled">
        <form noValidate onSubmit={submit}>
          <Stack>
            {problem !== null && <FormNotice>{problem}</FormNotice>}
            <ProductField product={question.product} error={problems.product} />
            <RadioCards
              label="Which packs"
              columns={2}
              cards={KINDS}
              value={question.kind}
              onChange={(kind) => {
                typeQuestion({ kind });
                setProblems({});
              }}
            />
            <PacksFields question={question} problems={problems} />
            <RadioCards
              label="What it is for"
              columns={2}
              cards={PURPOSES}
              value={question.isExercise ? 'exercise' : 'recall'}
              onChange={(purpose) => typeQuestion({ isExercise: purpose === 'exercise' })}
            />
            <Row>
              <Button
                variant="primary"
                size="large"
                icon={Search}
                type="submit"
                isPending={isAsking}
              >
                Trace
              </Button>
              <Button variant="quiet" size="large" onPress={clear}>
                Clear the question
              </Button>
            </Row>
          </Stack>
        </form>
      </Panel>
    </Stack>
  );
}
