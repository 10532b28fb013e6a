import type { ReactNode } from 'react';
import { AmendAssessmentScreen } from './assessments/AmendAssessmentScreen.tsx';
import { AssessmentRecordScreen } from './assessments/AssessmentRecordScreen.tsx';
import { CorrectAssessmentScreen } from './assessments/CorrectAssessmentScreen.tsx';
import { RecordAssessmentScreen } from './assessments/RecordAssessmentScreen.tsx';
import { AuditScreen } from './audit/AuditScreen.tsx';
import { BillingRuleScreen } from './billing-rules/BillingRuleScreen.tsx';
import { BillingRulesScreen } from './billing-rules/BillingRulesScreen.tsx';
import { WriteBillingRuleScreen } from './billing-rules/WriteBillingRuleScreen.tsx';
import { ClaimPrintingScreen } from './billing-paper/ClaimPrintingScreen.tsx';
import { BillingScreen } from './billing/BillingScreen.tsx';
import { ChartScreen } from './chart/ChartScreen.tsx';
import { CatalogueImportScreen } from './imports/CatalogueImportScreen.tsx';
import { FhirExportScreen } from './exchange/FhirExportScreen.tsx';
import { ExchangeFoldersScreen } from './exchange/ExchangeFoldersScreen.tsx';
import { ImportsScreen } from './imports/ImportsScreen.tsx';
import { CodeSetsScreen } from './codes/CodeSetsScreen.tsx';
import { CoverageRulesScreen } from './coverage/CoverageRulesScreen.tsx';
import { GlassBannerPanel } from './glass/GlassBannerPanel.tsx';
import { FacilitiesScreen } from './facilities/FacilitiesScreen.tsx';
import { LabelsScreen } from './labels/LabelsScreen.tsx';
import { CountScreen } from './inventory/CountScreen.tsx';
import { PlacesScreen } from './inventory/PlacesScreen.tsx';
import { StockProductScreen } from './inventory/StockProductScreen.tsx';
import { StockScreen } from './inventory/StockScreen.tsx';
import type { Route } from './navigation.ts';
import { ChangeOrderScreen } from './orders/ChangeOrderScreen.tsx';
import { NewOrderScreen } from './orders/NewOrderScreen.tsx';
import { OrderScreen } from './orders/OrderScreen.tsx';
import { OrdersScreen } from './orders/OrdersScreen.tsx';
import { OutcomesScreen } from './outcomes/OutcomesScreen.tsx';
import { PrintWoundScreen } from './wounds/PrintWoundScreen.tsx';
import { BillingOrganisationScreen } from './payers/BillingOrganisationScreen.tsx';
import { PayersScreen } from './payers/PayersScreen.tsx';
import { NewPatientScreen } from './patients/NewPatientScreen.tsx';
import { PatientsScreen } from './patients/PatientsScreen.tsx';
import { PossibleDuplicatesScreen } from './patients/PossibleDuplicatesScreen.tsx';
import { ProductScreen } from './products/ProductScreen.tsx';
import { ProductsScreen } from './products/ProductsScreen.tsx';
import { QualityReviewScreen } from './quality/QualityReviewScreen.tsx';
import { QualityScreen } from './quality/QualityScreen.tsx';
import { RecallsScreen } from './recalls/RecallsScreen.tsx';
import { UsedOnScreen } from './recalls/UsedOnScreen.tsx';
import { ReceiveScreen } from './receipts/ReceiveScreen.tsx';
import { SafetyScreen } from './safety/SafetyScreen.tsx';
import { WorklistScreen } from './signing/WorklistScreen.tsx';
import { DueTodayScreen } from './protocols/DueTodayScreen.tsx';
import { ProtocolScreen } from './protocols/ProtocolScreen.tsx';
import { ProtocolsScreen } from './protocols/ProtocolsScreen.tsx';
import { WriteProtocolScreen } from './protocols/WriteProtocolScreen.tsx';
import { UsersScreen } from './staff/UsersScreen.tsx';
import { ScopeRulesScreen } from './scope/ScopeRulesScreen.tsx';
import { SettingsScreen } from './settings/SettingsScreen.tsx';
import { StorageScreen } from './storage/StorageScreen.tsx';
import { SupportScreen } from './support/SupportScreen.tsx';
import { ReviewScreen } from './sync/ReviewScreen.tsx';
import { ReviewsScreen } from './sync/ReviewsScreen.tsx';
import { SyncScreen } from './sync/SyncScreen.tsx';
import { AmendTreatmentScreen } from './treatments/AmendTreatmentScreen.tsx';
import { CorrectTreatmentScreen } from './treatments/CorrectTreatmentScreen.tsx';
import { RecordTreatmentScreen } from './treatments/RecordTreatmentScreen.tsx';
import { TreatmentRecordScreen } from './treatments/TreatmentRecordScreen.tsx';
import { CorrectWoundScreen } from './wounds/CorrectWoundScreen.tsx';
import { RegisterWoundScreen } from './wounds/RegisterWoundScreen.tsx';
import { UpdatesScreen } from './updates/UpdatesScreen.tsx';
import { WoundScreen } from './wounds/WoundScreen.tsx';

/** The screens that belong to one patient's chart. */
type ChartRoute = Exclude<
  Extract<Route, { readonly patientId: string }>,
  { readonly screen: 'newOrder' }
>;

const SETTINGS_SCREENS = [
  'payers',
  'billingOrganisation',
  'billingRules',
  'billingRule',
  'writeBillingRule',
  'claimPrinting',
  'codeSets',
  'fhirExport',
  'exchangeFolders',
  'imports',
  'facilities',
  'users',
  'scopeRules',
  'settings',
  'storage',
  'sync',
  'support',
  'updates',
] as const;

/** What is set up once, and the settings themselves. */
type SettingsRoute = Extract<Route, { readonly screen: (typeof SETTINGS_SCREENS)[number] }>;

function isOfSettings(route: Route): route is SettingsRoute {
  return SETTINGS_SCREENS.some((screen) => screen === route.screen);
}

function isOfChart(route: Route): route is ChartRoute {
  return 'patientId' in route && route.screen !== 'newOrder';
}

/** The screen of a route, with the route's own fields. */
export function screenOf(route: Route): ReactNode {
  if (isOfChart(route))
    return (
      <>
        <GlassBannerPanel patientId={route.patientId} />
        {chartScreenOf(route)}
      </>
    );
  return isOfSettings(route) ? settingsScreenOf(route) : siteScreenOf(route);
}

function siteScreenOf(route: Exclude<Route, ChartRoute | SettingsRoute>): ReactNode {
  switch (route.screen) {
    case 'patients':
      return <PatientsScreen />;
    case 'newPatient':
      return <NewPatientScreen />;
    case 'possibleDuplicates':
      return <PossibleDuplicatesScreen ofPatient={route.ofPatient} />;
    case 'audit':
      return <AuditScreen ofPatient={route.ofPatient ?? null} />;
    case 'quality':
      return <QualityScreen />;
    case 'qualityReview':
      return <QualityReviewScreen reviewId={route.reviewId} />;
    case 'worklist':
      return <WorklistScreen />;
    case 'dueToday':
      return <DueTodayScreen />;
    case 'protocols':
      return <ProtocolsScreen />;
    case 'protocol':
      return <ProtocolScreen protocolId={route.protocolId} />;
    case 'writeProtocol':
      return <WriteProtocolScreen protocolId={route.protocolId} />;
    case 'coverageRules':
      return <CoverageRulesScreen />;
    case 'outcomes':
      return <OutcomesScreen />;
    case 'orders':
      return <OrdersScreen />;
    case 'order':
      return <OrderScreen orderId={route.orderId} />;
    case 'changeOrder':
      return <ChangeOrderScreen orderId={route.orderId} />;
    case 'newOrder':
      return <NewOrderScreen patientId={route.patientId} />;
    case 'products':
      return <ProductsScreen />;
    case 'product':
      return <ProductScreen productId={route.productId} />;
    case 'importProducts':
      return <CatalogueImportScreen />;
    case 'stock':
      return <StockScreen />;
    case 'receive':
      return <ReceiveScreen />;
    case 'places':
      return <PlacesScreen />;
    case 'stockProduct':
      return <StockProductScreen sku={route.sku} label={route.label ?? null} />;
    case 'count':
      return <CountScreen countId={route.countId} />;
    case 'labels':
      return <LabelsScreen stockUnitIds={route.stockUnitIds} />;
    case 'safety':
      return <SafetyScreen />;
    case 'recalls':
      return <RecallsScreen />;
    case 'billing':
      return <BillingScreen />;
    case 'toSettle':
      return <ReviewsScreen />;
    case 'syncReview':
      return <ReviewScreen reviewId={route.reviewId} />;
  }
}

function settingsScreenOf(route: SettingsRoute): ReactNode {
  switch (route.screen) {
    case 'payers':
      return <PayersScreen />;
    case 'billingOrganisation':
      return <BillingOrganisationScreen />;
    case 'billingRules':
      return <BillingRulesScreen />;
    case 'billingRule':
      return <BillingRuleScreen billingRuleId={route.billingRuleId} />;
    case 'writeBillingRule':
      return <WriteBillingRuleScreen billingRuleId={route.billingRuleId} />;
    case 'claimPrinting':
      return <ClaimPrintingScreen />;
    case 'codeSets':
      return <CodeSetsScreen />;
    case 'fhirExport':
      return <FhirExportScreen />;
    case 'exchangeFolders':
      return <ExchangeFoldersScreen />;
    case 'imports':
      return <ImportsScreen />;
    case 'facilities':
      return <FacilitiesScreen />;
    case 'users':
      return <UsersScreen />;
    case 'scopeRules':
      return <ScopeRulesScreen />;
    case 'settings':
      return <SettingsScreen />;
    case 'storage':
      return <StorageScreen />;
    case 'sync':
      return <SyncScreen />;
    case 'support':
      return <SupportScreen />;
    case 'updates':
      return <UpdatesScreen />;
  }
}

function chartScreenOf(route: ChartRoute): ReactNode {
  switch (route.screen) {
    case 'chart':
      return <ChartScreen patientId={route.patientId} />;
    case 'recordTreatment':
      return (
        <RecordTreatmentScreen
          patientId={route.patientId}
          repeat={route.repeat}
          woundId={route.woundId ?? ''}
        />
      );
    case 'correctTreatment':
      return (
        <CorrectTreatmentScreen
          patientId={route.patientId}
          treatmentRecordId={route.treatmentRecordId}
        />
      );
    case 'wound':
      return <WoundScreen patientId={route.patientId} woundId={route.woundId} />;
    case 'registerWound':
      return <RegisterWoundScreen patientId={route.patientId} />;
    case 'correctWound':
      return <CorrectWoundScreen patientId={route.patientId} woundId={route.woundId} />;
    case 'recordAssessment':
      return <RecordAssessmentScreen patientId={route.patientId} woundId={route.woundId} />;
    case 'assessment':
      return (
        <AssessmentRecordScreen
          patientId={route.patientId}
          woundId={route.woundId}
          assessmentId={route.assessmentId}
        />
      );
    case 'amendAssessment':
      return (
        <AmendAssessmentScreen
          patientId={route.patientId}
          woundId={route.woundId}
          assessmentId={route.assessmentId}
        />
      );
    case 'correctAssessment':
      return (
        <CorrectAssessmentScreen
          patientId={route.patientId}
          woundId={route.woundId}
          assessmentId={route.assessmentId}
        />
      );
    case 'treatmentRecord':
      return (
        <TreatmentRecordScreen
          patientId={route.patientId}
          treatmentRecordId={route.treatmentRecordId}
        />
      );
    case 'amendTreatment':
      return (
        <AmendTreatmentScreen
          patientId={route.patientId}
          treatmentRecordId={route.treatmentRecordId}
        />
      );
    case 'usedOn':
      return <UsedOnScreen patientId={route.patientId} />;
    case 'printWound':
      return <PrintWoundScreen patientId={route.patientId} woundId={route.woundId} />;
  }
}
