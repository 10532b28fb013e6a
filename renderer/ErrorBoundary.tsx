import { Component, type ReactNode } from 'react';
import { Button } from './ui/Button.tsx';
import { CenteredPage } from './ui/CenteredPage.tsx';
import { InlineMessage } from './ui/InlineMessage.tsx';

type Props = { readonly children: ReactNode };
type State = { readonly hasFailed: boolean };

/** A defect in a screen shows a way on instead of an empty window. React offers this to classes only. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { hasFailed: false };

  static getDerivedStateFromError(): State {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <CenteredPage maxWidthRem={36}>
        <InlineMessage
          tone="danger"
          title="This screen could not be shown"
          actions={
            <Button variant="primary" onPress={() => location.reload()}>
              Open Caretrail again
            </Button>
          }
        >
          Everything that was saved is safe on this computer, and a treatment you were recording is
          kept as a draft.
        </InlineMessage>
      </CenteredPage>
    );
  }
}
