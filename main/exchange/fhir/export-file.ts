import { createHash } from 'node:crypto';
import type { FhirForm } from '../../../shared/exchange/fhir-contract.ts';
import { FHIR_BASE, type FhirResource } from '../../../shared/exchange/fhir/resource.ts';
import type { FileStore } from '../../platform/file-store.ts';

/** How resources stand in a file. */
export type FileForm = {
  readonly begin: string;
  readonly end: string;
  readonly between: string;
  readonly write: (resource: FhirResource) => string;
};

/** One Bundle of the type collection, whose references find their targets by their addresses in it. */
function bundleForm(now: Date): FileForm {
  const bundle = { resourceType: 'Bundle', type: 'collection', timestamp: now.toISOString() };
  return {
    begin: `${JSON.stringify(bundle).slice(0, -1)},"entry":[\n`,
    between: ',\n',
    end: '\n]}\n',
    write(resource) {
      const fullUrl = `${FHIR_BASE}/${resource.resourceType}/${resource.id}`;
      return JSON.stringify({ fullUrl, resource });
    },
  };
}

const ndjsonForm: FileForm = { begin: '', between: '\n', end: '\n', write: JSON.stringify };

export function fileForm(form: FhirForm, now: Date): FileForm {
  return form === 'bundle' ? bundleForm(now) : ndjsonForm;
}

type WrittenParts = {
  readonly digest: string;
  readonly byteLength: number;
  readonly parts: readonly { readonly digest: string; readonly byteLength: number }[];
};

/**
 * Stores a file in parts that are read one after the other, so that nobody, here or where it is saved,
 * holds all of it. `onPart` is told of each part as soon as it is stored.
 */
export async function putParts(
  files: FileStore,
  pieces: AsyncGenerator<Uint8Array>,
  { partBytes, onPart }: { readonly partBytes: number; readonly onPart: (digest: string) => void },
): Promise<WrittenParts> {
  const whole = createHash('sha256');
  const parts: { digest: string; byteLength: number }[] = [];
  const state = { isOver: false, byteLength: 0 };
  async function* part(): AsyncGenerator<Uint8Array> {
    for (let taken = 0; taken < partBytes; ) {
      const next = await pieces.next();
      if (next.done === true) {
        state.isOver = true;
        return;
      }
      whole.update(next.value);
      taken += next.value.byteLength;
      state.byteLength += next.value.byteLength;
      yield next.value;
    }
  }
  try {
    while (!state.isOver) {
      const stored = await files.putStream(part());
      onPart(stored.digest);
      const { digest, byteLength } = stored;
      if (byteLength > 0 || parts.length === 0) parts.push({ digest, byteLength });
    }
  } finally {
    await pieces.return(undefined);
  }
  return { digest: whole.digest('hex'), byteLength: state.byteLength, parts };
}
