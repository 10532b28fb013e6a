import type { DocumentKind } from '../../documents/handed-in-document.ts';
import type { DocumentChartRow, PhotoChartRow } from './chart-rows.ts';
import { hl7Concept, LOINC, loinc, refTo, resource, SHA256 } from './resource.ts';
import { usCore } from './us-core.ts';

type Attached = Omit<PhotoChartRow, 'woundId' | 'takenAt' | 'caption'>;

/** A file by its digest and size; the file itself goes another way. */
function fileElements(row: Attached, creation: string) {
  return {
    identifier: [{ system: SHA256, value: row.digest }],
    status: row.voidedAt === null ? 'current' : 'entered-in-error',
    subject: refTo('Patient', row.patientId),
    author: [refTo('Practitioner', row.addedBy)],
    content: [
      {
        attachment: {
          contentType: row.mediaType,
          url: `urn:sha256:${row.digest}`,
          size: row.byteLength,
          creation,
        },
      },
    ],
  };
}

export function photoResource(row: PhotoChartRow) {
  return resource('DocumentReference', row.id, {
    ...usCore('documentreference'),
    ...fileElements(row, row.takenAt),
    type: loinc('72170-4', 'Photographic image'),
    category: [{ text: 'Photo' }],
    date: row.takenAt,
    description: row.caption,
    context: { related: [refTo('Condition', row.woundId)] },
  });
}

/** By HL7's own list of types of documents (c80-doc-typecodes); null where none of them fits. */
const TYPES: Readonly<
  Record<DocumentKind, { readonly code: string | null; readonly text: string }>
> = {
  consent: { code: '59284-0', text: 'Consent' },
  letter: { code: null, text: 'Letter' },
  outsideResult: { code: null, text: 'Result from elsewhere' },
  other: { code: null, text: 'Other document' },
};

function typeOf(kind: DocumentKind) {
  const { code, text } = TYPES[kind];
  const unknown = hl7Concept('v3-NullFlavor', 'UNK');
  return { ...(code === null ? unknown : { coding: [{ system: LOINC, code }] }), text };
}

/** A consent, a letter or another document that is attached to a chart. */
export function documentResource(row: DocumentChartRow) {
  return resource('DocumentReference', row.id, {
    ...usCore('documentreference'),
    ...fileElements(row, row.documentOn),
    type: typeOf(row.kind),
    category: [{ text: 'Document' }],
    date: row.createdAt,
    description: row.title,
    context: {
      related: [refTo('Condition', row.woundId), refTo('Procedure', row.treatmentRecordId)],
    },
  });
}
