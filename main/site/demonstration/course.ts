import type { AssessmentContent, PressureStage } from '../../../shared/assessments/assessment.ts';
import type { BodyView, Etiology, Laterality } from '../../../shared/wounds/wound.ts';
import type { DemonstrationMrn } from './patients.ts';
import type { PractitionerKey } from './people.ts';
import type { DemonstrationSku } from './products.ts';

/** What is done at a visit: each product used becomes a treatment record of its own. */
export type Care = {
  readonly procedure: string;
  /** Product and whole units taken from the order. */
  readonly uses: readonly (readonly [sku: DemonstrationSku, quantity: number])[];
  /** Where the order holds less than is used. */
  readonly overuseReason?: string;
};

/** What the wound looked like; whatever is absent was not looked at. */
export type Found = {
  /** In millimetres; measured with a ruler, unless an outline was traced too. */
  readonly size: readonly [lengthMm: number, widthMm: number, depthMm?: number];
  readonly tracedMm2?: number;
  /** Percent of the bed. */
  readonly bed?: readonly [
    epithelial: number,
    granulation: number,
    slough: number,
    necrotic: number,
  ];
  readonly exudate?: AssessmentContent['exudateAmount'];
  readonly stage?: PressureStage;
} & Partial<
  Pick<
    AssessmentContent,
    | 'undermining'
    | 'tunnelling'
    | 'exudateType'
    | 'oedema'
    | 'odour'
    | 'painScore'
    | 'infectionSigns'
  >
>;

export type Visit = readonly [
  daysAgo: number,
  by: PractitionerKey,
  care: Care,
  note: string,
  found?: Found,
];

/** How the first episode of care ended; `reopenedDaysAgo` where the wound opened again. */
export type End = {
  readonly daysAgo: number;
  readonly reason: 'healed' | 'deceased';
  readonly reopenedDaysAgo?: number;
};

/** One wound of one patient from its first visit on, the oldest visit first. */
export type Course = {
  readonly mrn: DemonstrationMrn;
  readonly place: readonly [
    bodySite: string,
    laterality: Laterality,
    bodyView: BodyView,
    siteDetail?: string,
  ];
  readonly etiology: Etiology;
  readonly etiologyDetail?: string;
  readonly diagnosisCode: string;
  readonly onsetDaysAgo: number;
  /** True where nobody knows the day of onset. */
  readonly isOnsetEstimated?: boolean;
  readonly end?: End;
  readonly diagnosis: string;
  readonly visits: readonly Visit[];
};
