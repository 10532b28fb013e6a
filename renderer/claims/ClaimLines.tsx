import type { ClaimContent } from '../../shared/claims/claim-content.ts';
import { moneyInWords } from '../../shared/base/money-words.ts';
import { type Column, DataTable } from '../ui/DataTable.tsx';

type Line = ClaimContent['lines'][number];

const LETTERS = 'ABCDEFGHIJKL';

function columnsFor(claim: ClaimContent): readonly Column<Line>[] {
  return [
    {
      key: 'code',
      header: 'Code',
      isRowHeader: true,
      isNoWrap: true,
      render: ({ procedureCode, modifiers }) => [procedureCode, ...modifiers].join(' '),
    },
    { key: 'units', header: 'Units', align: 'end', render: ({ units }) => units },
    {
      key: 'charge',
      header: 'Charge',
      align: 'end',
      isNoWrap: true,
      render: ({ chargeCents }) => moneyInWords(chargeCents),
    },
    {
      key: 'diagnoses',
      header: 'For',
      render: ({ pointers }) =>
        pointers
          .map((place) => `${LETTERS[place - 1] ?? ''} ${claim.diagnoses[place - 1] ?? ''}`)
          .join(', '),
    },
    {
      key: 'why',
      header: 'Because',
      render: ({ explanation, narrative }) => (
        <>
          {explanation.map((sentence) => (
            <p key={sentence} className="claim-why">
              {sentence}
            </p>
          ))}
          {narrative !== null && <p className="claim-why">Narrative: {narrative}</p>}
        </>
      ),
    },
  ];
}

/** The lines of a claim, each explaining itself. */
export function ClaimLines({ claim }: { readonly claim: ClaimContent }) {
  return (
    <DataTable
      caption="Lines of the claim"
      isCaptionHidden
      isDense
      columns={columnsFor(claim)}
      rows={claim.lines}
      rowKey={({ id }) => id}
    />
  );
}
