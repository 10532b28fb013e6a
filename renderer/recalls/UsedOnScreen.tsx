import { Download } from 'lucide-react';
import { apart } from '../../shared/base/apart.ts';
import { stateInWords } from '../../shared/recalls/call-list.ts';
import type { TracedPatient, UsedOnPatient } from '../../shared/recalls/trace.ts';
import { client } from '../client/client.ts';
import { useOperation } from '../client/use-operation.ts';
import { useNavigation } from '../navigation.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { formatCivilDate, formatQuantity } from '../ui/format.ts';
import { Stack } from '../ui/Stack.tsx';
import { PrintBar, type Printed, usePrinted } from './PrintBar.tsx';
import {
  amountInWords,
  clinicianInWords,
  identifiersInWords,
  listName,
  packInWords,
} from './recall-words.ts';
import { SaveListButton } from './SaveListButton.tsx';

export type UsedOnScreenProps = { readonly patientId: string };

function Head({
  patient,
  used,
  printed,
}: {
  readonly patient: TracedPatient;
  readonly used: readonly UsedOnPatient[];
  readonly printed: Printed;
}) {
  return (
    <div className="print-head">
      <div>
        <p className="print-head__name" dir="auto">
          {listName(patient)}
        </p>
        <p>{identifiersInWords(patient)}</p>
        <p>{formatQuantity(used.length, 'treatment')}, newest first</p>
      </div>
      <div className="print-head__wound">
        <p className="print-head__name">Everything ever used</p>
        <p dir="auto">{printed.siteName}</p>
        {printed.isDemonstration && <p>Demonstration: a fictional person</p>}
      </div>
    </div>
  );
}

/** Donor, and what it was made ready with. */
function sourceOf(use: UsedOnPatient): readonly string[] {
  const { donorNumber, reconstitutionMaterial, reconstitutionLot, reconstitutionExpiresOn } = use;
  const fluid = [
    ...(reconstitutionMaterial === null ? [] : [`made ready with ${reconstitutionMaterial}`]),
    ...(reconstitutionLot === null ? [] : [`lot ${reconstitutionLot}`]),
    ...(reconstitutionExpiresOn === null
      ? []
      : [`usable until ${formatCivilDate(reconstitutionExpiresOn)}`]),
  ].join(', ');
  return [
    ...(donorNumber === null ? [] : [`donor ${donorNumber}`]),
    ...(fluid === '' ? [] : [fluid]),
  ];
}

function UsedRow({ use }: { readonly use: UsedOnPatient }) {
  const state = stateInWords(use);
  return (
    <tr className={use.voidedAt === null ? undefined : 'used-on__voided'}>
      <th scope="row">{formatCivilDate(use.dateApplied)}</th>
      <td dir="auto">
        {use.productName} ({use.productId}): {amountInWords(use)}
      </td>
      <td>
        {packInWords(use)}
        {use.expiresOn !== null && `, usable until ${formatCivilDate(use.expiresOn)}`}
      </td>
      <td dir="auto">{use.woundLocation ?? ''}</td>
      <td dir="auto">{clinicianInWords(use)}</td>
      <td dir="auto">{[`Order ${use.orderNumber}`, ...sourceOf(use)].join('; ')}</td>
      <td>
        {state}
        {use.isCorrected && ', corrected'}
      </td>
    </tr>
  );
}

const HEADINGS = [
  'Day',
  'Product',
  'Lot, serial',
  'Wound',
  'Clinician',
  'Order, source',
  'Record',
] as const;

/** Everything that was ever used on a patient, as it stands on paper. */
export function UsedOnScreen({ patientId }: UsedOnScreenProps) {
  const answer = useOperation('recalls.usedOn', { patientId });
  const back = useNavigation((navigation) => navigation.back);
  const printed = usePrinted();
  if (answer.data === undefined) return <QueryNotice query={answer} what="Everything ever used" />;
  const { patient, used } = answer.data;
  return (
    <Stack>
      <PrintBar title="Everything ever used" onBack={back}>
        <SaveListButton
          icon={Download}
          label="Export"
          start={() => client['recalls.exportUsed']({ patientId })}
        />
      </PrintBar>
      <table className="print-sheet print-table used-on">
        <caption className="visually-hidden">Everything ever used</caption>
        <thead>
          <tr>
            <td colSpan={HEADINGS.length}>
              <Head patient={patient} used={used} printed={printed} />
            </td>
          </tr>
          <tr>
            {HEADINGS.map((heading) => (
              <th key={heading} scope="col">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {used.map((use) => (
            <UsedRow key={use.id} use={use} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td colSpan={HEADINGS.length} className="print-sheet__note">
              Printed {printed.on} by {apart(printed.byName)} from Caretrail. Voided records are
              struck through.
            </td>
          </tr>
        </tfoot>
      </table>
    </Stack>
  );
}
