import { Info, OctagonAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Badge } from './ui/Badge.tsx';

type FindingItemProps = {
  readonly severity: 'problem' | 'note';
  readonly what: string;
  readonly toDo: string;
  /** More about it, between what was found and what to do. */
  readonly children?: ReactNode;
};

/** One thing that a check found, in plain words, with what to do about it. */
export function FindingItem({ severity, what, toDo, children }: FindingItemProps) {
  return (
    <li className="finding">
      {severity === 'problem' ? (
        <Badge tone="danger" icon={OctagonAlert}>
          Problem
        </Badge>
      ) : (
        <Badge tone="info" icon={Info}>
          Note
        </Badge>
      )}
      <div>
        <p className="finding__what" dir="auto">
          {what}
        </p>
        {children}
        <p>{toDo}</p>
      </div>
    </li>
  );
}
