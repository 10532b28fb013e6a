import { useState } from 'react';
import { useSite } from '../client/use-site.ts';
import { HeadingFocus } from '../HeadingFocus.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { Stack } from '../ui/Stack.tsx';
import { Tabs } from '../ui/Tabs.tsx';
import { AnswerView } from './AnswerView.tsx';
import { CallListSheet } from './CallListSheet.tsx';
import { PastDrills } from './PastDrills.tsx';
import { PrintBar, usePrinted } from './PrintBar.tsx';
import { QuestionForm } from './QuestionForm.tsx';
import { type Answered, useRecallsStore } from './recalls-store.ts';

type View = 'trace' | 'drills';

function CallList({
  answered,
  onBack,
}: {
  readonly answered: Answered;
  readonly onBack: () => void;
}) {
  const printed = usePrinted();
  return (
    <Stack>
      <PrintBar title="Call list" onBack={onBack} />
      <CallListSheet answered={answered} printed={printed} />
    </Stack>
  );
}

function Questions({ timeZone }: { readonly timeZone: string }) {
  const [view, setView] = useState<View>('trace');
  return (
    <Stack gap={5}>
      <PageHeader
        title="Recalls"
        subtitle="Where a recalled product went, and what is left of it"
      />
      <Tabs<View>
        label="Recalls"
        selectedKey={view}
        onSelect={setView}
        tabs={[
          { key: 'trace', label: 'Trace a recall', content: <QuestionForm /> },
          {
            key: 'drills',
            label: 'Past drills',
            content: view === 'drills' && <PastDrills timeZone={timeZone} />,
          },
        ]}
      />
    </Stack>
  );
}

/** Where a recalled product went and what is left of it; and how long that took before. */
export function RecallsScreen() {
  const site = useSite();
  const answered = useRecallsStore((store) => store.answered);
  const [isPrinting, setPrinting] = useState(false);
  if (site === null) return <ProgressBar label="Recalls: reading…" />;
  if (answered === null) return <Questions timeZone={site.timeZone} />;
  return (
    <>
      {isPrinting ? (
        <CallList answered={answered} onBack={() => setPrinting(false)} />
      ) : (
        <AnswerView answered={answered} {...site} onPrint={() => setPrinting(true)} />
      )}
      {/* The button that had the focus went with the view before. */}
      <HeadingFocus key={String(isPrinting)} />
    </>
  );
}
