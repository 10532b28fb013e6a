import { Ban, CalendarRange, CircleCheck, History, Pencil, Printer, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { apart } from '../../shared/base/apart.ts';
import type { WoundAssessment } from '../../shared/assessments/assessment.ts';
import { stageToKeep, stageWords } from '../../shared/assessments/pressure-stage.ts';
import type { Wound } from '../../shared/wounds/wound.ts';
import { BodyPicturePanel, drawingsOf } from '../body-map/BodyPicturePanel.tsx';
import { useNavigation } from '../navigation.ts';
import { useMay } from '../signed-in.ts';
import { OwnRecordSync } from '../sync/RecordSyncPanel.tsx';
import { Badge, type Tone } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { formatCivilDate } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { KeyValueList } from '../ui/KeyValueList.tsx';
import type { WoundScene } from './use-wound-scene.ts';
import { CloseWoundDialog } from './CloseWoundDialog.tsx';
import { CorrectEpisodeDialog } from './CorrectEpisodeDialog.tsx';
import { ReopenWoundDialog, VoidWoundDialog } from './WoundDialogs.tsx';
import { WoundHistoryDialog } from './WoundHistoryDialog.tsx';
import {
  END_REASON_WORDS,
  ETIOLOGY_WORDS,
  onsetInWords,
  STATUS_WORDS,
  statusInWords,
} from './wound-words.ts';

const STATUS_TONES: Readonly<Record<Wound['status'], Tone>> = {
  open: 'accent',
  healed: 'success',
  closed: 'neutral',
};

type Opened = 'close' | 'reopen' | 'days' | 'void' | 'history';

type HeaderProps = {
  readonly scene: WoundScene;
  readonly wound: Wound;
  /** All of the wound, newest first; null while they are read. */
  readonly assessments: readonly WoundAssessment[] | null;
};

function patientInWords({ patient }: WoundScene): string {
  const born = formatCivilDate(patient.birthOn);
  return `${apart(patient.lastName)}, ${apart(patient.firstName)} · born ${born} · MRN ${patient.mrn ?? 'none'}`;
}

function Actions({ wound, onOpen }: { wound: Wound; onOpen: (what: Opened) => void }) {
  const go = useNavigation((navigation) => navigation.go);
  const mayWrite = useMay('treatments.write');
  const { id: woundId, patientId } = wound;
  return (
    <div className="wound-header__actions">
      {mayWrite && wound.voidedAt === null && (
        <>
          <Button
            variant="quiet"
            icon={Pencil}
            onPress={() => go({ screen: 'correctWound', patientId, woundId })}
          >
            Correct
          </Button>
          {wound.status === 'open' ? (
            <Button variant="quiet" icon={CircleCheck} onPress={() => onOpen('close')}>
              Healed or care ends
            </Button>
          ) : (
            <Button variant="quiet" icon={RotateCcw} onPress={() => onOpen('reopen')}>
              Open again
            </Button>
          )}
          <Button variant="quiet" icon={CalendarRange} onPress={() => onOpen('days')}>
            Days of care
          </Button>
          <Button variant="quiet" icon={Ban} onPress={() => onOpen('void')}>
            Strike out
          </Button>
        </>
      )}
      <Button
        variant="quiet"
        icon={Printer}
        onPress={() => go({ screen: 'printWound', patientId, woundId })}
      >
        Print
      </Button>
      {wound.version > 1 && (
        <Button variant="quiet" icon={History} onPress={() => onOpen('history')}>
          History
        </Button>
      )}
    </div>
  );
}

function Facts({ scene, wound, assessments }: HeaderProps) {
  const stages = (assessments ?? [])
    .filter(({ voidedAt }) => voidedAt === null)
    .map(({ pressureStage }) => pressureStage);
  const stage = stageToKeep(stages.toReversed());
  const last = assessments?.find(({ voidedAt }) => voidedAt === null);
  const [episode] = wound.episodes;
  const ended = episode?.endReason ? ` (${END_REASON_WORDS[episode.endReason].toLowerCase()})` : '';
  const kind = [ETIOLOGY_WORDS[wound.etiology], wound.etiologyDetail].filter(
    (part) => part !== null,
  );
  return (
    <KeyValueList
      layout="columns"
      entries={[
        { key: 'kind', label: 'Kind', value: kind.join(', ') },
        ...(wound.etiology === 'pressure'
          ? [{ key: 'stage', label: 'Stage', value: stage === null ? '' : stageWords[stage] }]
          : []),
        { key: 'onset', label: 'Onset', value: onsetInWords(wound, scene.today) },
        { key: 'code', label: 'ICD-10', value: wound.diagnosisCode },
        { key: 'status', label: 'Care', value: statusInWords(wound) + ended },
        {
          key: 'last',
          label: 'Last assessed',
          value: last === undefined ? '' : formatCivilDate(last.assessedOn),
        },
      ]}
    />
  );
}

type DialogsProps = HeaderProps & { readonly opened: Opened; readonly onClose: () => void };

function Dialogs({ scene, wound, assessments, opened, onClose }: DialogsProps) {
  const { patient, today } = scene;
  const { birthOn, deceasedOn } = patient;
  const shared = { wound, today, patientInWords: patientInWords(scene), onClose };
  switch (opened) {
    case 'close':
      return <CloseWoundDialog {...shared} assessments={assessments} />;
    case 'days':
      return <CorrectEpisodeDialog {...shared} bounds={{ birthOn, deceasedOn, today }} />;
    case 'reopen':
      return <ReopenWoundDialog {...shared} />;
    case 'void':
      return <VoidWoundDialog {...shared} />;
    case 'history':
      return <WoundHistoryDialog wound={wound} timeZone={scene.timeZone} onClose={onClose} />;
  }
}

/** Which wound this is, what is known of it, and what can be done with it. */
export function WoundHeader({ scene, wound, assessments }: HeaderProps) {
  const [opened, setOpened] = useState<Opened | null>(null);
  const drawings = drawingsOf(wound);
  return (
    <section className="panel wound-header" aria-labelledby="wound-name">
      <div className="wound-header__main">
        <div className="wound-header__title">
          <h2 id="wound-name" className="wound-header__name">
            <span className="visually-hidden">Wound </span>
            <span className="wound-number">{wound.woundNumber}</span>{' '}
            {wound.voidedAt === null ? wound.location : <s>{wound.location}</s>}
          </h2>
          <Badge tone={STATUS_TONES[wound.status]}>{STATUS_WORDS[wound.status]}</Badge>
          <OwnRecordSync entity="wounds" id={wound.id} which={wound.location} />
        </div>
        {wound.voidedAt !== null && (
          <InlineMessage tone="danger" title="This wound was struck out">
            {wound.voidReason}
          </InlineMessage>
        )}
        <Facts scene={scene} wound={wound} assessments={assessments} />
        <Actions wound={wound} onOpen={setOpened} />
      </div>
      {drawings.length > 0 && (
        <div className="wound-header__picture">
          <BodyPicturePanel
            wounds={scene.wounds}
            currentId={wound.id}
            drawings={drawings}
            markScale={1.7}
          />
        </div>
      )}
      {opened !== null && (
        <Dialogs {...{ scene, wound, assessments, opened }} onClose={() => setOpened(null)} />
      )}
    </section>
  );
}
