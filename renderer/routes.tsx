import type { ReactNode } from 'react';
import { AmendAssessmentScreen } from './assessments/AmendAssessmentScreen.tsx';
import { AssessmentRecordScreen } from './assessments/AssessmentRecordScreen.tsx';
import { CorrectAssessmentScreen } from './assessments/CorrectAssessmentScreen.tsx';
import { RecordAssessmentScreen } from './assessments/RecordAssessmentScreen.tsx';
import { BillingScreen } from './billing/BillingScreen.tsx';
import { ChartScreen } from './chart/ChartScreen.tsx';
import { ImportsScreen } from './imports/ImportsScreen.tsx';
import { CoverageRulesScreen } from './coverage/CoverageRulesScreen.tsx';
import type { Route } from './navigation.ts';
import { NewOrderScreen } from './orders/NewOrderScreen.tsx';
import { OrdersScreen } from './orders/OrdersScreen.tsx';
import { OutcomesScreen } from './outcomes/OutcomesScreen.tsx';
import { PrintWoundScreen } from './wounds/PrintWoundScreen.tsx';
import { NewPatientScreen } from './patients/NewPatientScreen.tsx';
import { PatientsScreen } from './patients/PatientsScreen.tsx';
import { ProductsScreen } from './products/ProductsScreen.tsx';
import { QualityReviewScreen } from './quality/QualityReviewScreen.tsx';
import { QualityScreen } from './quality/QualityScreen.tsx';
import { SafetyScreen } from './safety/SafetyScreen.tsx';
import { WorklistScreen } from './signing/WorklistScreen.tsx';
import { DueTodayScreen } from './protocols/DueTodayScreen.tsx';
import { ProtocolScreen } from './protocols/ProtocolScreen.tsx';
import { ProtocolsScreen } from './protocols/ProtocolsScreen.tsx';
import { WriteProtocolScreen } from './protocols/WriteProtocolScreen.tsx';
import { UsersScreen } from './staff/UsersScreen.tsx';
import { StorageScreen } from './storage/StorageScreen.tsx';
import { AmendTreatmentScreen } from './treatments/AmendTreatmentScreen.tsx';
import { CorrectTreatmentScreen } from './treatments/CorrectTreatmentScreen.tsx';
import { RecordTreatmentScreen } from './treatments/RecordTreatmentScreen.tsx';
import { TreatmentRecordScreen } from './treatments/TreatmentRecordScreen.tsx';
import { CorrectWoundScreen } from './wounds/CorrectWoundScreen.tsx';
import { RegisterWoundScreen } from './wounds/RegisterWoundScreen.tsx';
import { WoundScreen } from './wounds/WoundScreen.tsx';

/** The screens that belong to one patient's chart. */
type ChartRoute = Exclude<
  Extract<Route, { readonly patientId: string }>,
  { readonly screen: 'newOrder' }
>;

function isOfChart(route: Route): route is ChartRoute {
  return 'patientId' in route && route.screen !== 'newOrder';
}

/** The screen of a route, with the route's own fields. */
export function screenOf(route: Route): ReactNode {
  return isOfChart(route) ? chartScreenOf(route) : siteScreenOf(route);
}

function siteScreenOf(route: Exclude<Route, ChartRoute>): ReactNode {
  switch (route.screen) {
    case 'patients':
      return <PatientsScreen />;
    case 'newPatient':
      return <NewPatientScreen />;
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
    case 'newOrder':
      return <NewOrderScreen patientId={route.patientId} />;
    case 'products':
      return <ProductsScreen />;
    case 'safety':
      return <SafetyScreen />;
    case 'billing':
      return <BillingScreen />;
    case 'imports':
      return <ImportsScreen />;
    case 'users':
      return <UsersScreen />;
    case 'storage':
      return <StorageScreen />;
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
    case 'printWound':
      return <PrintWoundScreen patientId={route.patientId} woundId={route.woundId} />;
  }
}
