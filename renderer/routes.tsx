import type { ReactNode } from 'react';
import { BillingScreen } from './billing/BillingScreen.tsx';
import { ChartScreen } from './chart/ChartScreen.tsx';
import { ImportsScreen } from './imports/ImportsScreen.tsx';
import type { Route } from './navigation.ts';
import { NewOrderScreen } from './orders/NewOrderScreen.tsx';
import { OrdersScreen } from './orders/OrdersScreen.tsx';
import { NewPatientScreen } from './patients/NewPatientScreen.tsx';
import { PatientsScreen } from './patients/PatientsScreen.tsx';
import { ProductsScreen } from './products/ProductsScreen.tsx';
import { UsersScreen } from './staff/UsersScreen.tsx';
import { StorageScreen } from './storage/StorageScreen.tsx';
import { CorrectTreatmentScreen } from './treatments/CorrectTreatmentScreen.tsx';
import { RecordTreatmentScreen } from './treatments/RecordTreatmentScreen.tsx';

/** The screen of a route, with the route's own fields. */
export function screenOf(route: Route): ReactNode {
  switch (route.screen) {
    case 'patients':
      return <PatientsScreen />;
    case 'newPatient':
      return <NewPatientScreen />;
    case 'chart':
      return <ChartScreen patientId={route.patientId} />;
    case 'recordTreatment':
      return <RecordTreatmentScreen patientId={route.patientId} repeat={route.repeat} />;
    case 'correctTreatment':
      return (
        <CorrectTreatmentScreen
          patientId={route.patientId}
          treatmentRecordId={route.treatmentRecordId}
        />
      );
    case 'orders':
      return <OrdersScreen />;
    case 'newOrder':
      return <NewOrderScreen patientId={route.patientId} />;
    case 'products':
      return <ProductsScreen />;
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
