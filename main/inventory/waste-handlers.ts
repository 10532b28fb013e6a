import type { Actor } from '../../shared/base/permission.ts';
import type { Handlers } from '../../shared/base/contract.ts';
import { addDays, LAST_CIVIL_DATE, type CivilDate } from '../../shared/base/civil-date.ts';
import { localInstant } from '../../shared/base/local-instant.ts';
import { fail, failWith, ok } from '../../shared/base/result.ts';
import type { WasteRecord, wasteOperations } from '../../shared/inventory/waste-contract.ts';
import { findOrderInUse } from '../orders/actions.ts';
import { findPatient } from '../patients/actions.ts';
import type { Contexts } from '../platform/context.ts';
import type { Tx } from '../platform/database.ts';
import { findProductsBySku } from '../products/actions.ts';
import { siteTimeZone } from '../site/actions.ts';
import { findUser } from '../staff/actions.ts';
import { checkPin } from '../staff/pin-check.ts';
import { takeBackMovements } from './actions.ts';
import { adjustTakenBack } from './adjust-area.ts';
import { selectActiveLocations } from './location-store.ts';
import {
  addWaste,
  planWaste,
  unitsOfWaste,
  type WastedLine,
  type WasteFrame,
} from './record-waste.ts';
import { describeShortages, shortagesInWords } from './shortages.ts';
import {
  countWasteRecords,
  markWasteVoided,
  selectWasteById,
  selectWasteRecords,
} from './waste-store.ts';

/** Whom it was opened for, by the order where one is named; or why it cannot be so. */
async function openedFor(tx: Tx, { patientId, orderId }: WasteFrame, productId: string) {
  if (patientId !== null && !(await findPatient(tx, patientId)))
    return fail('UnknownPatient', 'There is no such patient here.');
  if (orderId === null) return ok(patientId);
  const order = await findOrderInUse(tx, { orderId, productId, exceptRecordId: null });
  if (!order) return fail('UnknownOrder', 'There is no such order here. Choose another.');
  if (patientId !== null && order.patientId !== patientId)
    return fail(
      'OrderOfAnotherPatient',
      'That order is of another patient. Choose one of this patient.',
    );
  return ok(order.patientId);
}

async function peopleAndPlacesProblem(
  tx: Tx,
  {
    lines,
    witnessedBy,
  }: { readonly lines: readonly WastedLine[]; readonly witnessedBy: string | null },
  actor: Actor,
) {
  if (witnessedBy === actor.userId || (witnessedBy !== null && !(await findUser(tx, witnessedBy))))
    return fail('UnknownWitness', 'A witness is somebody else who works here. Choose who saw it.');
  const places = [...new Set(lines.flatMap(({ locationId }) => locationId ?? []))];
  const used = places.length === 0 ? [] : await selectActiveLocations(tx, places);
  if (used.length < places.length)
    return fail('UnknownLocation', 'There is no such place here, or it is no longer used.');
  return null;
}

/** Its recorder can void it, and whoever adjusts stock. */
function voidingProblem(record: WasteRecord, actor: Actor) {
  if (record.voidedAt !== null)
    return fail('AlreadyVoided', 'This waste record is voided already.');
  if (record.recordedBy !== actor.userId && !actor.permissions.includes('stock.adjust'))
    return fail(
      'NotYours',
      'Only whoever recorded this, a supply coordinator or an administrator can void it. Ask one of them.',
    );
  return null;
}

/** When a day begins at the site; null for no day. */
function beginningOf(day: CivilDate | null, timeZone: string): string | null {
  if (day === null) return null;
  const begins = localInstant(day, '00:00', timeZone) ?? localInstant(day, '01:00', timeZone);
  return new Date(begins ?? `${day}T00:00Z`).toISOString();
}

export const wasteHandlers: Handlers<typeof wasteOperations, Contexts> = {
  async 'waste.record'({ lines, ...said }, context) {
    const { tx, now, actor } = context;
    const wastedAt = new Date(said.wastedAt);
    if (wastedAt.getTime() > now.getTime())
      return fail('ImpossibleDate', 'wastedAt is in the future. Check date and time.');
    const skus = [...new Set(lines.map(({ productId }) => productId))];
    const products = new Map((await findProductsBySku(tx, skus)).map((each) => [each.sku, each]));
    const unknown = skus.find((sku) => !products.has(sku));
    if (unknown !== undefined)
      return fail('UnknownProduct', `There is no product ${unknown} in the catalogue.`);
    const problem = await peopleAndPlacesProblem(tx, { lines, ...said }, actor);
    if (problem) return problem;
    const patient = await openedFor(tx, said, lines[0]?.productId ?? '');
    if (!patient.ok) return patient;
    const units = await unitsOfWaste(context, lines, products);
    const { planned, shortages } = await planWaste(context, units, products);
    if (shortages.length > 0 && said.shortageReason === null) {
      const described = await describeShortages(tx, shortages);
      return failWith(
        'ShortInStock',
        `By the movements there are ${shortagesInWords(described)}. Check the lines; if it was wasted all the same, say in shortageReason how that can be.`,
        { shortages: described },
      );
    }
    const frame = {
      ...said,
      patientId: patient.value,
      wastedAt: wastedAt.toISOString(),
      shortages,
    };
    const ids = await addWaste(context, { lines: units, planned }, frame);
    return ok(await selectWasteById(tx, ids));
  },
  async 'waste.void'({ wasteRecordId, reason, pin }, context) {
    const { tx, now, actor } = context;
    const checkedPin = await checkPin(context, actor.userId, pin);
    if (!checkedPin.ok) return checkedPin;
    const [current] = await selectWasteById(tx, [wasteRecordId]);
    if (!current) return fail('UnknownWaste', 'There is no such waste record here.');
    const problem = voidingProblem(current, actor);
    if (problem) return problem;
    const voidedAt = now.toISOString();
    await markWasteVoided(tx, wasteRecordId, {
      voidedAt,
      voidedBy: actor.userId,
      voidReason: reason,
    });
    const takenBack = await takeBackMovements(context, { wasteRecordId }, reason);
    await adjustTakenBack(context, takenBack, reason);
    const [voided] = await selectWasteById(tx, [wasteRecordId]);
    if (!voided) throw new Error('A waste record that was just voided is gone');
    return ok(voided);
  },
  async 'waste.list'({ fromOn, toOn, limit, offset, ...of }, { db }) {
    const timeZone = await siteTimeZone(db);
    // No day follows the last one that can be written.
    const dayAfter = toOn === null || toOn === LAST_CIVIL_DATE ? null : addDays(toOn, 1);
    const before = beginningOf(dayAfter, timeZone);
    const asked = { ...of, from: beginningOf(fromOn, timeZone), before };
    const records = await selectWasteRecords(db, asked, { limit, offset });
    return ok({ records, total: await countWasteRecords(db, asked) });
  },
};
