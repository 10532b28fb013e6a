import { type ReactNode, useState } from 'react';
import { newestCorrection } from '../../shared/signing/amendment-order.ts';
import type { RecordKind, SigningState } from '../../shared/signing/record-state.ts';
import { useOperation } from '../client/use-operation.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { Button } from '../ui/Button.tsx';
import { KeyValueList } from '../ui/KeyValueList.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { AmendmentList } from './AmendmentList.tsx';
import type { ContentLine, LinesOf } from './content-lines.ts';

export type AmendmentsPanelProps = {
  readonly kind: RecordKind;
  readonly id: string;
  /** The record as it is shown now. */
  readonly record: Pick<SigningState, 'amendmentCount'>;
  /** Reads the content of this kind of record, as lines to show. */
  readonly linesOf: LinesOf;
  readonly timeZone: string;
  /** The photos or documents that an amendment brought. */
  readonly renderAttached: (amendmentId: string) => ReactNode;
};

function Original({ lines }: { readonly lines: readonly ContentLine[] }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Panel
      heading="As it was signed"
      headingLevel={3}
      actions={
        <Button variant="quiet" onPress={() => setOpen(!isOpen)}>
          {isOpen ? 'Hide original' : 'Show original'}
        </Button>
      }
    >
      {isOpen ? (
        <KeyValueList entries={lines} />
      ) : (
        <p>The record shows the newest correction. What was signed at first stays readable here.</p>
      )}
    </Panel>
  );
}

/** What was amended since a record was signed, and what stood at first; nothing while nothing was. */
export function AmendmentsPanel(props: AmendmentsPanelProps) {
  const { kind, id, record, linesOf, timeZone, renderAttached } = props;
  const isAmended = record.amendmentCount > 0;
  const history = useOperation('signing.history', { kind, id }, { enabled: isAmended });
  if (!isAmended) return null;
  if (history.data === undefined) return <QueryNotice query={history} what="Amendments" />;
  const { amendments, original } = history.data;
  const said = linesOf(original).filter(({ value }) => value !== '');
  return (
    <Stack>
      <AmendmentList {...{ amendments, original, linesOf, timeZone, renderAttached }} />
      {newestCorrection(amendments) !== null && <Original lines={said} />}
    </Stack>
  );
}
