import type { JobStatus } from '../../shared/jobs/contract.ts';
import type { Tone } from '../ui/Badge.tsx';
import { formatCount } from '../ui/format.ts';

const names: Readonly<Record<string, string>> = {
  'imports.synthea': 'Synthea import',
  'imports.hcpcs': 'HCPCS import',
  'hl7.import': 'HL7 import',
  'exchange.importFhir': 'FHIR import',
  'exchange.exportFhir': 'FHIR export',
  'catalogue.preview': 'Comparison with the catalogue',
  'catalogue.import': 'Product list import',
  'catalogue.export': 'Product list export',
  'codes.preview': 'Comparison with the codes here',
  'codes.import': 'Code set import',
  'billing.export': 'Billing export',
  'claims.makeBatch': 'Claims',
  'claims.followUp': 'Claim after an earlier one',
  'claims.billNext': 'Claim to the next insurance',
  'claims.render': 'Claims in another format',
  'claims.readAnswer': 'Answer of a payer',
  'claims1500.alignmentPage': 'Alignment page',
  'statements.make': 'Statement for a patient',
  'billingLines.export': 'Export of lines',
  'recalls.exportCalls': 'Call list of a recall',
  'recalls.exportUsed': 'List of products used',
  'disclosures.chart': 'Chart to give out',
  'disclosures.defencePacket': 'Audit packet',
  'disclosures.accounting': 'Accounting of disclosures',
  'outcomes.count': 'Count of outcomes',
  'audit.verify': 'Check of the audit trail',
  'audit.export': 'Export of audit events',
  'storage.backUp': 'Backup',
  'storage.verify': 'Check of the records',
  'storage.reencrypt': 'Re-encryption',
};

/** What a job is, in words; an operation without a name of its own keeps its wire name. */
export function jobName(operation: string): string {
  return names[operation] ?? operation;
}

type State = JobStatus['state'];

export const jobStateWords: Readonly<Record<State, string>> = {
  running: 'Running',
  done: 'Done',
  failed: 'Not done',
  cancelled: 'Cancelled',
  interrupted: 'Interrupted',
};

export const jobStateTones: Readonly<Record<State, Tone>> = {
  running: 'info',
  done: 'success',
  failed: 'danger',
  cancelled: 'neutral',
  interrupted: 'caution',
};

/** `120 of 504`, or nothing while the total is unknown. */
export function jobProgressWords({ done, total }: Pick<JobStatus, 'done' | 'total'>): string {
  return total === 0 ? '' : `${formatCount(done)} of ${formatCount(total)}`;
}

export type JobFailure = {
  readonly code: string;
  readonly message: string;
  readonly details?: unknown;
};

/** What a job ended with. */
export type JobReply =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly failure: JobFailure };

/** Reads the reply that a job's status carries; null while it has none. */
export function jobReply(result: unknown): JobReply | null {
  if (typeof result !== 'object' || result === null || !('ok' in result)) return null;
  if (result.ok === true) return { ok: true, value: 'value' in result ? result.value : undefined };
  const failure: unknown = 'failure' in result ? result.failure : null;
  if (typeof failure !== 'object' || failure === null) return null;
  const { code, message, details } = failure as Partial<JobFailure>;
  return { ok: false, failure: { code: code ?? '', message: message ?? '', details } };
}
