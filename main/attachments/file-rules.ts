import type { FileRules } from '../platform/file-rules.ts';
import { takeDocumentIn } from './document-intake.ts';
import { takePhotoIn, takeSignatureIn } from './picture-intake.ts';
import { selectPatientsOf } from './store.ts';

/** What is handed in for a chart, and whose chart shows it. */
export const attachmentRules: Omit<FileRules, 'want'> = {
  intakes: { photo: takePhotoIn, document: takeDocumentIn, signature: takeSignatureIn },
  patientsOf: selectPatientsOf,
};
