import type { ReactNode } from 'react';
import { apart } from '../../shared/base/apart.ts';
import type { WoundAssessment } from '../../shared/assessments/assessment.ts';
import { stageToKeep, stageWords } from '../../shared/assessments/pressure-stage.ts';
import { ageInYears } from '../../shared/base/civil-date.ts';
import { areaInWords } from '../../shared/base/size-words.ts';
import type { TreatmentRecord } from '../../shared/treatments/treatment-record.ts';
import type { Wound } from '../../shared/wounds/wound.ts';
import { PrintedAssessmentPanel } from '../assessments/PrintedAssessmentPanel.tsx';
import { PrintedSizesPanel } from '../assessments/PrintedSizesPanel.tsx';
import { PrintedPhotosPanel } from '../photos/PrintedPhotosPanel.tsx';
import { formatCivilDate, formatCount, formatQuantity } from '../ui/format.ts';
import type { WoundScene } from './use-wound-scene.ts';
import { ETIOLOGY_WORDS, onsetInWords, statusInWords, woundName } from './wound-words.ts';

export type PrintSheetProps = {
  readonly scene: WoundScene;
  readonly wound: Wound;
  /** Newest first, voided ones left out. */
  readonly assessments: readonly WoundAssessment[];
  readonly treatments: readonly TreatmentRecord[];
  /** How many of the newest sizes and treatments are printed. */
  readonly limit: number;
  /** Who prints it, when and at which site. */
  readonly printed: {
    readonly byName: string;
    readonly on: string;
    readonly siteName: string;
    readonly isDemonstration: boolean;
  };
};

/** Who it is about, in a head that the printer repeats on each page. */
function RunningHead({ scene, wound, printed }: PrintSheetProps) {
  const { patient, allergies, today } = scene;
  const age = ageInYears(patient.birthOn, patient.deceasedOn ?? today);
  return (
    <div className="print-head">
      <div>
        <p className="print-head__name" dir="auto">
          {apart(patient.lastName)}, {apart(patient.firstName)}
        </p>
        <p>
          Born {formatCivilDate(patient.birthOn)} ({age} y) · MRN {patient.mrn ?? 'none'}
        </p>
        <p>
          Allergies:{' '}
          <strong dir="auto">
            {allergies.length === 0
              ? 'none recorded'
              : allergies.map(({ substance }) => apart(substance)).join(', ')}
          </strong>
        </p>
      </div>
      <div className="print-head__wound">
        <p className="print-head__name">{woundName(wound)}</p>
        <p dir="auto">{printed.siteName}</p>
        {printed.isDemonstration && <p>Demonstration: a fictional person</p>}
        {wound.voidedAt !== null && <p>This wound was struck out</p>}
      </div>
    </div>
  );
}

function WoundFacts({ scene, wound, assessments }: PrintSheetProps) {
  const stages = assessments.map(({ pressureStage }) => pressureStage);
  const stage = wound.etiology === 'pressure' ? stageToKeep(stages.toReversed()) : null;
  const facts = [
    [
      'Kind',
      [ETIOLOGY_WORDS[wound.etiology], apart(wound.etiologyDetail ?? '')]
        .filter(Boolean)
        .join(', '),
    ],
    ['Stage', stage === null ? '' : stageWords[stage]],
    ['Onset', onsetInWords(wound, scene.today)],
    ['ICD-10', wound.diagnosisCode ?? ''],
    ['Care', statusInWords(wound)],
  ] as const;
  return (
    <dl className="print-facts">
      {facts
        .filter(([, value]) => value !== '')
        .map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd dir="auto">{value}</dd>
          </div>
        ))}
    </dl>
  );
}

function areasInWords({ appliedMm2, discardedMm2 }: TreatmentRecord): string {
  const applied = appliedMm2 === null ? [] : [`${areaInWords(appliedMm2)} applied`];
  const discarded =
    discardedMm2 === null || discardedMm2 === 0 ? [] : [`${areaInWords(discardedMm2)} discarded`];
  return [...applied, ...discarded].join(', ');
}

function signedInWords(record: TreatmentRecord): string {
  if (record.isImported) return 'imported';
  if (record.signedByName === null) return 'unsigned';
  return [record.signedByName, record.cosignedByName ?? ''].filter(Boolean).map(apart).join(', ');
}

function Treatments({ treatments, limit }: Pick<PrintSheetProps, 'treatments' | 'limit'>) {
  if (treatments.length === 0) return <p>No treatment names this wound.</p>;
  const shown = treatments.slice(0, limit);
  return (
    <>
      <table className="print-table">
        <thead>
          <tr>
            <th scope="col">Day</th>
            <th scope="col">Product</th>
            <th scope="col">Lot</th>
            <th scope="col">Area</th>
            <th scope="col">Procedure</th>
            <th scope="col">Signed by</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((record) => (
            <tr key={record.id}>
              <th scope="row">{formatCivilDate(record.dateApplied)}</th>
              <td dir="auto">
                {formatCount(record.quantityUsed)} × {record.productName}
              </td>
              <td>{record.lotNumber ?? ''}</td>
              <td>{areasInWords(record)}</td>
              <td dir="auto">{record.procedurePerformed ?? ''}</td>
              <td dir="auto">{signedInWords(record)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length < treatments.length && (
        <p className="print-sheet__note">
          {formatQuantity(treatments.length - shown.length, 'earlier treatment')} not printed.
        </p>
      )}
    </>
  );
}

function Part({ heading, children }: { readonly heading: string; readonly children: ReactNode }) {
  return (
    <section>
      <h2>{heading}</h2>
      {children}
    </section>
  );
}

/** One wound on paper. The outer table is there for its head alone, which repeats on every page. */
export function PrintSheet(props: PrintSheetProps) {
  const { scene, wound, assessments, treatments, limit, printed } = props;
  const [episode] = wound.episodes;
  const ofEpisode = assessments.filter(({ episodeId }) => episodeId === episode?.id);
  const [last] = assessments;
  const isIn = (day: string) => episode === undefined || day >= episode.startedOn;
  return (
    <table className="print-sheet" role="presentation">
      <thead>
        <tr>
          <td>
            <RunningHead {...props} />
          </td>
        </tr>
      </thead>
      <tbody>
        <tr>
          <td>
            <WoundFacts {...props} />
            <Part heading="Size over time">
              <PrintedSizesPanel
                assessments={ofEpisode}
                treatments={treatments.filter(({ dateApplied }) => isIn(dateApplied))}
                limit={limit}
              />
            </Part>
            <Part heading="Treatments, newest first">
              <Treatments treatments={treatments} limit={limit} />
            </Part>
            {last !== undefined && (
              <Part heading={`Last assessment, ${formatCivilDate(last.assessedOn)}`}>
                <PrintedAssessmentPanel assessment={last} timeZone={scene.timeZone} />
              </Part>
            )}
            <PrintedPhotosPanel patientId={wound.patientId} woundId={wound.id} />
            <p className="print-sheet__note">
              Printed {printed.on} by {apart(printed.byName)} from Caretrail. Voided records are
              left out; the record itself is on the computer.
            </p>
          </td>
        </tr>
      </tbody>
    </table>
  );
}
