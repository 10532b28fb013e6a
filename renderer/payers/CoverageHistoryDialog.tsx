import { type Coverage, priorityNames, relationshipNames } from '../../shared/payers/coverage.ts';
import { changedBetween } from '../changed-lines.ts';
import { useOperation } from '../client/use-operation.ts';
import { useSite } from '../client/use-site.ts';
import { HistoryDialog } from '../HistoryDialog.tsx';
import { formatCivilDate } from '../ui/format.ts';
import { coverageLabels } from './coverage-entry.ts';
import { daysInWords, subscriberInWords } from './payer-words.ts';

const day = (on: string | null): string => (on === null ? '' : formatCivilDate(on));

function authorizationsInWords({ authorizations }: Coverage): string {
  return authorizations
    .map((each) => `${each.authorizationNumber}, ${daysInWords(each.startsOn, each.endsOn)}`)
    .join('; ');
}

function subscriberAddress(coverage: Coverage): string {
  const { subscriberAddressLine, subscriberCity, subscriberState, subscriberPostalCode } = coverage;
  return [subscriberAddressLine, subscriberCity, subscriberState, subscriberPostalCode]
    .filter((part) => part !== null)
    .join(', ');
}

/** All that a coverage says, in words. */
function said(coverage: Coverage) {
  return [
    ['payer', coverageLabels.payerId, coverage.payerName],
    ['priority', coverageLabels.priority, priorityNames[coverage.priority]],
    ['memberId', coverageLabels.memberId, coverage.memberId],
    ['groupNumber', coverageLabels.groupNumber, coverage.groupNumber ?? ''],
    ['relationship', coverageLabels.relationshipCode, relationshipNames[coverage.relationshipCode]],
    ['subscriber', 'Subscriber', subscriberInWords(coverage)],
    ['born', coverageLabels.subscriberBirthOn, day(coverage.subscriberBirthOn)],
    ['sex', coverageLabels.subscriberSex, coverage.subscriberSex ?? ''],
    ['address', 'Subscriber’s address', subscriberAddress(coverage)],
    ['startsOn', coverageLabels.startsOn, day(coverage.startsOn)],
    ['endsOn', coverageLabels.endsOn, day(coverage.endsOn)],
    ['authorizations', 'Authorizations', authorizationsInWords(coverage)],
    ['voidReason', 'Struck out', coverage.voidReason ?? ''],
  ] as const;
}

export type CoverageHistoryDialogProps = {
  readonly coverage: Coverage;
  readonly onClose: () => void;
};

/** How a patient's insurance stood before each change, newest first; mount it to open it. */
export function CoverageHistoryDialog({ coverage, onClose }: CoverageHistoryDialogProps) {
  const timeZone = useSite()?.timeZone ?? 'UTC';
  return (
    <HistoryDialog
      title="History of this insurance"
      query={useOperation('coverages.versions', { coverageId: coverage.id })}
      current={coverage}
      thingOf={(version) => version.coverage}
      linesOf={(was, is) => changedBetween(said(was), said(is))}
      timeZone={timeZone}
      onClose={onClose}
    >
      Each change is kept, with who made it.
    </HistoryDialog>
  );
}
