import { type ReactNode, useId } from 'react';

export type FieldSectionProps = {
  readonly title: string;
  readonly children: ReactNode;
};

/** Fields of a form that belong together, under a heading. */
export function FieldSection({ title, children }: FieldSectionProps) {
  const headingId = useId();
  return (
    <div role="group" aria-labelledby={headingId} className="field-section">
      <h3 id={headingId} className="field-section__heading">
        {title}
      </h3>
      {children}
    </div>
  );
}
