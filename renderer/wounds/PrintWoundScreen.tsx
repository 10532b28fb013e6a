import { ArrowLeft, Printer } from 'lucide-react';
import { useState } from 'react';
import { useOperation } from '../client/use-operation.ts';
import { useNavigation } from '../navigation.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { useSignedIn } from '../signed-in.ts';
import { Button } from '../ui/Button.tsx';
import { Checkbox } from '../ui/Checkbox.tsx';
import { formatInstant } from '../ui/format.ts';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Stack } from '../ui/Stack.tsx';
import { GoneWound } from './GoneWound.tsx';
import { PrintSheet } from './PrintSheet.tsx';
import { useWoundScene } from './use-wound-scene.ts';
import { useWoundTreatments } from './use-wound-treatments.ts';

export type PrintWoundScreenProps = { readonly patientId: string; readonly woundId: string };

/** What usually fits on one page. */
const NEWEST = 6;

function Toolbar() {
  const back = useNavigation((navigation) => navigation.back);
  return (
    <>
      <Button icon={ArrowLeft} onPress={back}>
        Back
      </Button>
      <Button variant="primary" icon={Printer} onPress={() => window.print()}>
        Print
      </Button>
    </>
  );
}

/** A wound as it will stand on paper, and the way to print it. */
export function PrintWoundScreen({ patientId, woundId }: PrintWoundScreenProps) {
  const { scene, failed } = useWoundScene(patientId);
  const assessments = useOperation('assessments.list', { woundId });
  const treatments = useWoundTreatments(patientId, woundId);
  const status = useOperation('site.status', {});
  const user = useSignedIn((signedIn) => signedIn.user);
  const [isWhole, setWhole] = useState(false);
  const [openedAt] = useState(() => new Date().toISOString());
  if (scene === null) return <QueryNotice query={failed} what="Wound" />;
  const wound = scene.wounds.find(({ id }) => id === woundId);
  if (wound === undefined) return <GoneWound patientId={patientId} />;
  const site = status.data?.site;
  return (
    <Stack>
      <div className="print-wound__bar">
        <PageHeader
          title="Print wound"
          subtitle="Letter or A4; both identifiers stand on every page."
          actions={<Toolbar />}
        />
        <Checkbox
          label="All sizes and treatments"
          description={`Without it the newest ${NEWEST} of each, which usually fit on one page`}
          value={isWhole}
          onChange={setWhole}
        />
      </div>
      {assessments.data === undefined ? (
        <QueryNotice query={assessments} what="Assessments" />
      ) : (
        <PrintSheet
          scene={scene}
          wound={wound}
          assessments={assessments.data.filter(({ voidedAt }) => voidedAt === null)}
          treatments={treatments.filter(({ voidedAt }) => voidedAt === null)}
          limit={isWhole ? Number.POSITIVE_INFINITY : NEWEST}
          printed={{
            byName: user?.displayName ?? '',
            on: formatInstant(openedAt, scene.timeZone),
            siteName: site?.name ?? '',
            isDemonstration: site?.isDemonstration ?? false,
          }}
        />
      )}
    </Stack>
  );
}
