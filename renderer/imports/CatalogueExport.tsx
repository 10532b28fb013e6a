import { Download, FileSpreadsheet } from 'lucide-react';
import { catalogueOperations } from '../../shared/imports/catalogue-contract.ts';
import { saveWritten } from '../client/save-file.ts';
import { useChange } from '../client/use-operation.ts';
import { SaveOutcomeText } from '../SaveOutcomeText.tsx';
import { useToday } from '../today.ts';
import { Button } from '../ui/Button.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import { useSaving } from '../use-saving.ts';

type Content = 'products' | 'template';

const { output } = catalogueOperations['catalogue.export'];

export type CatalogueExportProps = {
  /** True for whoever may also bring a list in, and so needs an empty one. */
  readonly mayImport: boolean;
};

/** The catalogue as a file that can be imported again, or the empty form of one. */
export function CatalogueExport({ mayImport }: CatalogueExportProps) {
  const today = useToday();
  const write = useChange('catalogue.export');
  const { busy, outcome, save } = useSaving<Content>();

  function begin(content: Content): void {
    const fileName = content === 'template' ? 'product-list.csv' : `products-${today}.csv`;
    const writing = {
      start: () => write.mutateAsync({ content }),
      fileIn: (value: unknown) => {
        const { data: file } = output.safeParse(value);
        return file && { digest: file.digest, fileName };
      },
      notWritten: 'The file was not written. Please try again.',
    };
    void save(content, () => saveWritten(writing));
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
            onPress={() => begin('products')}
          >
            Save the catalogue
          </Button>
          {mayImport && (
            <Button
              icon={FileSpreadsheet}
              isPending={busy === 'template'}
              isDisabled={busy === 'products'}
              onPress={() => begin('template')}
            >
              Save an empty list
            </Button>
          )}
        </Row>
        <SaveOutcomeText outcome={outcome} />
      </Stack>
    </Panel>
  );
}
