import type { AmendmentChartRow, RecordOf, SignatureChartRow } from './chart-rows.ts';
import { hl7Concept, refTo, resource, SHA256 } from './resource.ts';

/** ASTM E1762: author's signature, and the verification by somebody else. */
const SIGNATURES = {
  author: '1.2.840.10065.1.12.1.1',
  amender: '1.2.840.10065.1.12.1.1',
  cosigner: '1.2.840.10065.1.12.1.5',
} as const;

function targetOf({ treatmentRecordId, woundAssessmentId }: RecordOf) {
  return treatmentRecordId === null
    ? refTo('Observation', woundAssessmentId)
    : refTo('Procedure', treatmentRecordId);
}

const agentOf = (userId: string, role: string) => [
  {
    type: hl7Concept('provenance-participant-type', role),
    who: refTo('Practitioner', userId),
  },
];

/** An act of signing: by whom, when, over which content by its digest. */
export function signatureResource(row: SignatureChartRow) {
  const type = { system: 'urn:iso-astm:E1762-95:2013', code: SIGNATURES[row.meaning] };
  return resource('Provenance', row.id, {
    target: [targetOf(row)],
    recorded: row.signedAt,
    agent: agentOf(row.signedBy, row.meaning === 'cosigner' ? 'verifier' : 'author'),
    entity: [
      { role: 'source', what: { identifier: { system: SHA256, value: row.contentDigest } } },
    ],
    signature: [{ type: [type], when: row.signedAt, who: refTo('Practitioner', row.signedBy) }],
  });
}

/** What was said of a signed record afterwards; its words stand in the notes of the record. */
export function amendmentResource(row: AmendmentChartRow) {
  const activity = row.kind === 'correction' ? 'UPDATE' : 'APPEND';
  return resource('Provenance', row.id, {
    target: [targetOf(row)],
    recorded: row.amendedAt,
    reason: [{ text: row.reason }],
    activity: hl7Concept('v3-DataOperation', activity),
    agent: agentOf(row.amendedBy, 'author'),
  });
}
