import type { AuditChain, AuditFinding, AuditReport } from '../../shared/audit/verify-report.ts';
import { FindingItem } from '../FindingItem.tsx';
import { Badge } from '../ui/Badge.tsx';
import { formatCount, formatInstant, formatQuantity } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { Stack } from '../ui/Stack.tsx';
import { computerWords } from './audit-words.ts';

type Places = { readonly timeZone: string };

function Finding({ finding, timeZone }: Places & { readonly finding: AuditFinding }) {
  const { severity, what, toDo, event } = finding;
  return (
    <FindingItem {...{ severity, what, toDo }}>
      {event !== null && (
        <p className="audit-quiet">{`Event of ${formatInstant(event.occurredAt, timeZone)}`}</p>
      )}
    </FindingItem>
  );
}

function chainWords({ lastNumber, signedNumber, signedAt }: AuditChain, timeZone: string): string {
  const events = formatQuantity(lastNumber, 'event');
  if (signedNumber === null || signedAt === null) return `${events}, none of them signed yet.`;
  return `${events}, signed up to number ${formatCount(signedNumber)} on ${formatInstant(signedAt, timeZone)}.`;
}

type ChainProps = Places & {
  readonly chain: AuditChain;
  readonly findings: readonly AuditFinding[];
};

/** One computer: that its events are whole, or what is first wrong with them. */
function Chain({ chain, findings, timeZone }: ChainProps) {
  const isWhole = findings.every(({ severity }) => severity === 'note');
  return (
    <section className="audit-chain">
      <h3 className="audit-chain__heading">
        <bdi>{computerWords(chain)}</bdi>
        <Badge tone={isWhole ? 'success' : 'danger'}>{isWhole ? 'Whole' : 'Not whole'}</Badge>
      </h3>
      <p className="audit-quiet">{chainWords(chain, timeZone)}</p>
      <Findings {...{ findings, timeZone }} />
    </section>
  );
}

function Findings({ findings, timeZone }: Omit<ChainProps, 'chain'>) {
  if (findings.length === 0) return null;
  return (
    <ul className="findings">
      {findings.map((finding) => (
        <Finding key={`${finding.kind} ${finding.what}`} {...{ finding, timeZone }} />
      ))}
    </ul>
  );
}

/** What a check of the trail found, computer by computer, with what to do about it. */
export function TrailResult({ report, timeZone }: Places & { readonly report: AuditReport }) {
  const { isWhole, events, unchainedEvents, heads, chains, findings, checkedAt } = report;
  const others = findings.filter(
    ({ chainId }) => !chains.some((chain) => chain.chainId === chainId),
  );
  const older =
    unchainedEvents === 0
      ? ''
      : `, ${formatCount(unchainedEvents)} of them from before there were chains,`;
  return (
    <Stack gap={3}>
      <InlineMessage
        tone={isWhole ? 'success' : 'danger'}
        title={isWhole ? 'The trail is whole' : 'The trail was changed'}
      >
        {`Looked at ${formatQuantity(events, 'event')}${older} and ${formatQuantity(heads, 'signed head')} (${formatInstant(checkedAt, timeZone)}).`}
      </InlineMessage>
      <Findings findings={others} timeZone={timeZone} />
      {chains.map((chain) => (
        <Chain
          key={chain.chainId}
          chain={chain}
          findings={findings.filter(({ chainId }) => chainId === chain.chainId)}
          timeZone={timeZone}
        />
      ))}
    </Stack>
  );
}
