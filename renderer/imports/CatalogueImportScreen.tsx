import { ArrowLeft } from 'lucide-react';
import { leaveTo } from '../leave-to.ts';
import { useMay } from '../signed-in.ts';
import { Button } from '../ui/Button.tsx';
import { Grid } from '../ui/Grid.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Stack } from '../ui/Stack.tsx';
import { CatalogueExport } from './CatalogueExport.tsx';
import { CatalogueSteps } from './CatalogueSteps.tsx';
import { ColumnGuide } from './ColumnGuide.tsx';
import { useCatalogueImport } from './use-catalogue-import.ts';

/** The catalogue as a file: what a list would change in it, and the catalogue as such a list. */
export function CatalogueImportScreen() {
  const mayChange = useMay('products.write');
  return (
    <Stack gap={5}>
      <PageHeader
        title={mayChange ? 'Import products' : 'Export products'}
        subtitle="The catalogue as a list for a spreadsheet (CSV)"
        actions={
          <Button icon={ArrowLeft} onPress={() => leaveTo({ screen: 'products' })}>
            All products
          </Button>
        }
      />
      {mayChange ? <ImportAndExport /> : <CatalogueExport mayImport={false} />}
    </Stack>
  );
}

function ImportAndExport() {
  const importing = useCatalogueImport();
  const { previewJobId } = importing.state;
  if (previewJobId !== null) return <CatalogueSteps importing={importing} />;
  return (
    <Stack gap={5}>
      <Grid minColumnRem={24} gap={5}>
        <CatalogueSteps importing={importing} />
        <CatalogueExport mayImport />
      </Grid>
      <ColumnGuide />
    </Stack>
  );
}
