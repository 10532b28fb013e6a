import { useEffect, useState } from 'react';
import type { Draft } from '../../shared/drafts/contract.ts';
import { sameAsLast } from '../../shared/treatments/repeat.ts';
import { fromDraftContent } from '../../shared/treatments/treatment-draft.ts';
import { emptyEntry } from '../../shared/treatments/treatment-entry.ts';
import { PatientIdentityPanel } from '../chart/PatientIdentityPanel.tsx';
import { type OutputOf, useOperation } from '../client/use-operation.ts';
import { DraftOfferPanel } from '../drafts/DraftOfferPanel.tsx';
import { QueryNotice } from '../QueryNotice.tsx';
import { type ArrivedScan, useScans } from '../scans.ts';
import { Button } from '../ui/Button.tsx';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { Stack } from '../ui/Stack.tsx';
import { leaveToChart } from './leave-form.ts';
import { RecordTreatmentForm, type RecordStart } from './RecordTreatmentForm.tsx';
import { forgetScan, scansFor, useTreatmentsOnScreen } from './treatments-store.ts';
import type { TreatmentScene } from './use-treatment-form.ts';
import { useTreatmentScene } from './use-treatment-scene.ts';

export type RecordTreatmentScreenProps = {
  readonly patientId: string;
  /** True to begin with the values of the last treatment. */
  readonly repeat: boolean;
  /** The wound to begin with; empty for none. */
  readonly woundId: string;
};

/** The day is left open for somebody who has died: today cannot be right. */
function firstDay({ patient, today }: TreatmentScene): string {
  return patient.deceasedOn === null ? today : '';
}

function startFrom(
  scene: TreatmentScene,
  last: OutputOf<'treatments.repeatLast'>,
  woundId: string,
): RecordStart {
  const day = firstDay(scene);
  const blank = { continued: null, attemptId: null, carriedFromOn: null, last };
  if (last === null) return { ...blank, entry: { ...emptyEntry(day), woundId }, carried: [] };
  return { ...blank, ...sameAsLast(last, day), carriedFromOn: last.from.dateApplied };
}

function startFromDraft(draft: Draft): RecordStart {
  return { ...fromDraftContent(draft.content), continued: draft, last: null };
}

/** The labels that came before the form was there: on the chart, and while it waits for an answer. */
function useEarlyScans(patientId: string, isWaiting: boolean): readonly ArrivedScan[] {
  const [scans, setScans] = useState(() => scansFor(patientId));
  useEffect(forgetScan, []);
  useScans({ isActive: isWaiting, onScan: (scan) => setScans([...scans, scan]) });
  return scans;
}

/** Logs a treatment. What was being typed before is offered first, and never taken unasked. */
export function RecordTreatmentScreen(props: RecordTreatmentScreenProps) {
  const { patientId, repeat, woundId } = props;
  const { chart, scene } = useTreatmentScene(patientId, null);
  const last = useOperation('treatments.repeatLast', { patientId }, { enabled: repeat });
  const continuing = useTreatmentsOnScreen((screen) => screen.continuing);
  const offer = useOperation('drafts.offer', { form: 'recordTreatment', patientId });
  const [start, setStart] = useState<RecordStart | null>(null);
  const scans = useEarlyScans(patientId, start === null);

  if (start !== null && scene !== null) {
    return <RecordTreatmentForm scene={scene} start={start} isRepeat={repeat} scans={scans} />;
  }
  // An answer from before this screen may be older than what was typed or saved since.
  const isRead = offer.isFetchedAfterMount && (!repeat || last.isFetchedAfterMount);
  const failed = [chart, offer, last].find((query) => query.error !== null) ?? chart;
  if (scene === null || failed.error !== null || !isRead || offer.data === undefined) {
    return <QueryNotice query={failed} what="Chart" />;
  }
  const draft = offer.data;
  const isContinuing = continuing === patientId;
  // A query that is not asked still holds an earlier answer: a new treatment must not begin with it.
  const repeated = repeat ? (last.data ?? null) : null;
  if (draft === null || isContinuing) {
    setStart(draft === null ? startFrom(scene, repeated, woundId) : startFromDraft(draft));
    return null;
  }
  return (
    <Stack gap={5}>
      <PatientIdentityPanel {...scene} isPageTitle isSticky />
      {scans.length > 0 && (
        <InlineMessage tone="info" title="A label was scanned">
          It is taken into the form once you continue or start anew.
        </InlineMessage>
      )}
      <DraftOfferPanel
        {...scene}
        draft={draft}
        doing="logging a treatment for this patient"
        onContinue={() => setStart(startFromDraft(draft))}
        onDiscarded={() => setStart(startFrom(scene, repeated, woundId))}
      />
      <div>
        <Button onPress={() => leaveToChart(patientId)}>Back to chart</Button>
      </div>
    </Stack>
  );
}
