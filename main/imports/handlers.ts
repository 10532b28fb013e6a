import type { Handlers } from '../../shared/base/contract.ts';
import type { importOperations } from '../../shared/imports/contract.ts';
import type { Contexts } from '../platform/context.ts';
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
