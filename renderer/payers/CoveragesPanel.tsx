import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { Coverage, PriorAuthorization } from '../../shared/payers/coverage.ts';
import { useOperation } from '../client/use-operation.ts';
import { CurrentOrAll } from '../CurrentOrAll.tsx';
import { QueryNotice } from '../QueryNotice.tsx';
import { useMay } from '../signed-in.ts';
import { Button } from '../ui/Button.tsx';
import { Panel } from '../ui/Panel.tsx';
import { AuthorizationDialog } from './AuthorizationDialog.tsx';
import { CoverageDialog } from './CoverageDialog.tsx';
import { type CoverageAction, CoverageEntryCard } from './CoverageEntryCard.tsx';
import { CoverageHistoryDialog } from './CoverageHistoryDialog.tsx';
import { EndCoverageDialog } from './EndCoverageDialog.tsx';
import { VoidCoverageDialog } from './VoidCoverageDialog.tsx';

export type CoveragesPanelProps = { readonly patientId: string; readonly today: string };

type Opened =
  | { readonly what: 'add' }
  | {
      readonly what: CoverageAction;
      readonly coverage: Coverage;
      readonly authorization: PriorAuthorization | null;
    };

type OpenedDialogProps = CoveragesPanelProps & {
  readonly opened: Opened;
  readonly coverages: readonly Coverage[];
  readonly onClose: () => void;
};

function OpenedDialog({ opened, ...props }: OpenedDialogProps) {
  const { today, onClose } = props;
  const payers = useOperation('payers.list', {});
  if (opened.what === 'add' || opened.what === 'correct') {
    if (payers.data === undefined) return <QueryNotice query={payers} what="Payers" />;
    const coverage = opened.what === 'add' ? null : opened.coverage;
    return <CoverageDialog {...props} coverage={coverage} payers={payers.data} />;
  }
  const { coverage, authorization } = opened;
  if (opened.what === 'history') return <CoverageHistoryDialog {...{ coverage, onClose }} />;
  if (opened.what === 'end') return <EndCoverageDialog {...{ coverage, today, onClose }} />;
  if (opened.what === 'void') return <VoidCoverageDialog {...{ coverage, onClose }} />;
  return <AuthorizationDialog {...{ coverage, authorization, today, onClose }} />;
}

/** How a patient is insured, with prior authorizations, and what changes it. */
export function CoveragesPanel({ patientId, today }: CoveragesPanelProps) {
  const query = useOperation('coverages.list', { patientId });
  const mayWrite = useMay('coverages.write');
  const [opened, setOpened] = useState<Opened | null>(null);
  return (
    <Panel
      heading="Insurance"
      actions={
        mayWrite && (
          <Button variant="quiet" icon={Plus} onPress={() => setOpened({ what: 'add' })}>
            Add insurance
          </Button>
        )
      }
    >
      {query.data === undefined ? (
        <QueryNotice query={query} what="Insurance" />
      ) : (
        <CurrentOrAll
          things={query.data}
          isCurrent={({ voidedAt, endsOn }) =>
            voidedAt === null && (endsOn === null || endsOn >= today)
          }
          none="No current insurance is recorded."
          className="coverages"
          render={(coverage) => (
            <CoverageEntryCard
              key={coverage.id}
              coverage={coverage}
              today={today}
              onPress={(what, authorization) => setOpened({ what, coverage, authorization })}
            />
          )}
        />
      )}
      {opened && (
        <OpenedDialog
          {...{ patientId, today, opened }}
          coverages={query.data ?? []}
          onClose={() => setOpened(null)}
        />
      )}
    </Panel>
  );
}
