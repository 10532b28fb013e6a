import { apart } from '../../shared/base/apart.ts';
import {
  type CallEntry,
  callListOf,
  standingInWords,
  stateInWords,
} from '../../shared/recalls/call-list.ts';
import type { TracedTreatment } from '../../shared/recalls/trace.ts';
import { formatCivilDate, formatCount, formatQuantity } from '../ui/format.ts';
import type { Printed } from './PrintBar.tsx';
import {
  amountInWords,
  askedInWords,
  clinicianInWords,
  listName,
  packInWords,
} from './recall-words.ts';
import type { Answered } from './recalls-store.ts';

type CallListSheetProps = { readonly answered: Answered; readonly printed: Printed };

function Head({ answered, printed }: CallListSheetProps) {
  const { trace, asked, isExercise } = answered;
  return (
    <div className="print-head">
      <div>
        <p className="print-head__name">
          Recall call list{isExercise && ' – an exercise: call nobody'}
        </p>
        <p dir="auto">
          {trace.productName ?? trace.productId} ({trace.productId}): {askedInWords(asked)}
        </p>
        <p>
          {formatQuantity(trace.counts.patients, 'patient')} to call,{' '}
          {formatQuantity(trace.counts.treatments, 'treatment')},{' '}
          {formatQuantity(trace.counts.piecesLeft, 'piece')} left in stock
        </p>
      </div>
      <div className="print-head__wound">
        <p className="print-head__name" dir="auto">
          {printed.siteName}
        </p>
        <p>{printed.on}</p>
        {printed.isDemonstration && <p>Demonstration: fictional people</p>}
      </div>
    </div>
  );
}

function Use({ treatment }: { readonly treatment: TracedTreatment }) {
  const words = [
    formatCivilDate(treatment.dateApplied),
    treatment.woundLocation ?? 'wound not said',
    packInWords(treatment),
    amountInWords(treatment),
    clinicianInWords(treatment),
    stateInWords(treatment).toLowerCase(),
  ].join(' · ');
  const isPlain = treatment.standing === 'recalled' && treatment.voidedAt === null;
  return (
    <li dir="auto">
      {treatment.voidedAt === null ? words : <s>{words}</s>}
      {!isPlain && <strong> ({standingInWords(treatment)})</strong>}
      {treatment.saidBefore !== null && ` before: ${packInWords(treatment.saidBefore)}`}
    </li>
  );
}

/** A box to tick with a pen. */
function Box({ label }: { readonly label: string }) {
  return <span className="call-list__box">{label}</span>;
}

function CallRow({ entry }: { readonly entry: CallEntry }) {
  const { patient, treatments, isToCall } = entry;
  return (
    <tr>
      <th scope="row">
        <span className="call-list__name" dir="auto">
          {listName(patient)}
        </span>
        <span className="recalls-unbroken">Born {formatCivilDate(patient.birthOn)}</span>
        <span className="recalls-unbroken">MRN {patient.mrn ?? 'none'}</span>
        <span>
          {patient.deceasedOn === null
            ? `Phone ${patient.phone ?? 'not recorded'}`
            : `Died ${formatCivilDate(patient.deceasedOn)}`}
        </span>
        {!isToCall && <strong>Look at the record first</strong>}
      </th>
      <td>
        <ul className="call-list__uses">
          {treatments.map((treatment) => (
            <Use key={treatment.id} treatment={treatment} />
          ))}
        </ul>
      </td>
      <td>
        <Box label="Called" />
        <Box label="Reached" />
      </td>
      <td className="call-list__notes">Date, time, notes, initials:</td>
    </tr>
  );
}

/** Whom to call, on paper: two identifiers on each row, and room to write. Letter or A4. */
export function CallListSheet({ answered, printed }: CallListSheetProps) {
  const entries = callListOf(answered.trace);
  const { counts } = answered.trace;
  return (
    <table className="print-sheet print-table call-list">
      <caption className="visually-hidden">Recall call list</caption>
      <thead>
        <tr>
          <td colSpan={4}>
            <Head answered={answered} printed={printed} />
          </td>
        </tr>
        <tr>
          <th scope="col">Patient</th>
          <th scope="col">Used on them</th>
          <th scope="col">Done</th>
          <th scope="col">Notes</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <CallRow key={entry.patient.id} entry={entry} />
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td colSpan={4} className="print-sheet__note">
            Printed {printed.on} by {apart(printed.byName)} from Caretrail.
            {counts.unsaid > 0 &&
              ` ${formatCount(counts.unsaid)} further records of this product do not say which pack it was${answered.includesUnsaid ? ', and are listed' : ''}.`}
            {answered.trace.isCut &&
              ' Only the newest records are on this list; the exported file has all of them.'}
          </td>
        </tr>
      </tfoot>
    </table>
  );
}
