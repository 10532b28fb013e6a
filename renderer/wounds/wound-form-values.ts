import { bodySiteOf, type WoundPlace } from '../../shared/wounds/body-site.ts';
import { diagnosisSideProblem } from '../../shared/wounds/diagnosis-side.ts';
import { isDiagnosisCode, tidyDiagnosisCode } from '../../shared/wounds/diagnosis-code.ts';
import { type DateBounds, woundDatesProblem } from '../../shared/wounds/wound-dates.ts';
import type { Etiology, Wound } from '../../shared/wounds/wound.ts';

type ChosenPlace = Pick<WoundPlace, 'bodySite' | 'laterality' | 'bodyView'>;

/** A wound as it stands in a form. */
export type WoundFormValues = {
  /** Site, side and view as one text (`placeText`), or empty. */
  readonly place: string;
  readonly siteDetail: string;
  readonly etiology: Etiology | null;
  readonly etiologyDetail: string;
  readonly diagnosisCode: string;
  /** `YYYY-MM-DD`, or empty. */
  readonly onsetOn: string;
  readonly isOnsetEstimated: boolean;
  readonly careStartedOn: string;
  /** Why a wound is corrected; stays empty when registering. */
  readonly reason: string;
};
export type WoundField = keyof WoundFormValues;

/** In the order in which the form shows them. */
export const woundFormFields = [
  'reason',
  'place',
  'siteDetail',
  'etiology',
  'etiologyDetail',
  'diagnosisCode',
  'onsetOn',
  'isOnsetEstimated',
  'careStartedOn',
] as const satisfies readonly WoundField[];

export const WOUND_FIELD_LABELS: Readonly<Record<WoundField, string>> = {
  reason: 'Reason for the correction',
  place: 'Where is the wound?',
  siteDetail: 'Exact place',
  etiology: 'What kind of wound is it?',
  etiologyDetail: 'More about its cause',
  diagnosisCode: 'ICD-10 code',
  onsetOn: 'Onset',
  isOnsetEstimated: 'The day is estimated',
  careStartedOn: 'Care here began',
};

/** A place as one text, so that two of them can be compared. */
export function placeText({ bodySite, laterality, bodyView }: ChosenPlace): string {
  return `${bodySite} ${laterality} ${bodyView}`;
}

/** The place of such a text; null where none is chosen, or none that the list of sites knows. */
export function placeOfText(text: string): ChosenPlace | null {
  const [bodySite = '', side, seen] = text.split(' ');
  const site = bodySiteOf(bodySite);
  const laterality = site?.sides.find((each) => each === side);
  const bodyView = site?.views.find((each) => each === seen);
  return laterality === undefined || bodyView === undefined
    ? null
    : { bodySite, laterality, bodyView };
}

export function blankWound(today: string): WoundFormValues {
  return {
    place: '',
    siteDetail: '',
    etiology: null,
    etiologyDetail: '',
    diagnosisCode: '',
    onsetOn: '',
    isOnsetEstimated: false,
    careStartedOn: today,
    reason: '',
  };
}

/** A saved wound as the form shows it for correction. */
export function valuesOfWound(wound: Wound): WoundFormValues {
  return {
    place: placeText(wound),
    siteDetail: wound.siteDetail ?? '',
    etiology: wound.etiology,
    etiologyDetail: wound.etiologyDetail ?? '',
    diagnosisCode: wound.diagnosisCode ?? '',
    onsetOn: wound.onsetOn ?? '',
    isOnsetEstimated: wound.isOnsetEstimated,
    careStartedOn: wound.episodes.at(-1)?.startedOn ?? wound.statusOn,
    reason: '',
  };
}

export type WoundContent = ReturnType<typeof contentOf>;

function contentOf(values: WoundFormValues, place: ChosenPlace, etiology: Etiology) {
  const code = tidyDiagnosisCode(values.diagnosisCode);
  return {
    ...place,
    etiology,
    siteDetail: values.siteDetail,
    etiologyDetail: values.etiologyDetail,
    diagnosisCode: code === '' ? null : code,
    onsetOn: values.onsetOn === '' ? null : values.onsetOn,
    isOnsetEstimated: values.onsetOn !== '' && values.isOnsetEstimated,
  };
}

export type WoundProblem = { readonly field: WoundField; readonly problem: string };

export type WoundReading =
  | { readonly ok: true; readonly value: WoundContent }
  | { readonly ok: false; readonly problems: readonly WoundProblem[] };

function codeProblem({ diagnosisCode, place: chosen }: WoundFormValues): string | null {
  const place = placeOfText(chosen);
  const code = tidyDiagnosisCode(diagnosisCode);
  if (code === '') return null;
  if (!isDiagnosisCode(code)) return 'An ICD-10-CM code looks like L89.623. Check it.';
  return place === null ? null : diagnosisSideProblem(code, place.laterality);
}

/** Reads the form as the contract takes it, or says at which fields it cannot. */
export function readWound(
  values: WoundFormValues,
  { bounds, needsReason }: { readonly bounds: DateBounds; readonly needsReason: boolean },
): WoundReading {
  const { etiology, etiologyDetail, onsetOn, careStartedOn, reason } = values;
  const place = placeOfText(values.place);
  const dates =
    careStartedOn === ''
      ? 'Care here began is missing'
      : woundDatesProblem({ onsetOn: onsetOn === '' ? null : onsetOn, careStartedOn }, bounds);
  const isAboutOnset = dates?.includes('onset') === true;
  const found: readonly (WoundProblem | false)[] = [
    needsReason && reason.trim() === '' && { field: 'reason', problem: 'is missing' },
    place === null && { field: 'place', problem: 'Choose the place of the wound.' },
    etiology === null && { field: 'etiology', problem: 'Choose what kind of wound it is.' },
    etiology === 'other' &&
      etiologyDetail.trim() === '' && { field: 'etiologyDetail', problem: 'is missing' },
  ];
  const code = codeProblem(values);
  const problems = [
    ...found.filter((each) => each !== false),
    ...(code === null ? [] : [{ field: 'diagnosisCode', problem: code } as const]),
    ...(dates === null
      ? []
      : [
          {
            field: isAboutOnset ? ('onsetOn' as const) : ('careStartedOn' as const),
            problem: dates,
          },
        ]),
  ];
  return place !== null && etiology !== null && problems.length === 0
    ? { ok: true, value: contentOf(values, place, etiology) }
    : { ok: false, problems };
}
