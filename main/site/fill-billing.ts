import { addDays, type CivilDate } from '../../shared/base/civil-date.ts';
import { SELF } from '../../shared/payers/coverage.ts';
import { addConditions } from '../conditions/actions.ts';
import { addBillingOrganisation, addCoverages, addFees, addPayer } from '../payers/actions.ts';
import type { Tx } from '../platform/database.ts';
import {
  charges,
  conditions,
  organisation,
  payer,
  subscribers,
  uninsured,
} from './demonstration/billing.ts';
import { entriesOf, type Ids } from './demonstration/ids.ts';
import { type DemonstrationMrn, patients } from './demonstration/patients.ts';
import type { PersonKey } from './demonstration/people.ts';

type Filling = {
  readonly tx: Tx;
  readonly newId: () => string;
  readonly today: CivilDate;
  readonly patientId: Ids<DemonstrationMrn>;
  readonly userId: Ids<PersonKey>;
};

const SINCE_DAYS = 400;

const nobodyElse = {
  subscriberFirstName: null,
  subscriberLastName: null,
  subscriberBirthOn: null,
  subscriberSex: null,
};

const noAddress = {
  subscriberAddressLine: null,
  subscriberCity: null,
  subscriberState: null,
  subscriberPostalCode: null,
};

/** Says who bills, who pays how much for whom, and what the problem lists hold. */
export async function fillBilling(filling: Filling): Promise<void> {
  const { tx, newId, today, userId } = filling;
  const recordedBy = userId('biller');
  const since = addDays(today, -SINCE_DAYS);
  await addBillingOrganisation(tx, { id: newId(), ...organisation });
  const { id: payerId } = await addPayer(tx, { id: newId(), ...payer });
  const terms = { payerId: null, effectiveFrom: since, effectiveTo: null, recordedBy };
  await addFees(
    tx,
    Object.entries(charges).map(([procedureCode, unitCents]) => ({
      id: newId(),
      ...terms,
      procedureCode,
      unitCents,
      source: 'Invented charges',
    })),
  );
  await fillCoverages(filling, payerId, since);
  await addConditions(
    tx,
    conditions.map(({ mrn, onsetDaysAgo, ...named }) => ({
      id: newId(),
      patientId: filling.patientId(mrn),
      ...named,
      onsetOn: onsetDaysAgo === null ? null : addDays(today, -onsetDaysAgo),
      endedOn: null,
      recordedBy: userId('clinician'),
    })),
  );
}

async function fillCoverages(
  { tx, newId, patientId, userId }: Filling,
  payerId: string,
  startsOn: CivilDate,
): Promise<void> {
  const insured = entriesOf<DemonstrationMrn, unknown>(patients).filter(
    ([mrn]) => !uninsured.includes(mrn),
  );
  await addCoverages(
    tx,
    insured.map(([mrn]) => ({
      id: newId(),
      patientId: patientId(mrn),
      payerId,
      priority: 1,
      memberId: `HLP${mrn.replaceAll(/\D/g, '').padStart(8, '0')}`,
      groupNumber: 'RIVERBEND',
      // A child where somebody else is insured.
      relationshipCode: subscribers[mrn] === undefined ? SELF : '19',
      ...(subscribers[mrn] ?? nobodyElse),
      ...noAddress,
      startsOn,
      endsOn: null,
      recordedBy: userId('biller'),
    })),
  );
}
