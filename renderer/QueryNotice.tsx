import type { OperationFailed } from './client/use-operation.ts';
import { Button } from './ui/Button.tsx';
import { InlineMessage } from './ui/InlineMessage.tsx';
import { ProgressBar } from './ui/ProgressBar.tsx';

export type QueryNoticeProps = {
  readonly query: {
    readonly error: OperationFailed | null;
    readonly isFetching: boolean;
    readonly refetch: () => unknown;
  };
  /** What is being read, such as `Patients`. */
  readonly what: string;
};

/** What stands in the place of an answer that is on its way or did not come. */
export function QueryNotice({ query, what }: QueryNoticeProps) {
  if (query.error === null) return <ProgressBar label={`${what}: reading…`} />;
  return (
    <InlineMessage
      tone="danger"
      title={`${what} could not be read`}
      actions={
        <Button isPending={query.isFetching} onPress={() => void query.refetch()}>
          Try again
        </Button>
      }
    >
      {query.error.message}
    </InlineMessage>
  );
}
