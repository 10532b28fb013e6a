import {
  BookOpenText,
  Building2,
  FileInput,
  HardDrive,
  Landmark,
  ListChecks,
  type LucideIcon,
  Scale,
  ShieldAlert,
  UserRoundCog,
  Warehouse,
} from 'lucide-react';
import type { Permission } from '../../shared/base/permission.ts';

/** Screens that need nothing but their name to be opened. */
type PlainScreen =
  | 'billingOrganisation'
  | 'codeSets'
  | 'coverageRules'
  | 'imports'
  | 'payers'
  | 'places'
  | 'protocols'
  | 'safety'
  | 'storage'
  | 'users';

export type SettingsItem = {
  readonly screen: PlainScreen;
  readonly label: string;
  /** What is decided there, in one sentence. */
  readonly says: string;
  readonly icon: LucideIcon;
  readonly permission: Permission;
};

export type SettingsGroup = {
  readonly key: string;
  readonly label: string;
  readonly items: readonly SettingsItem[];
};

/** What is set up once and looked at seldom: kept off the rail, which belongs to the day's work. */
const GROUPS: readonly SettingsGroup[] = [
  {
    key: 'site',
    label: 'The site',
    items: [
      {
        screen: 'users',
        label: 'Users',
        says: 'Who works here, in which role, with which credential.',
        icon: UserRoundCog,
        permission: 'users.manage',
      },
      {
        screen: 'storage',
        label: 'Storage',
        says: 'Backups, keys, and whether the records are whole.',
        icon: HardDrive,
        permission: 'storage.manage',
      },
      {
        screen: 'imports',
        label: 'Import',
        says: 'Records that come from another system.',
        icon: FileInput,
        permission: 'imports.run',
      },
    ],
  },
  {
    key: 'care',
    label: 'Care and supply',
    items: [
      {
        screen: 'protocols',
        label: 'Protocols',
        says: 'What is done for which wound, and how often.',
        icon: ListChecks,
        permission: 'rules.manage',
      },
      {
        screen: 'safety',
        label: 'Product safety',
        says: 'Recalls, and what a product must not meet.',
        icon: ShieldAlert,
        permission: 'products.write',
      },
      {
        screen: 'places',
        label: 'Storage places',
        says: 'Rooms, carts and shelves that stock lies on.',
        icon: Warehouse,
        permission: 'stock.adjust',
      },
    ],
  },
  {
    key: 'billing',
    label: 'Billing',
    items: [
      {
        screen: 'billingOrganisation',
        label: 'Billing organisation',
        says: 'Who bills: name, NPI, address, clearinghouse.',
        icon: Building2,
        permission: 'billing.export',
      },
      {
        screen: 'payers',
        label: 'Payers and fees',
        says: 'Who pays, and what is charged for a code.',
        icon: Landmark,
        permission: 'billing.export',
      },
      {
        screen: 'coverageRules',
        label: 'Coverage',
        says: 'What payers cover, and how long they wait.',
        icon: Scale,
        permission: 'rules.manage',
      },
      {
        screen: 'codeSets',
        label: 'Code sets',
        says: 'ICD-10-CM and HCPCS by the day they hold.',
        icon: BookOpenText,
        permission: 'imports.run',
      },
    ],
  },
];

/** The settings that these permissions open, by group. */
export function settingsFor(permissions: readonly Permission[]): readonly SettingsGroup[] {
  return GROUPS.map((group) => ({
    ...group,
    items: group.items.filter(({ permission }) => permissions.includes(permission)),
  })).filter(({ items }) => items.length > 0);
}
