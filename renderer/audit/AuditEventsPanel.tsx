import { ChevronLeft, ChevronRight, RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { COUNTED_EVENTS, type EventPlace } from '../../shared/audit/contract.ts';
import { useOperation } from '../client/use-operation.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { Button } from '../ui/Button.tsx';
import { formatCount, formatQuantity } from '../ui/format.ts';
import { Panel } from '../ui/Panel.tsx';
import { Row } from '../ui/Row.tsx';
import { AuditTable } from './AuditTable.tsx';
import type { AskedAudit } from './audit-filter.ts';
import { ExportAuditButton } from './ExportAuditButton.tsx';

const PAGE_SIZE = 50;

function countWords(total: number): string {
  return total >= COUNTED_EVENTS
    ? `${formatCount(COUNTED_EVENTS)} events or more`
    : formatQuantity(total, 'event');
}

type PagesProps = {
  readonly shown: number;
  readonly total: number;
  readonly pagesBefore: number;
  readonly onNewer: () => void;
  readonly onOlder: (() => void) | null;
};

/** Which of how many are shown, none while a page is on its way, and the way to older ones and back. */
function Pages({ shown, total, pagesBefore, onNewer, onOlder }: PagesProps) {
  const first = pagesBefore * PAGE_SIZE + 1;
  const words =
    shown === 0
      ? ''
      : `${formatCount(first)} to ${formatCount(first + shown - 1)} of ${countWords(total)}`;
  return (
    <nav aria-label="Pages of events">
      <Row gap={4} justify="end">
        <span role="status">{words}</span>
        <Row>
          <Button icon={ChevronLeft} isDisabled={pagesBefore === 0} onPress={onNewer}>
            Newer
          </Button>
          <Button icon={ChevronRight} isDisabled={onOlder === null} onPress={() => onOlder?.()}>
            Older
          </Button>
        </Row>
      </Row>
    </nav>
  );
}

type AuditEventsPanelProps = { readonly asked: AskedAudit; readonly timeZone: string };

/** The events that fit, a page at a time; the pages stay while more is written. Mount anew by `asked`. */
export function AuditEventsPanel({ asked, timeZone }: AuditEventsPanelProps) {
  // Where each page that was turned begins; the newest page has none.
  const [turned, setTurned] = useState<readonly EventPlace[]>([]);
  const before = turned.at(-1) ?? null;
  const page = useOperation(
    'audit.search',
    { ...asked, before, limit: PAGE_SIZE },
    { keepsPrevious: true },
  );
  const { data } = page;
  return (
    <Panel
      heading="Events"
      isFlush
      actions={
        <Row>
          <Button
            icon={RefreshCw}
            isPending={page.isFetching}
            onPress={() => {
              if (turned.length > 0) setTurned([]);
              else void page.refetch();
            }}
          >
            Show the newest
          </Button>
          <ExportAuditButton asked={asked} />
        </Row>
      }
      footer={
        data && (
          <Pages
            shown={page.isPlaceholderData ? 0 : data.events.length}
            total={data.total}
            pagesBefore={turned.length}
            onNewer={() => setTurned(turned.slice(0, -1))}
            onOlder={
              data.next === null || page.isPlaceholderData
                ? null
                : () => setTurned(data.next === null ? turned : [...turned, data.next])
            }
          />
        )
      }
    >
      {data === undefined ? (
        <QueryNotice query={page} what="Events" />
      ) : (
        <AuditTable events={data.events} timeZone={timeZone} isOutdated={page.isPlaceholderData} />
      )}
    </Panel>
  );
}
