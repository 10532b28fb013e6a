import { FileOutput } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { DiscloseFhirDialog, type FhirWanted } from './DiscloseFhirDialog.tsx';

export type DiscloseFhirPanelProps = {
  readonly label: string;
  readonly variant: 'primary' | 'quiet';
  /** Asked when the button is pressed; null where something has to be said first. */
  readonly want: () => FhirWanted | null;
};

/** The way from charts to a FHIR file: nothing is written before it is said who gets it and why. */
export function DiscloseFhirPanel({ label, variant, want }: DiscloseFhirPanelProps) {
  const [wanted, setWanted] = useState<FhirWanted | null>(null);
  return (
    <>
      <Button variant={variant} icon={FileOutput} onPress={() => setWanted(want())}>
        {label}
      </Button>
      {wanted !== null && <DiscloseFhirDialog wanted={wanted} onClose={() => setWanted(null)} />}
    </>
  );
}
