import { create } from 'zustand';
import type { UnitLabel } from '../shared/inventory/unit-label.ts';

/** Where the user is. Kept in memory: an address bar or a history file must never name a patient. */
export type Route =
  | { readonly screen: 'patients' }
  | { readonly screen: 'newPatient' }
  | {
      readonly screen: 'possibleDuplicates';
      /** Null: of everybody. */
      readonly ofPatient: string | null;
    }
  | { readonly screen: 'chart'; readonly patientId: string }
  | {
      readonly screen: 'recordTreatment';
      readonly patientId: string;
      readonly repeat: boolean;
      /** The wound on whose page somebody pressed. */
      readonly woundId?: string;
    }
  | {
      readonly screen: 'correctTreatment';
      readonly patientId: string;
      readonly treatmentRecordId: string;
    }
  | { readonly screen: 'wound'; readonly patientId: string; readonly woundId: string }
  | { readonly screen: 'registerWound'; readonly patientId: string }
  | { readonly screen: 'correctWound'; readonly patientId: string; readonly woundId: string }
  | { readonly screen: 'recordAssessment'; readonly patientId: string; readonly woundId: string }
  | {
      readonly screen: 'assessment' | 'amendAssessment';
      readonly patientId: string;
      readonly woundId: string;
      readonly assessmentId: string;
    }
  | {
      readonly screen: 'correctAssessment';
      readonly patientId: string;
      readonly woundId: string;
      readonly assessmentId: string;
    }
  | {
      readonly screen: 'treatmentRecord';
      readonly patientId: string;
      readonly treatmentRecordId: string;
    }
  | {
      readonly screen: 'amendTreatment';
      readonly patientId: string;
      readonly treatmentRecordId: string;
    }
  | { readonly screen: 'worklist' }
  | { readonly screen: 'quality' }
  | {
      readonly screen: 'audit';
      /** Whose chart it is about; left out or null: everything. */
      readonly ofPatient?: string | null;
    }
  | { readonly screen: 'qualityReview'; readonly reviewId: string }
  | { readonly screen: 'dueToday' }
  | { readonly screen: 'settings' }
  | { readonly screen: 'protocols' }
  | { readonly screen: 'protocol'; readonly protocolId: string }
  | { readonly screen: 'writeProtocol'; readonly protocolId: string | null }
  | { readonly screen: 'coverageRules' }
  | { readonly screen: 'outcomes' }
  | { readonly screen: 'printWound'; readonly patientId: string; readonly woundId: string }
  | { readonly screen: 'orders' }
  | { readonly screen: 'order' | 'changeOrder'; readonly orderId: string }
  | { readonly screen: 'newOrder'; readonly patientId: string | null }
  | { readonly screen: 'products' }
  | { readonly screen: 'stock' | 'receive' | 'places' }
  | {
      readonly screen: 'stockProduct';
      readonly sku: string;
      /** Of a pack that was scanned: its lot and serial are shown first. */
      readonly label?: UnitLabel;
    }
  | { readonly screen: 'count'; readonly countId: string }
  | {
      readonly screen: 'labels';
      /** Units to begin with, such as what has just come in. */
      readonly stockUnitIds?: readonly string[];
    }
  | { readonly screen: 'product'; readonly productId: string }
  | { readonly screen: 'importProducts' }
  | { readonly screen: 'safety' }
  | { readonly screen: 'recalls' }
  | { readonly screen: 'usedOn'; readonly patientId: string }
  | { readonly screen: 'billing' }
  | { readonly screen: 'payers' }
  | { readonly screen: 'billingOrganisation' }
  | { readonly screen: 'claimPrinting' }
  | { readonly screen: 'codeSets' }
  | { readonly screen: 'billingRules' }
  | { readonly screen: 'billingRule'; readonly billingRuleId: string }
  | { readonly screen: 'writeBillingRule'; readonly billingRuleId: string | null }
  | { readonly screen: 'imports' }
  | { readonly screen: 'exchangeFolders' }
  | { readonly screen: 'fhirExport' }
  | { readonly screen: 'facilities' }
  | { readonly screen: 'users' }
  | { readonly screen: 'scopeRules' }
  | { readonly screen: 'storage' }
  | { readonly screen: 'sync' }
  | { readonly screen: 'support' }
  | { readonly screen: 'updates' }
  | { readonly screen: 'toSettle' }
  | { readonly screen: 'syncReview'; readonly reviewId: string };

type Navigation = {
  readonly route: Route;
  /** Where `back` leads; empty at the start. */
  readonly past: readonly Route[];
  readonly go: (route: Route) => void;
  readonly back: () => void;
  /** Forgets the way here, on sign-out and lock. */
  readonly reset: () => void;
};

const start: Route = { screen: 'patients' };

/** One text per place, to compare places and to mount each of them anew. */
export function routeKey(route: Route): string {
  return JSON.stringify(route);
}

export const useNavigation = create<Navigation>((set) => ({
  route: start,
  past: [],
  go: (route) =>
    set((now) =>
      routeKey(route) === routeKey(now.route) ? now : { route, past: [...now.past, now.route] },
    ),
  back: () => set((now) => ({ route: now.past.at(-1) ?? start, past: now.past.slice(0, -1) })),
  reset: () => set({ route: start, past: [] }),
}));
