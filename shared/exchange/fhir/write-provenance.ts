import type { AmendmentChartRow, RecordOf, SignatureChartRow } from './chart-rows.ts';
import { hl7Concept, refTo, resource, SHA256 } from './resource.ts';
import { usCore } from './us-core.ts';

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

/** Who did it; all who sign here work for the one practice, where it has said who it is. */
const agentOf = (userId: string, role: string, organisationId: string | null) => [
  {
    type: hl7Concept('provenance-participant-type', role),
    who: refTo('Practitioner', userId),
    onBehalfOf: refTo('Organization', organisationId),
  },
];

/** An act of signing: by whom, when, over which content by its digest. */
export function signatureResource(row: SignatureChartRow, organisationId: string | null) {
  const role = row.meaning === 'cosigner' ? 'verifier' : 'author';
  const type = { system: 'urn:iso-astm:E1762-95:2013', code: SIGNATURES[row.meaning] };
  return resource('Provenance', row.id, {
    ...usCore('provenance'),
    target: [targetOf(row)],
    recorded: row.signedAt,
    agent: agentOf(row.signedBy, role, organisationId),
    entity: [
      { role: 'source', what: { identifier: { system: SHA256, value: row.contentDigest } } },
    ],
    signature: [{ type: [type], when: row.signedAt, who: refTo('Practitioner', row.signedBy) }],
  });
}

/** What was said of a signed record afterwards; its words stand in the notes of the record. */
export function amendmentResource(row: AmendmentChartRow, organisationId: string | null) {
  const activity = row.kind === 'correction' ? 'UPDATE' : 'APPEND';
  return resource('Provenance', row.id, {
    ...usCore('provenance'),
    target: [targetOf(row)],
    recorded: row.amendedAt,
    reason: [{ text: row.reason }],
    activity: hl7Concept('v3-DataOperation', activity),
    agent: agentOf(row.amendedBy, 'author', organisationId),
  });
}
