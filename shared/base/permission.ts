/** What a person may be allowed to do. Roles grant sets of these; operations ask for one. */
export const permissions = [
  'patients.find',
  'charts.read',
  'charts.disclose',
  'charts.breakGlass',
  'charts.restrict',
  'patients.write',
  'treatments.write',
  'records.cosign',
  'products.read',
  'products.write',
  'orders.read',
  'orders.write',
  'coverages.write',
  'billing.export',
  'imports.run',
  'facilities.write',
  'users.manage',
  'audit.read',
  'rules.manage',
  'quality.review',
  'stock.read',
  'stock.move',
  'stock.adjust',
  'storage.manage',
] as const;

export type Permission = (typeof permissions)[number];

/** Who is asking. Dispatch checks it; handlers read it. */
export type Actor = {
  readonly userId: string;
  readonly displayName: string;
  readonly role: string;
  readonly permissions: readonly Permission[];
};

/** Says whether an operation's demand is met: `anyone` needs no sign-in, `signedIn` no permission. */
export function isAllowed(demand: Demand, actor: Actor | null): boolean {
  if (demand === 'anyone') return true;
  if (actor === null) return false;
  return demand === 'signedIn' || actor.permissions.includes(demand);
}

export type Demand = Permission | 'anyone' | 'signedIn';
