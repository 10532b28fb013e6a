import type { Handlers } from '../../shared/base/contract.ts';
import type { importOperations } from '../../shared/imports/contract.ts';
import type { Contexts } from '../platform/context.ts';
import type { catalogueOperations } from '../../shared/imports/catalogue-contract.ts';
import { exportCatalogue } from './catalogue-export.ts';
import { importCatalogue, previewCatalogue } from './catalogue-import.ts';
import { importHcpcs } from './hcpcs.ts';
import { chooseFiles } from './source-files.ts';
import { importSynthea } from './synthea.ts';
import { syntheaFiles } from '../../shared/imports/synthea-files.ts';

export const importHandlers: Handlers<typeof importOperations, Contexts> = {
  async 'imports.synthea'({ files }, context) {
    const chosen = chooseFiles(files, syntheaFiles);
    return chosen.ok ? importSynthea(chosen.value, context) : chosen;
  },
  'imports.hcpcs': ({ file }, context) => importHcpcs(file, context),
};

export const catalogueHandlers: Handlers<typeof catalogueOperations, Contexts> = {
  'catalogue.preview': (chosen, context) => previewCatalogue(chosen, context),
  'catalogue.import': (chosen, context) => importCatalogue(chosen, context),
  'catalogue.export': ({ content }, context) => exportCatalogue(content, context),
};
