/**
 * How each table meets its copies on other computers (notes/sync.md §4).
 * - `fact`: rows are inserted, and never changed by two people.
 * - `guarded`: a change counts only if its author had seen what stands; otherwise its whole transaction
 *   is held and shown to people. Everything of a chart that can be edited.
 * - `fields`: each column by itself, the later one counts; what matters for safety is shown to people.
 * - `latest`: the whole row, the later one counts, with a note to look at. What a site sets up.
 * - `history`: what stood before a change of a `fields` or `latest` row; two of one number both stay.
 * - `trail`: audit events and what vouches for them: always taken up, never held.
 * - `derived`: made by triggers from other rows on each computer by itself.
 * - `local`: of this computer alone.
 */
export type SyncClass =
  | 'fact'
  | 'guarded'
  | 'fields'
  | 'latest'
  | 'history'
  | 'trail'
  | 'derived'
  | 'local';

export type SyncEntity = {
  readonly name: string;
  readonly class: SyncClass;
  /** Columns of the primary key, in its order. */
  readonly keys: readonly string[];
  /** Columns that stay on the computer where they were set. */
  readonly keptHere: readonly string[];
  /** Columns of which two unseen values must be settled by a person. */
  readonly blocking: readonly string[];
};

type Traits = Partial<Pick<SyncEntity, 'keys' | 'keptHere' | 'blocking'>>;

function entity(name: string, of: SyncClass, traits: Traits = {}): SyncEntity {
  return { name, class: of, keys: ['id'], keptHere: [], blocking: [], ...traits };
}

function version(of: string): Traits {
  return { keys: [of, 'version'] };
}

/** Tables that travel, each after those it refers to. */
export const TRAVELLING: readonly SyncEntity[] = [
  entity('sites', 'latest'),
  entity('facilities', 'latest'),
  entity('users', 'latest'),
  entity('user_pins', 'latest', {
    keys: ['user_id'],
    keptHere: ['failed_attempts', 'locked_until'],
  }),
  entity('signing_settings', 'latest', { keys: ['only_one'] }),
  entity('products', 'latest'),
  entity('product_identifiers', 'latest'),
  entity('product_recalls', 'latest'),
  entity('contraindications', 'latest'),
  entity('scope_rules', 'latest'),
  entity('coverage_rules', 'latest'),
  entity('coverage_settings', 'latest', { keys: ['only_one'] }),
  entity('billing_organisations', 'latest'),
  entity('payers', 'latest'),
  entity('fees', 'latest'),
  entity('billing_rules', 'latest'),
  entity('billing_rule_versions', 'history', version('billing_rule_id')),
  entity('code_set_editions', 'latest'),
  entity('code_set_codes', 'latest', { keys: ['code', 'code_set', 'valid_from'] }),
  entity('protocols', 'latest'),
  entity('protocol_versions', 'history', version('protocol_id')),
  entity('patients', 'fields', {
    blocking: ['mrn', 'first_name', 'last_name', 'birth_on', 'sex', 'deceased_on'],
  }),
  entity('patient_versions', 'history', version('patient_id')),
  entity('patient_links', 'fact'),
  entity('patient_link_ends', 'fact'),
  entity('chart_restrictions', 'latest'),
  entity('glass_breaks', 'fact'),
  entity('patient_identifiers', 'latest', { keys: ['assigning_authority', 'identifier'] }),
  entity('patient_sayings', 'latest', { keys: ['patient_id', 'sender'] }),
  entity('patient_devices', 'latest'),
  entity('hl7_messages', 'latest', { keys: ['sender', 'control_id'] }),
  entity('allergies', 'latest'),
  entity('conditions', 'guarded'),
  entity('condition_versions', 'fact', version('condition_id')),
  entity('coverages', 'guarded'),
  entity('coverage_versions', 'fact', version('coverage_id')),
  entity('orders', 'guarded'),
  entity('order_lines', 'guarded'),
  entity('wounds', 'guarded'),
  entity('wound_versions', 'fact', version('wound_id')),
  entity('care_episodes', 'guarded'),
  entity('prior_authorizations', 'latest'),
  entity('protocol_runs', 'guarded'),
  entity('protocol_run_entries', 'fact'),
  entity('wound_assessments', 'guarded'),
  entity('wound_assessment_versions', 'fact', version('wound_assessment_id')),
  entity('treatment_records', 'guarded'),
  entity('treatment_record_versions', 'fact', version('treatment_record_id')),
  entity('treatment_concerns', 'fact'),
  entity('record_amendments', 'fact'),
  entity('record_signatures', 'fact'),
  entity('stored_files', 'fact', { keys: ['digest', 'purpose'] }),
  entity('stored_file_contents', 'fact', { keys: ['digest', 'purpose'] }),
  entity('wound_photos', 'guarded'),
  entity('chart_documents', 'guarded'),
  entity('quality_samples', 'fact'),
  entity('quality_reviews', 'latest'),
  entity('quality_findings', 'latest'),
  entity('stock_locations', 'latest'),
  entity('stock_units', 'latest'),
  entity('stock_unit_versions', 'history', version('stock_unit_id')),
  entity('receipts', 'fact'),
  entity('receipt_lines', 'guarded'),
  entity('stock_counts', 'guarded'),
  entity('stock_count_lines', 'guarded'),
  entity('waste_records', 'guarded'),
  entity('stock_movements', 'fact'),
  entity('disagreement_settlements', 'fact'),
  entity('recall_drills', 'latest'),
  entity('recall_exports', 'fact'),
  entity('control_number_leases', 'fact'),
  entity('claim_details', 'latest', { keys: ['treatment_record_id'] }),
  entity('billing_marks', 'fact'),
  entity('billing_both_done', 'fact'),
  entity('billing_batches', 'guarded'),
  entity('claims', 'guarded'),
  entity('billing_batch_records', 'guarded', { keys: ['batch_id', 'treatment_record_id'] }),
  entity('claim_events', 'fact'),
  entity('disclosures', 'fact'),
  entity('sync_reviews', 'fact'),
  // Of one key for each review: what two people decide unseen, only the first of them has decided.
  entity('sync_settlements', 'guarded'),
  entity('sync_device_names', 'latest', { keys: ['device_id'] }),
  entity('sync_decisions', 'fact'),
  entity('audit_chains', 'trail', { keys: ['chain_id'] }),
  entity('audit_events', 'trail'),
  entity('audit_heads', 'trail'),
];

/** Tables that do not travel, and why. */
export const STAYING: Readonly<Record<string, Extract<SyncClass, 'derived' | 'local'>>> = {
  stock_sums: 'derived',
  stock_doubts: 'derived',
  corrected_treatments: 'derived',
  corrected_assessments: 'derived',
  patient_pairs: 'derived',
  schema_migrations: 'local',
  form_drafts: 'local',
  jobs: 'local',
  command_replies: 'local',
  space_samples: 'local',
  storage_settings: 'local',
  storage_checks: 'local',
  backups_made: 'local',
  print_offsets: 'local',
  exchange_folders: 'local',
  exchange_files: 'local',
  control_number_blocks: 'local',
  control_number_wishes: 'local',
  audit_chain_state: 'local',
  audit_anchors: 'local',
  audit_unchained: 'local',
  sync_number_grants: 'local',
  sync_left: 'local',
  sync_device: 'local',
  sync_outbox: 'local',
  sync_acks: 'local',
  sync_first: 'local',
  sync_registers: 'local',
  sync_files: 'local',
  sync_log: 'local',
  sync_later_values: 'local',
  sync_later_changes: 'local',
  sync_relay: 'local',
  sync_unplaced: 'local',
  sync_checks: 'local',
  sync_differences: 'local',
  sync_site: 'local',
  sync_heads: 'local',
  sync_epochs: 'local',
};

/** What only the server writes: nobody else's change of these is taken up, and devices capture none. */
export const WRITTEN_BY_SERVER: ReadonlySet<string> = new Set(['sync_reviews', 'sync_decisions']);

const byName = new Map(TRAVELLING.map((each) => [each.name, each]));

/** The travelling table of that name; undefined for one that this release does not know. */
export function syncEntity(name: string): SyncEntity | undefined {
  return byName.get(name);
}

const places = new Map(TRAVELLING.map(({ name }, place) => [name, place]));

/** The place of a travelling table among all, each after those it refers to; of others none: -1. */
export function tablePlace(name: string): number {
  return places.get(name) ?? -1;
}

export type ConcurrencyUnit = 'row' | 'fields' | 'none';

/** What counts as one value when two people change it. */
export function concurrencyUnit({ class: of }: SyncEntity): ConcurrencyUnit {
  if (of === 'fields') return 'fields';
  return of === 'guarded' || of === 'latest' ? 'row' : 'none';
}
