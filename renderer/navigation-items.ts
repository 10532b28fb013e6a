import {
  ClipboardList,
  FileInput,
  HardDrive,
  type LucideIcon,
  Package,
  ReceiptText,
  UserRoundCog,
  UsersRound,
} from 'lucide-react';
import type { Permission } from '../shared/base/permission.ts';
import type { Route } from './navigation.ts';
import type { NavigationItem } from './ui/AppShell.tsx';

type Place = 'patients' | 'orders' | 'products' | 'billing' | 'imports' | 'users' | 'storage';

type NavigationEntry = {
  readonly key: Place;
  readonly label: string;
  readonly icon: LucideIcon;
  readonly permission: Permission;
};

const ENTRIES = [
  { key: 'patients', label: 'Patients', icon: UsersRound, permission: 'patients.find' },
  { key: 'orders', label: 'Orders', icon: ClipboardList, permission: 'orders.read' },
  { key: 'products', label: 'Products', icon: Package, permission: 'products.read' },
  { key: 'billing', label: 'Billing', icon: ReceiptText, permission: 'billing.export' },
  { key: 'imports', label: 'Import', icon: FileInput, permission: 'imports.run' },
  { key: 'users', label: 'Users', icon: UserRoundCog, permission: 'users.manage' },
  { key: 'storage', label: 'Storage', icon: HardDrive, permission: 'storage.manage' },
] as const satisfies readonly NavigationEntry[];

/** The places of the rail that these permissions open. */
export function navigationFor(
  permissions: readonly Permission[],
): readonly NavigationItem<Place>[] {
  return ENTRIES.filter(({ permission }) => permissions.includes(permission)).map(
    ({ key, label, icon }) => ({ key, label, icon, href: `#${key}` }),
  );
}

const PLACES: Readonly<Record<Route['screen'], { readonly place: Place; readonly title: string }>> =
  {
    patients: { place: 'patients', title: 'Patients' },
    newPatient: { place: 'patients', title: 'New patient' },
    chart: { place: 'patients', title: 'Chart' },
    recordTreatment: { place: 'patients', title: 'Record treatment' },
    correctTreatment: { place: 'patients', title: 'Correct treatment' },
    orders: { place: 'orders', title: 'Orders' },
    newOrder: { place: 'orders', title: 'New order' },
    products: { place: 'products', title: 'Products' },
    billing: { place: 'billing', title: 'Billing' },
    imports: { place: 'imports', title: 'Import' },
    users: { place: 'users', title: 'Users' },
    storage: { place: 'storage', title: 'Storage' },
  };

/** The rail's entry that a screen belongs to. */
export function placeOf(screen: Route['screen']): Place {
  return PLACES[screen].place;
}

/** The window's title on a screen: never a patient's name, which a task bar would show to anybody. */
export function titleOf(screen: Route['screen']): string {
  return `${PLACES[screen].title} – Caretrail`;
}
