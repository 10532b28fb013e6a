import {
  Boxes,
  CalendarCheck,
  ChartNoAxesCombined,
  ClipboardCheck,
  ClipboardList,
  FileSearch,
  GitCompareArrows,
  type LucideIcon,
  Package,
  PackageSearch,
  ReceiptText,
  Settings,
  Signature,
  Tags,
  UsersRound,
} from 'lucide-react';
import type { Permission } from '../shared/base/permission.ts';
import type { Route } from './navigation.ts';
import { settingsFor } from './settings/settings-items.ts';
import type { NavigationGroup, NavigationItem } from './ui/AppShell.tsx';

type Place =
  | 'patients'
  | 'dueToday'
  | 'worklist'
  | 'orders'
  | 'products'
  | 'stock'
  | 'recalls'
  | 'labels'
  | 'outcomes'
  | 'quality'
  | 'audit'
  | 'toSettle'
  | 'billing'
  | 'settings';

type NavigationEntry = {
  readonly key: Place;
  readonly label: string;
  readonly icon: LucideIcon;
  readonly permission: Permission;
};

type NavigationEntries = {
  readonly key: string;
  readonly label: string;
  readonly entries: readonly NavigationEntry[];
};

/** What belongs together by whose work it is, in the order of a day: the patient first, the office last. */
const GROUPS: readonly NavigationEntries[] = [
  {
    key: 'care',
    label: 'Care',
    entries: [
      { key: 'patients', label: 'Patients', icon: UsersRound, permission: 'patients.find' },
      { key: 'dueToday', label: 'Due today', icon: CalendarCheck, permission: 'treatments.write' },
      { key: 'worklist', label: 'To sign', icon: Signature, permission: 'treatments.write' },
    ],
  },
  {
    // From the catalogue to the shelf: stock, recalls and labels stand here.
    key: 'supply',
    label: 'Supply',
    entries: [
      { key: 'orders', label: 'Orders', icon: ClipboardList, permission: 'orders.read' },
      { key: 'stock', label: 'Stock', icon: Boxes, permission: 'stock.read' },
      { key: 'products', label: 'Products', icon: Package, permission: 'products.read' },
      { key: 'recalls', label: 'Recalls', icon: PackageSearch, permission: 'stock.read' },
      { key: 'labels', label: 'Labels', icon: Tags, permission: 'stock.move' },
    ],
  },
  {
    key: 'billing',
    label: 'Billing',
    entries: [
      { key: 'billing', label: 'Billing', icon: ReceiptText, permission: 'billing.export' },
    ],
  },
  {
    key: 'oversight',
    label: 'Oversight',
    entries: [
      { key: 'outcomes', label: 'Outcomes', icon: ChartNoAxesCombined, permission: 'charts.read' },
      { key: 'quality', label: 'Quality', icon: ClipboardCheck, permission: 'quality.review' },
      { key: 'audit', label: 'Audit', icon: FileSearch, permission: 'audit.read' },
      { key: 'toSettle', label: 'To settle', icon: GitCompareArrows, permission: 'charts.read' },
    ],
  },
];

const SETTINGS: NavigationItem<Place> = {
  key: 'settings',
  label: 'Settings',
  icon: Settings,
  href: '#settings',
};

/** The places of the rail that these permissions open, by group, with how much waits in each of them. */
export function navigationFor(
  permissions: readonly Permission[],
  counts: Readonly<Partial<Record<Place, number>>> = {},
): readonly NavigationGroup<Place>[] {
  const groups = GROUPS.map(({ entries, ...group }) => ({
    ...group,
    items: entries
      .filter(({ permission }) => permissions.includes(permission))
      // Only computers that meet others have something to settle.
      .filter(({ key }) => key !== 'toSettle' || counts.toSettle !== undefined)
      .map(({ key, label, icon }) => ({
        key,
        label,
        icon,
        href: `#${key}`,
        count: counts[key],
      })),
  })).filter(({ items }) => items.length > 0);
  if (settingsFor(permissions).length === 0) return groups;
  return [...groups, { key: 'settings', label: 'Settings', items: [SETTINGS] }];
}

const PLACES: Readonly<Record<Route['screen'], { readonly place: Place; readonly title: string }>> =
  {
    patients: { place: 'patients', title: 'Patients' },
    newPatient: { place: 'patients', title: 'New patient' },
    possibleDuplicates: { place: 'patients', title: 'Possible duplicates' },
    chart: { place: 'patients', title: 'Chart' },
    recordTreatment: { place: 'patients', title: 'Record treatment' },
    correctTreatment: { place: 'patients', title: 'Correct treatment' },
    wound: { place: 'patients', title: 'Wound' },
    registerWound: { place: 'patients', title: 'Register wound' },
    correctWound: { place: 'patients', title: 'Correct wound' },
    recordAssessment: { place: 'patients', title: 'Assess wound' },
    assessment: { place: 'patients', title: 'Assessment' },
    amendAssessment: { place: 'patients', title: 'Amend assessment' },
    correctAssessment: { place: 'patients', title: 'Correct assessment' },
    treatmentRecord: { place: 'patients', title: 'Treatment record' },
    amendTreatment: { place: 'patients', title: 'Amend treatment' },
    worklist: { place: 'worklist', title: 'To sign' },
    dueToday: { place: 'dueToday', title: 'Due today' },
    orders: { place: 'orders', title: 'Orders' },
    order: { place: 'orders', title: 'Order' },
    changeOrder: { place: 'orders', title: 'Change order' },
    newOrder: { place: 'orders', title: 'New order' },
    stock: { place: 'stock', title: 'Stock' },
    receive: { place: 'stock', title: 'Receive' },
    stockProduct: { place: 'stock', title: 'Stock of a product' },
    count: { place: 'stock', title: 'Count' },
    products: { place: 'products', title: 'Products' },
    product: { place: 'products', title: 'Product' },
    importProducts: { place: 'products', title: 'Import products' },
    safety: { place: 'settings', title: 'Product safety' },
    recalls: { place: 'recalls', title: 'Recalls' },
    usedOn: { place: 'patients', title: 'Everything ever used' },
    labels: { place: 'labels', title: 'Labels' },
    places: { place: 'settings', title: 'Storage places' },
    billing: { place: 'billing', title: 'Billing' },
    payers: { place: 'settings', title: 'Payers and fees' },
    billingOrganisation: { place: 'settings', title: 'Billing organisation' },
    billingRules: { place: 'settings', title: 'Billing rules' },
    billingRule: { place: 'settings', title: 'Billing rule' },
    writeBillingRule: { place: 'settings', title: 'Write billing rule' },
    claimPrinting: { place: 'settings', title: 'Claim form printing' },
    codeSets: { place: 'settings', title: 'Code sets' },
    imports: { place: 'settings', title: 'Import' },
    fhirExport: { place: 'settings', title: 'FHIR export' },
    exchangeFolders: { place: 'settings', title: 'Exchange folders' },
    protocols: { place: 'settings', title: 'Protocols' },
    protocol: { place: 'settings', title: 'Protocol' },
    writeProtocol: { place: 'settings', title: 'Write protocol' },
    quality: { place: 'quality', title: 'Quality review' },
    audit: { place: 'audit', title: 'Audit' },
    qualityReview: { place: 'quality', title: 'Quality review' },
    coverageRules: { place: 'settings', title: 'Coverage rules' },
    outcomes: { place: 'outcomes', title: 'Outcomes' },
    printWound: { place: 'patients', title: 'Print wound' },
    facilities: { place: 'settings', title: 'Facilities' },
    scopeRules: { place: 'settings', title: 'Scope of practice' },
    users: { place: 'settings', title: 'Users' },
    storage: { place: 'settings', title: 'Storage' },
    sync: { place: 'settings', title: 'Sync' },
    support: { place: 'settings', title: 'Support' },
    updates: { place: 'settings', title: 'Updates' },
    toSettle: { place: 'toSettle', title: 'To settle' },
    syncReview: { place: 'toSettle', title: 'To settle' },
    settings: { place: 'settings', title: 'Settings' },
  };

/** The rail's entry that a screen belongs to. */
export function placeOf(screen: Route['screen']): Place {
  return PLACES[screen].place;
}

/** The window's title on a screen: never a patient's name, which a task bar would show to anybody. */
export function titleOf(screen: Route['screen']): string {
  return `${PLACES[screen].title} – Caretrail`;
}
