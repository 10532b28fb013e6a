import { ChevronRight, Plus, Ruler } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { sizePointsOf } from '../../shared/assessments/area-reduction.ts';
import { healingOf } from '../../shared/assessments/healing.ts';
import { areaInWords, changeInWords } from '../../shared/base/size-words.ts';
import type { Wound } from '../../shared/wounds/wound.ts';
import { useOperation } from '../client/use-operation.ts';
import { useNavigation } from '../navigation.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { useMay } from '../signed-in.ts';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { formatCivilDate, formatCount } from '../ui/format.ts';
import { Panel } from '../ui/Panel.tsx';
import { ETIOLOGY_WORDS, spanInWords, statusInWords, woundName } from './wound-words.ts';

type EntryProps = { readonly wound: Wound; readonly today: string };

/** How large it is, how that compares with the baseline, and when somebody last looked. */
function Size({ wound, today }: EntryProps) {
  const assessments = useOperation('assessments.list', { woundId: wound.id });
  if (assessments.data === undefined)
    return assessments.error === null ? null : <span>Size could not be read</span>;
  const own = assessments.data.filter(
    ({ voidedAt, episodeId }) => voidedAt === null && episodeId === wound.episodes[0]?.id,
  );
  const [last] = own;
  if (last === undefined) return <Badge tone="caution">Not assessed yet</Badge>;
  const { curves } = healingOf(sizePointsOf(own));
  // The way of measuring that was used last: no other can be compared with it.
  const curve = curves.find(({ methods }) => methods[0] === last.method) ?? curves[0];
  return (
    <>
      {curve !== undefined && (
        <span className="wounds-panel__area">
          <strong>{areaInWords(curve.latest.areaMm2)}</strong>
          {curve.reductionPercent !== null && curve.points.length > 1 && (
            <span className="wounds-panel__change">
              {changeInWords(curve.reductionPercent)} since{' '}
              {formatCivilDate(curve.baseline?.assessedOn ?? '')}
            </span>
          )}
        </span>
      )}
      <span className="wounds-panel__last">
        {last.assessedOn === today
          ? 'Assessed today'
          : `Assessed ${spanInWords(last.assessedOn, today)} ago`}
      </span>
    </>
  );
}

type WoundRowProps = EntryProps & { readonly children: ReactNode };

function WoundRow({ wound, today, children }: WoundRowProps) {
  const go = useNavigation((navigation) => navigation.go);
  const age = wound.onsetOn && spanInWords(wound.onsetOn, today);
  return (
    <AriaButton
      className="wounds-panel__open"
      onPress={() => go({ screen: 'wound', patientId: wound.patientId, woundId: wound.id })}
    >
      <span className="visually-hidden">Open wound</span>
      <span className="wound-number">{wound.woundNumber}</span>
      <span className="wounds-panel__words">
        <span className="wounds-panel__place">
          {wound.voidedAt === null ? wound.location : <s>{wound.location}</s>}
        </span>
        <span className="wounds-panel__kind">
          {ETIOLOGY_WORDS[wound.etiology]}
          {wound.status !== 'open' && ` · ${statusInWords(wound)}`}
          {wound.status === 'open' &&
            age &&
            ` · for ${wound.isOnsetEstimated ? 'about ' : ''}${age}`}
        </span>
      </span>
      <span className="wounds-panel__size">{children}</span>
      <ChevronRight size={18} aria-hidden />
    </AriaButton>
  );
}

function OpenWound({ wound, today }: EntryProps) {
  const go = useNavigation((navigation) => navigation.go);
  const mayWrite = useMay('treatments.write');
  const { id: woundId, patientId } = wound;
  return (
    <li className="wounds-panel__entry">
      <WoundRow wound={wound} today={today}>
        <Size wound={wound} today={today} />
      </WoundRow>
      {mayWrite && (
        <Button
          icon={Ruler}
          aria-label={`Assess ${woundName(wound)}`}
          onPress={() => go({ screen: 'recordAssessment', patientId, woundId })}
        >
          Assess
        </Button>
      )}
    </li>
  );
}

function Ended({ wounds, today }: { readonly wounds: readonly Wound[]; readonly today: string }) {
  if (wounds.length === 0) return null;
  return (
    <details className="wounds-panel__ended">
      <summary>Healed, ended or struck out ({formatCount(wounds.length)})</summary>
      <ul>
        {wounds.map((wound) => (
          <li key={wound.id} className="wounds-panel__entry">
            <WoundRow wound={wound} today={today}>
              {wound.voidedAt !== null && <Badge tone="danger">Struck out</Badge>}
            </WoundRow>
          </li>
        ))}
      </ul>
    </details>
  );
}

export type WoundsPanelProps = { readonly patientId: string; readonly today: string };

/** The patient's wounds: open ones with their size, the others folded away. */
export function WoundsPanel({ patientId, today }: WoundsPanelProps) {
  const wounds = useOperation('wounds.list', { patientId });
  const go = useNavigation((navigation) => navigation.go);
  const mayWrite = useMay('treatments.write');
  const isOpen = ({ status, voidedAt }: Wound) => status === 'open' && voidedAt === null;
  const open = wounds.data?.filter(isOpen) ?? [];
  return (
    <Panel
      heading={open.length === 0 ? 'Wounds' : `Wounds (${formatCount(open.length)})`}
      actions={
        mayWrite && (
          <Button
            variant="quiet"
            icon={Plus}
            onPress={() => go({ screen: 'registerWound', patientId })}
          >
            Register wound
          </Button>
        )
      }
    >
      {wounds.data === undefined ? (
        <QueryNotice query={wounds} what="Wounds" />
      ) : (
        <div className="wounds-panel">
          {open.length === 0 && <p>No open wound is registered.</p>}
          <ul>
            {open.map((wound) => (
              <OpenWound key={wound.id} wound={wound} today={today} />
            ))}
          </ul>
          <Ended wounds={wounds.data.filter((wound) => !isOpen(wound))} today={today} />
        </div>
      )}
    </Panel>
  );
}
