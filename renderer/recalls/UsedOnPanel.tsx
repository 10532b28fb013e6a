import { ListTree } from 'lucide-react';
import { useNavigation } from '../navigation.ts';
import { Button } from '../ui/Button.tsx';
import { Panel } from '../ui/Panel.tsx';

/** The way from a chart to everything that was ever used on the patient. */
export function UsedOnPanel({ patientId }: { readonly patientId: string }) {
  const go = useNavigation((navigation) => navigation.go);
  return (
    <Panel heading="Products used">
      <Button icon={ListTree} isFullWidth onPress={() => go({ screen: 'usedOn', patientId })}>
        Everything ever used
      </Button>
    </Panel>
  );
}
