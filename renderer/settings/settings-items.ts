import {
  BookOpenText,
  Building2,
  FileCheck2,
  FileInput,
  FileOutput,
  FolderSync,
  HardDrive,
  Hospital,
  Landmark,
  ListChecks,
  type LucideIcon,
  LifeBuoy,
  MonitorSmartphone,
  Printer,
  Scale,
  ScrollText,
  ShieldAlert,
  UserRoundCheck,
  UserRoundCog,
  Warehouse,
} from 'lucide-react';
import type { Permission } from '../../shared/base/permission.ts';

/** Screens that need nothing but their name to be opened. */
type PlainScreen =
  | 'billingOrganisation'
  | 'billingRules'
  | 'claimPrinting'
  | 'codeSets'
  | 'coverageRules'
  | 'facilities'
  | 'fhirExport'
  | 'exchangeFolders'
  | 'imports'
  | 'payers'
  | 'places'
  | 'protocols'
  | 'safety'
  | 'scopeRules'
  | 'storage'
  | 'support'
  | 'sync'
  | 'updates'
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
        screen: 'scopeRules',
        label: 'Scope of practice',
        says: 'What only some may record as done, by role and credential.',
        icon: UserRoundCheck,
        permission: 'users.manage',
      },
      {
        screen: 'facilities',
        label: 'Facilities',
        says: 'Where care is given, as claims name the place.',
        icon: Hospital,
        permission: 'facilities.write',
      },
      {
        screen: 'storage',
        label: 'Storage',
        says: 'Backups, keys, and whether the records are whole.',
        icon: HardDrive,
        permission: 'storage.manage',
      },
      {
        screen: 'sync',
        label: 'Sync',
        says: 'Several computers, one site: the server, and what is not on it yet.',
        icon: MonitorSmartphone,
        permission: 'storage.manage',
      },
      {
        screen: 'imports',
        label: 'Import',
        says: 'Records that come from another system.',
        icon: FileInput,
        permission: 'imports.run',
      },
      {
        screen: 'fhirExport',
        label: 'FHIR export',
        says: 'Charts of some days for another system.',
        icon: FileOutput,
        permission: 'billing.export',
      },
      {
        screen: 'exchangeFolders',
        label: 'Exchange folders',
        says: 'Folders for HL7 messages to and from other programs.',
        icon: FolderSync,
        permission: 'storage.manage',
      },
      {
        screen: 'updates',
        label: 'Updates',
        says: 'Which release is installed, and checking a newer one.',
        icon: FileCheck2,
        permission: 'storage.manage',
      },
      {
        screen: 'support',
        label: 'Support',
        says: 'What helps whoever helps you, without patient data.',
        icon: LifeBuoy,
        permission: 'storage.manage',
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
        screen: 'billingRules',
        label: 'Billing rules',
        says: 'What payers ask of a claim: units, codes, modifiers, limits.',
        icon: ScrollText,
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
        screen: 'claimPrinting',
        label: 'Claim form printing',
        says: 'How each printer is off on the red paper form.',
        icon: Printer,
        permission: 'billing.export',
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
