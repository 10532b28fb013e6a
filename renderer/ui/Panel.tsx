import { type ReactNode, useId } from 'react';
import { classNames } from './class-names.ts';

export type PanelProps = {
  readonly heading?: ReactNode;
  /** Default 2. */
  readonly headingLevel?: 2 | 3 | 4 | undefined;
  /** At the right end of the heading. */
  readonly actions?: ReactNode;
  readonly footer?: ReactNode;
  /** No padding around the content, for a table or a list that reaches the edges. */
  readonly isFlush?: boolean | undefined;
  readonly children: ReactNode;
};

function hasContent(content: ReactNode): boolean {
  return content !== undefined && content !== null && content !== false && content !== '';
}

/** A surface with a heading that groups what belongs together. */
export function Panel(props: PanelProps) {
  const { heading, headingLevel = 2, actions, footer, isFlush = false, children } = props;
  const headingId = useId();
  const Heading = `h${headingLevel}` as const;
  return (
    <section className="panel" aria-labelledby={heading === undefined ? undefined : headingId}>
      {heading !== undefined && (
        <div className="panel__head">
          <Heading id={headingId} className="panel__heading">
            {heading}
          </Heading>
          {actions !== undefined && <div className="panel__actions">{actions}</div>}
        </div>
      )}
      <div className={classNames('panel__body', isFlush && 'panel__body--flush')}>{children}</div>
      {hasContent(footer) && <div className="panel__footer">{footer}</div>}
    </section>
  );
}
