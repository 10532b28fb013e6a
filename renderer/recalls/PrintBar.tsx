import { ArrowLeft, Printer } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useOperation } from '../client/use-operation.ts';
import { useSignedIn } from '../signed-in.ts';
import { Button } from '../ui/Button.tsx';
import { formatInstant } from '../ui/format.ts';
import { PageHeader } from '../ui/PageHeader.tsx';

/** Who prints, when and at which site. */
export type Printed = {
  readonly byName: string;
  readonly on: string;
  readonly siteName: string;
  readonly isDemonstration: boolean;
};

/** What stands at the foot of a sheet that is opened now. */
export function usePrinted(): Printed {
  const status = useOperation('site.status', {});
  const user = useSignedIn((signedIn) => signedIn.user);
  const [openedAt] = useState(() => new Date().toISOString());
  const site = status.data?.site;
  return {
    byName: user?.displayName ?? '',
    on: formatInstant(openedAt, site?.timeZone),
    siteName: site?.name ?? '',
    isDemonstration: site?.isDemonstration ?? false,
  };
}

type PrintBarProps = {
  readonly title: string;
  readonly onBack: () => void;
  readonly children?: ReactNode;
};

/** Above a sheet: what it is, and the way to print it. It is not printed itself. */
export function PrintBar({ title, onBack, children }: PrintBarProps) {
  return (
    <div className="print-wound__bar">
      <PageHeader
        title={title}
        subtitle="Letter or A4; both identifiers stand beside each name."
        actions={
          <>
            <Button icon={ArrowLeft} onPress={onBack}>
              Back
            </Button>
            {children}
            <Button variant="primary" icon={Printer} onPress={() => window.print()}>
              Print
            </Button>
          </>
        }
      />
    </div>
  );
}
