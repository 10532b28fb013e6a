import { ListChecks } from 'lucide-react';
import { useState } from 'react';
import { apart } from '../../shared/base/apart.ts';
import type { ProtocolRunShown } from '../../shared/protocols/protocol-run.ts';
import { type OutputOf, useOperation } from '../client/use-operation.ts';
import { useSite } from '../client/use-site.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { useMay } from '../signed-in.ts';
import { Button } from '../ui/Button.tsx';
import { formatCivilDate } from '../ui/format.ts';
import { Panel } from '../ui/Panel.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import { NextSteps } from './NextSteps.tsx';
import { adherenceWords, titleWords } from './protocol-words.ts';
import { RunHistory } from './RunHistory.tsx';
import { StartDialog } from './StartDialog.tsx';
import { DeviateDialog } from './DeviateDialog.tsx';
import { ReviewDialog, type StepOnDay, StopDialog } from './StepDialogs.tsx';
import type { WhoseWoundProps } from './WhoseWound.tsx';

type Asked =
  | { readonly what: 'review' | 'deviate'; readonly on: StepOnDay }
  | { readonly what: 'stop' }
  | null;

type RunningProps = { readonly run: ProtocolRunShown; readonly today: string };

/** A running protocol: what is next, how it went, and what can be said about it. */
function Running({ run, today }: RunningProps) {
  const [asked, setAsked] = useState<Asked>(null);
  const mayWrite = useMay('treatments.write');
  const close = () => setAsked(null);
  const onDeviate = (on: StepOnDay) => setAsked({ what: 'deviate', on });
  return (
    <Stack gap={3}>
      <p className="protocol-panel__title">
        <strong>{titleWords(run.protocol)}</strong>
        <br />
        <span className="protocol-panel__detail">
          Since {formatCivilDate(run.startedOn)}, started by {apart(run.startedByName)}
        </span>
      </p>
      <NextSteps
        run={run}
        today={today}
        onReview={(on) => setAsked({ what: 'review', on })}
        onDeviate={onDeviate}
      />
      <p className="protocol-panel__detail">{adherenceWords(run.adherence)}</p>
      <Row>
        <RunHistory run={run} label="What was done" {...(mayWrite && { onDeviate })} />
        {mayWrite && (
          <Button variant="quiet" onPress={() => setAsked({ what: 'stop' })}>
            Stop protocol
          </Button>
        )}
      </Row>
      {asked?.what === 'deviate' && <DeviateDialog run={run} {...asked.on} onClose={close} />}
      {asked?.what === 'review' && <ReviewDialog run={run} {...asked.on} onClose={close} />}
      {asked?.what === 'stop' && <StopDialog run={run} onClose={close} />}
    </Stack>
  );
}

function Earlier({ runs }: { readonly runs: readonly ProtocolRunShown[] }) {
  if (runs.length === 0) return null;
  return (
    <ul className="protocol-earlier" aria-label="Earlier protocols">
      {runs.map((run) => (
        <li key={run.id}>
          <span className="protocol-panel__detail">
            {titleWords(run.protocol)}, {formatCivilDate(run.startedOn)} to{' '}
            {formatCivilDate(run.endedOn ?? run.startedOn)}
            {run.stopReason !== null && (
              <>
                . Stopped: <bdi>{run.stopReason}</bdi>
              </>
            )}
          </span>
          <RunHistory run={run} label={`What was done since ${formatCivilDate(run.startedOn)}`} />
        </li>
      ))}
    </ul>
  );
}

type ProtocolsProps = WhoseWoundProps & {
  readonly protocols: OutputOf<'protocols.ofWound'>;
  readonly today: string;
};

function Protocols({ protocols, today, ...whose }: ProtocolsProps) {
  const { running, earlier, startable } = protocols;
  const [isStarting, setStarting] = useState(false);
  const mayStart = useMay('treatments.write') && startable.length > 0;
  return (
    <Stack gap={3}>
      {running === null ? (
        <>
          <p className="protocol-panel__detail">
            {startable.length === 0
              ? 'No protocol runs, and there is none to start on this wound now.'
              : 'No protocol runs on this wound.'}
          </p>
          {mayStart && (
            <Row>
              <Button icon={ListChecks} onPress={() => setStarting(true)}>
                Start a protocol
              </Button>
            </Row>
          )}
        </>
      ) : (
        <Running key={running.id} run={running} today={today} />
      )}
      <Earlier runs={earlier} />
      {isStarting && running === null && (
        <StartDialog
          {...whose}
          startable={startable}
          today={today}
          onClose={() => setStarting(false)}
        />
      )}
    </Stack>
  );
}

export type ProtocolPanelProps = WhoseWoundProps;

/** The treatment protocol of a wound: what is due next, what was done, and what was not and why. */
export function ProtocolPanel(whose: ProtocolPanelProps) {
  const query = useOperation('protocols.ofWound', { woundId: whose.woundId });
  const site = useSite();
  return (
    <Panel heading="Protocol">
      {query.data === undefined || site === null ? (
        <QueryNotice query={query} what="Protocol" />
      ) : (
        <Protocols {...whose} protocols={query.data} today={site.today} />
      )}
    </Panel>
  );
}
