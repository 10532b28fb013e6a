import { Download, FileSpreadsheet } from 'lucide-react';
import { useState } from 'react';
import { catalogueOperations } from '../../shared/imports/catalogue-contract.ts';
import { bridge } from '../client/bridge.ts';
import { replyOfJob } from '../client/job-end.ts';
import { useChange } from '../client/use-operation.ts';
import { useToday } from '../today.ts';
import { Button } from '../ui/Button.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';

type Content = 'products' | 'template';
type Outcome = { readonly isFailure: boolean; readonly text: string };

const { output } = catalogueOperations['catalogue.export'];
const failed = (text: string): Outcome => ({ isFailure: true, text });
const NOT_WRITTEN = 'The file was not written. Please try again.';

/** Writes the file, and saves it where the user chooses; null when they changed their mind. */
function useSaving() {
  const today = useToday();
  const write = useChange('catalogue.export');
  return async (content: Content): Promise<Outcome | null> => {
    const started = await write.mutateAsync({ content }).catch(() => null);
    if (started === null) return failed(NOT_WRITTEN);
    if (!started.ok) return failed(started.failure.message);
    const reply = await replyOfJob(started.value.jobId);
    const written = output.safeParse(
      typeof reply === 'object' && reply !== null && 'value' in reply && reply.value,
    );
    if (!written.success) return failed(NOT_WRITTEN);
    const name = content === 'template' ? 'product-list.csv' : `products-${today}.csv`;
    const saved = await bridge.bytes.save(written.data.digest, name);
    if (!saved.ok) return failed(saved.failure.message);
    return saved.value ? { isFailure: false, text: `Saved as ${name}` } : null;
  };
}

export type CatalogueExportProps = {
  /** True for whoever may also bring a list in, and so needs an empty one. */
  readonly mayImport: boolean;
};

/** The catalogue as a file that can be imported again, or the empty form of one. */
export function CatalogueExport({ mayImport }: CatalogueExportProps) {
  const save = useSaving();
  const [busy, setBusy] = useState<Content | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);

  async function begin(content: Content) {
    setBusy(content);
    setOutcome(null);
    setOutcome(await save(content));
    setBusy(null);
  }

  return (
    <Panel heading="Save a list">
      <Stack gap={3}>
        <p>
          The catalogue as it is now, with everything that is known of each product. It opens in a
          spreadsheet, and an import of it changes nothing.
        </p>
        <Row isWrapping>
          <Button
            icon={Download}
            isPending={busy === 'products'}
            isDisabled={busy === 'template'}
            onPress={() => void begin('products')}
          >
            Save the catalogue
          </Button>
          {mayImport && (
            <Button
              icon={FileSpreadsheet}
              isPending={busy === 'template'}
              isDisabled={busy === 'products'}
              onPress={() => void begin('template')}
            >
              Save an empty list
            </Button>
          )}
        </Row>
        <p role="status" className={outcome?.isFailure ? 'imports-failed' : undefined}>
          {outcome?.text}
        </p>
      </Stack>
    </Panel>
  );
}
