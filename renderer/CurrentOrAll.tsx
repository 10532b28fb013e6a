import { type ReactNode, useState } from 'react';
import { Button } from './ui/Button.tsx';
import { Stack } from './ui/Stack.tsx';

export type CurrentOrAllProps<Thing> = {
  readonly things: readonly Thing[];
  /** False of what has ended or was struck out. */
  readonly isCurrent: (thing: Thing) => boolean;
  /** Said where nothing is current. */
  readonly none: string;
  readonly className: string;
  /** A list item, with its key. */
  readonly render: (thing: Thing) => ReactNode;
};

/** What of a chart is current, and behind a button also what is not any more. */
export function CurrentOrAll<Thing>(props: CurrentOrAllProps<Thing>) {
  const { things, none, className, render } = props;
  const [isWhole, setWhole] = useState(false);
  const current = things.filter(props.isCurrent);
  const pastCount = things.length - current.length;
  const shown = isWhole ? things : current;
  return (
    <Stack gap={3}>
      {current.length === 0 && <p>{none}</p>}
      {shown.length > 0 && <ul className={className}>{shown.map(render)}</ul>}
      {pastCount > 0 && !isWhole && (
        <Button variant="quiet" onPress={() => setWhole(true)}>
          {`Show ${pastCount} ended or struck out`}
        </Button>
      )}
    </Stack>
  );
}
