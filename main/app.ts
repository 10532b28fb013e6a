import type { Handlers } from '../shared/base/contract.ts';
import { type Operations, operations } from '../shared/operations.ts';
import { UPDATE_KEYS } from '../shared/updates/update-keys.ts';
import type { checkOperations } from '../shared/sync/check-contract.ts';
import type { syncOperations } from '../shared/sync/contract.ts';
import type { leavingOperations } from '../shared/sync/leaving-contract.ts';
import { allergyHandlers } from './allergies/handlers.ts';
import { assessmentHandlers } from './assessments/handlers.ts';
import { assessmentSigningHandlers } from './assessments/signing-handlers.ts';
import { attachmentRules } from './attachments/file-rules.ts';
import { clearingUnboundFiles } from './attachments/unbound-files.ts';
import { chainAfterRestore } from './audit/follow-restore.ts';
import { createAuditHandlers } from './audit/handlers.ts';
import { billingLineHandlers } from './billing-lines/handlers.ts';
import { billingRuleHandlers } from './billing-rules/handlers.ts';
import { billingHandlers } from './billing/handlers.ts';
import { claimHandlers } from './claims/handlers.ts';
import { createBillingPaperHandlers } from './billing-paper/handlers.ts';
import { codeHandlers } from './codes/handlers.ts';
import { conditionHandlers } from './conditions/handlers.ts';
import { coverageHandlers } from './coverage/handlers.ts';
import { patientsOfDisclosure } from './disclosures/disclosed-patients.ts';
import { createDisclosureHandlers } from './disclosures/handlers.ts';
import { documentHandlers } from './documents/handlers.ts';
import { draftHandlers } from './drafts/handlers.ts';
import { patientsOfFhirExport } from './exchange/fhir/actions.ts';
import { createFhirHandlers } from './exchange/fhir/handlers.ts';
import { hl7Handlers } from './exchange/hl7/handlers.ts';
import { startInbox } from './exchange/hl7/watch-inbox.ts';
import { facilityHandlers } from './facilities/handlers.ts';
import { catalogueHandlers, importHandlers } from './imports/handlers.ts';
import { clearingSpentSources } from './imports/spent-sources.ts';
import { comparingStock } from './inventory/comparing-stock.ts';
import { locationHandlers } from './inventory/location-handlers.ts';
import { shelfHandlers } from './inventory/shelf-handlers.ts';
import { countHandlers } from './inventory/count-handlers.ts';
import { stockHandlers } from './inventory/stock-handlers.ts';
import { wasteHandlers } from './inventory/waste-handlers.ts';
import { isClosedByRestriction } from './glass/actions.ts';
import { glassHandlers } from './glass/handlers.ts';
import { jobHandlers } from './jobs/handlers.ts';
import { createLabelHandlers } from './labels/handlers.ts';
import { orderHandlers } from './orders/handlers.ts';
import { outcomeHandlers } from './outcomes/handlers.ts';
import { duplicateHandlers } from './patients/duplicate-handlers.ts';
import { patientHandlers } from './patients/handlers.ts';
import { authorizationHandlers } from './payers/authorization-handlers.ts';
import { coverageOfPatientHandlers } from './payers/coverage-handlers.ts';
import { feeHandlers } from './payers/fee-handlers.ts';
import { payerHandlers } from './payers/handlers.ts';
import { photoHandlers } from './photos/handlers.ts';
import { builtFolder, fhirDefinitionsFile, fontsFolder } from './platform/app-files.ts';
import type { Contexts } from './platform/context.ts';
import { type CoreParts, createCore, type RecordsCore } from './platform/create-core.ts';
import type { FileRules } from './platform/file-rules.ts';
import type { KeepingPlace } from './platform/keeping-place.ts';
import type { StorageEngine } from './platform/storage-engine.ts';
import { systemTimers, type Timers } from './platform/timers.ts';
import { productHandlers } from './products/handlers.ts';
import { protocolHandlers } from './protocols/handlers.ts';
import { patientsOfExport } from './recalls/exported-patients.ts';
import { receiptHandlers } from './receipts/handlers.ts';
import { recallDrillHandlers } from './recalls/handlers.ts';
import { safetyHandlers } from './safety/handlers.ts';
import { recallHandlers } from './safety/recall-handlers.ts';
import { contraindicationHandlers } from './safety/rule-handlers.ts';
import { qualityHandlers } from './quality/handlers.ts';
import { scopeHandlers } from './scope/handlers.ts';
import { signingHandlers } from './signing/handlers.ts';
import { createSiteHandlers } from './site/handlers.ts';
import { createAccessHandlers } from './staff/access-handlers.ts';
import { createUserHandlers } from './staff/handlers.ts';
import { DEFAULT_PIN_COST, type PinCost } from './staff/pin-hash.ts';
import { createSignInHandlers } from './staff/sign-in-handlers.ts';
import { createStorageHandlers } from './storage/handlers.ts';
import { createSupportHandlers } from './support/handlers.ts';
import { createUpdateHandlers } from './updates/handlers.ts';
import { keepingPlace } from './storage/keeping-place.ts';
import { createKeeping, type Keeping } from './storage/keeping.ts';
import { startKeeper } from './storage/keep-records.ts';
import { checkAfterStart } from './storage/verify-at-start.ts';
import { headsInBackups } from './storage/verify-open-records.ts';
import { createSyncHandlers } from './sync/handlers.ts';
import { createCheckHandlers } from './sync/check-handlers.ts';
import { createLeavingHandlers } from './sync/leaving-handlers.ts';
import { createSyncing } from './sync/syncing.ts';
import { treatmentHandlers } from './treatments/handlers.ts';
import { treatmentSigningHandlers } from './treatments/signing-handlers.ts';
import { woundHandlers } from './wounds/handlers.ts';

export type AppOptions = CoreParts & {
  /** How much work guessing a PIN takes; tests choose less. */
  readonly pinCost?: PinCost;
  /** Where the fonts are that PDFs carry; by default in the build output. */
  readonly fontsFolder?: string;
  /** What FHIR exports are checked against; by default in the build output. */
  readonly fhirDefinitions?: string;
  /** The keeping of the records: backups, checks, keys. Null for records in memory. */
  readonly storage?: StorageEngine | null;
  /** Where copies of records in memory go. */
  readonly place?: KeepingPlace;
  readonly timers?: Timers;
  /** From 0 up to 1; left out, by chance. */
  readonly random?: () => number;
};

/** Who pays, what is charged, and what goes out. */
const billingSlices = {
  ...payerHandlers,
  ...feeHandlers,
  ...coverageOfPatientHandlers,
  ...authorizationHandlers,
  ...billingHandlers,
  ...claimHandlers,
  ...billingRuleHandlers,
  ...billingLineHandlers,
};

/** What a chart is written and read by; where it is given out it is read by the same as on screens. */
const chartSlices = {
  ...patientHandlers,
  ...duplicateHandlers,
  ...glassHandlers,
  ...conditionHandlers,
  ...woundHandlers,
  ...assessmentHandlers,
  ...treatmentHandlers,
  ...signingHandlers,
  ...orderHandlers,
  ...photoHandlers,
  ...documentHandlers,
  ...protocolHandlers,
  ...coverageHandlers,
};

const stockSlices = {
  ...locationHandlers,
  ...shelfHandlers,
  ...wasteHandlers,
  ...stockHandlers,
  ...countHandlers,
  ...receiptHandlers,
};

type SyncOperations = typeof syncOperations & typeof checkOperations & typeof leavingOperations;

/** A slice adds its handlers with one line here; an operation without a handler does not compile. */
function allHandlers(
  {
    pinCost = DEFAULT_PIN_COST,
    ...options
  }: Pick<AppOptions, 'pinCost' | 'fontsFolder' | 'fhirDefinitions'>,
  keeping: Keeping | null,
): Omit<Handlers<Operations, Contexts>, keyof SyncOperations> {
  const fonts = () => options.fontsFolder ?? fontsFolder(builtFolder());

  return {
    ...createSiteHandlers(pinCost),
    ...createSignInHandlers(pinCost),
    ...createUserHandlers(pinCost),
    ...createAccessHandlers(pinCost),
    ...facilityHandlers,
    ...chartSlices,
    ...allergyHandlers,
    ...productHandlers,
    ...stockSlices,
    ...draftHandlers,
    ...assessmentSigningHandlers,
    ...treatmentSigningHandlers,
    ...safetyHandlers,
    ...scopeHandlers,
    ...contraindicationHandlers,
    ...recallHandlers,
    ...recallDrillHandlers,
    ...createDisclosureHandlers({
      reads: { ...chartSlices, ...billingSlices },
      fontsFolder: fonts,
    }),
    ...outcomeHandlers,
    ...createLabelHandlers(fonts),
    ...createBillingPaperHandlers(fonts),
    ...billingSlices,
    ...codeHandlers,
    ...importHandlers,
    ...createFhirHandlers(() => options.fhirDefinitions ?? fhirDefinitionsFile(builtFolder())),
    ...hl7Handlers,
    ...catalogueHandlers,
    ...jobHandlers,
    ...createAuditHandlers(async (read) => (keeping ? headsInBackups(keeping, read) : [])),
    ...qualityHandlers,
    ...createStorageHandlers(keeping),
    ...createSupportHandlers(keeping),
    ...createUpdateHandlers(UPDATE_KEYS),
  };
}

const fileRules: Omit<FileRules, 'want'> = {
  ...attachmentRules,
  patientsOf: async (db, digest) => [
    ...(await attachmentRules.patientsOf(db, digest)),
    ...(await patientsOfExport(db, digest)),
    ...(await patientsOfFhirExport(db, digest)),
    ...(await patientsOfDisclosure(db, digest)),
  ],
};

/** The application over an open database: what every host and every test talks to. */
export function createApp(options: AppOptions): RecordsCore {
  const { timers = systemTimers } = options;
  const keeping = options.storage ? createKeeping(options.storage) : null;
  const place = keeping ? keepingPlace(keeping.engine) : (options.place ?? null);
  const syncing = createSyncing({ ...options, timers });
  const handlers = {
    ...allHandlers(options, keeping),
    ...createSyncHandlers(syncing.loopSwitch, place),
    ...createCheckHandlers(syncing.loopSwitch),
    ...createLeavingHandlers({ files: options.files, place, loop: syncing.loopSwitch }),
  };
  const { authorship, refuseChange, wantFile } = syncing;
  const beforeFirstCall = async () => {
    await syncing.beforeFirstCall();
    if (keeping?.engine.writing() !== 'allowed') return;
    await chainAfterRestore({ ...options, readAnchor: keeping.engine.anchor.read });
  };
  const rules: FileRules = { ...fileRules, want: wantFile };
  const asked = {
    fileRules: rules,
    authorship,
    refuseChange,
    isChartClosed: isClosedByRestriction,
  };
  const parts = { ...options, ...asked, beforeFirstCall };
  const core = syncing.over(
    clearingUnboundFiles(
      { ...options, timers },
      comparingStock(
        { ...options, timers },
        clearingSpentSources(options, createCore(parts, operations, handlers)),
      ),
    ),
  );
  if (!keeping) return core;
  const keeper = startKeeper({ ...options, keeping, timers });
  const mayWrite = () => keeping.engine.writing() === 'allowed';
  const inbox = startInbox({ ...options, timers, mayWrite });
  const startCheck = checkAfterStart(keeping, options);
  return {
    ...core,
    async close() {
      startCheck.stop();
      await startCheck.ended;
      await inbox.stop();
      await keeper.stop();
      await core.close();
    },
  };
}
