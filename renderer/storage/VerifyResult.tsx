import type { VerifyReport } from '../../shared/storage/contract.ts';
import { FindingItem } from '../FindingItem.tsx';
import { formatCount, formatInstant, formatQuantity } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { Stack } from '../ui/Stack.tsx';

function checkedWords({ pages, files, tables, indexes, references }: VerifyReport['checked']) {
  return `Looked at ${formatQuantity(pages, 'page')}, ${formatQuantity(files, 'file')}, ${formatQuantity(tables, 'table')}, ${formatQuantity(indexes, 'index', 'indexes')} and ${formatCount(references)} references between them.`;
}

type VerifyResultProps = {
  readonly report: VerifyReport;
  readonly timeZone: string | undefined;
};

/** What a check found, in plain words, with what to do about each. */
export function VerifyResult({ report, timeZone }: VerifyResultProps) {
  const { isHealthy, findings, checkedAt, checked } = report;
  const when = formatInstant(checkedAt, timeZone);
  const problems = findings.filter(({ severity }) => severity === 'problem').length;
  const title = isHealthy
    ? `All is whole (${when})`
    : `${formatQuantity(problems, 'problem')} found (${when})`;
  return (
    <Stack gap={3}>
      <InlineMessage tone={isHealthy ? 'success' : 'danger'} title={title}>
        {checkedWords(checked)}
      </InlineMessage>
      {findings.length > 0 && (
        <ul className="findings">
          {findings.map(({ severity, what, toDo }) => (
            <FindingItem key={`${severity} ${what}`} {...{ severity, what, toDo }} />
          ))}
        </ul>
      )}
    </Stack>
  );
}
