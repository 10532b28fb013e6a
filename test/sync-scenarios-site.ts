import {
  auditEvent,
  CLINICIAN,
  editPatient,
  editTreatment,
  insertOrder,
  insertPatient,
  insertTreatment,
  newRowId,
  NURSE,
  signTreatment,
} from './sync-chart.ts';
import {
  bothSave,
  notesOf,
  raisedSince,
  settle,
  sharedChart,
  type Scenario,
} from './sync-world.ts';

/** Orders, stock, clocks and pages. */
export const SITE_SCENARIOS: readonly Scenario[] = [
  {
    title: 'an order cancelled while it was used is shown to people, and both stand',
    play: async (world) => {
      const { patient, order } = await sharedChart(world);
      const unused = { patient, order: newRowId(), treatment: newRowId() };
      await world.a.save(NURSE, insertOrder(unused));
      await settle(world);
      const place = world.site.log.length;
      await bothSave(
        world,
        [`UPDATE orders SET status = 'cancelled' WHERE id = '${unused.order}'`],
        [insertTreatment(unused, unused.treatment)],
      );
      const other = { patient, order: newRowId(), treatment: newRowId() };
      await world.a.save(NURSE, insertOrder(other));
      await settle(world);
      await bothSave(
        world,
        [insertTreatment(other, other.treatment)],
        [`UPDATE orders SET status = 'cancelled' WHERE id = '${other.order}'`],
      );
      const rows = await world.b.rows(
        `SELECT status FROM orders JOIN treatment_records t ON t.order_id = orders.id
         WHERE orders.id IN ('${unused.order}', '${other.order}') AND orders.id <> '${order}'`,
      );
      return [rows, raisedSince(world, place)];
    },
    expected: [
      [{ status: 'cancelled' }, { status: 'cancelled' }],
      ['cancelledButUsed!', 'cancelledButUsed!'],
    ],
  },
  {
    title: 'what names a row whose insert waits, waits as well',
    play: async (world) => {
      const { treatment, patient, place } = await sharedChart(world);
      const fresh = { patient, order: newRowId(), treatment: newRowId() };
      await world.a.save(NURSE, ...editTreatment(treatment, 'first'));
      await world.b.save(NURSE, ...editTreatment(treatment, 'second'), insertOrder(fresh));
      await world.b.save(NURSE, insertTreatment(fresh, fresh.treatment), auditEvent(newRowId()));
      await world.a.push(world.site);
      const outcomes = await world.b.push(world.site);
      await world.b.pull(world.site);
      const rows = await world.b.rows(`SELECT 1 FROM orders WHERE id = '${fresh.order}'`);
      return [outcomes, rows, raisedSince(world, place)];
    },
    expected: [
      ['held', 'held', 'applied', 'held', 'held', 'applied'],
      [],
      ['concurrentEdit!', 'dependsOnHeld!'],
    ],
  },
  {
    title: 'a row that two devices derive from the same key is one row',
    play: async (world) => {
      const unit = newRowId();
      const place = world.site.log.length;
      const insert = (lot: string) => [
        `INSERT INTO stock_units (id, product_id, lot_number) VALUES ('${unit}', 'SKU-${unit}', '${lot}')`,
      ];
      await bothSave(world, insert('L1'), insert('L1'));
      const rows = await world.a.rows(`SELECT lot_key FROM stock_units WHERE id = '${unit}'`);
      return [rows, raisedSince(world, place)];
    },
    expected: [[{ lot_key: 'L1' }], []],
  },
  {
    title: 'a deleted row stays deleted, and a change that had not seen that waits',
    play: async (world) => {
      const { order } = await sharedChart(world);
      const line = newRowId();
      await world.a.save(
        NURSE,
        `INSERT INTO order_lines VALUES ('${line}', '${order}', 1, 'SKU-1', 'Foam', 3)`,
      );
      await settle(world);
      const place = world.site.log.length;
      const { second } = await bothSave(
        world,
        [`DELETE FROM order_lines WHERE id = '${line}'`],
        [`UPDATE order_lines SET quantity_ordered = 9 WHERE id = '${line}'`],
      );
      const rows = await world.b.rows(`SELECT 1 FROM order_lines WHERE id = '${line}'`);
      return [second, rows, raisedSince(world, place)];
    },
    expected: [['held'], [], ['concurrentEdit!']],
  },
  {
    title: 'what is on hand is the sum of all movements, also after own ones were done anew',
    play: async (world) => {
      const [unit, place] = [newRowId(), `'0197a000-0000-7000-8000-000000000101'`];
      await world.a.save(
        NURSE,
        `INSERT INTO stock_units (id, product_id) VALUES ('${unit}', 'SKU-${unit}')`,
      );
      await settle(world);
      const move = (pieces: number) =>
        `INSERT INTO stock_movements (id, stock_unit_id, location_id, kind, pieces, occurred_at,
           moved_by, recorded_at)
         VALUES ('${newRowId()}', '${unit}', ${place}, 'received', ${pieces}, now(), '${NURSE}', now())`;
      const correct = (day: string) =>
        `UPDATE stock_units SET expires_on = '${day}', version = version + 1 WHERE id = '${unit}'`;
      const { isRebased } = await bothSave(
        world,
        [move(5), correct('2027-01-01')],
        [move(7), correct('2027-02-01')],
      );
      const sums = `SELECT pieces FROM stock_sums WHERE stock_unit_id = '${unit}'`;
      return [isRebased, await world.a.rows(sums), await world.b.rows(sums)];
    },
    expected: [true, [{ pieces: 12 }], [{ pieces: 12 }]],
  },
  {
    title: 'a correction that waits leaves the record as the one before it made it',
    play: async (world) => {
      const { treatment, order } = await sharedChart(world);
      await world.a.save(CLINICIAN, ...signTreatment(treatment));
      await settle(world);
      const amend = (notes: string) =>
        `INSERT INTO record_amendments (id, treatment_record_id, kind, reason, content, amended_by, amended_at)
         VALUES ('${newRowId()}', '${treatment}', 'correction', 'wrong', '{"doctorNotes": "${notes}"}',
           '${CLINICIAN}', clock_timestamp())`;
      await world.a.save(CLINICIAN, amend('first'));
      await settle(world);
      const edit = (number: string) =>
        `UPDATE orders SET order_number = '${number}', version = version + 1 WHERE id = '${order}'`;
      const { second } = await bothSave(world, [edit('R-7')], [edit('R-8'), amend('second')]);
      const shown = `SELECT doctor_notes FROM corrected_treatments WHERE id = '${treatment}'`;
      return [second, await world.a.rows(shown), await world.b.rows(shown)];
    },
    expected: [['held', 'held'], [{ doctor_notes: 'first' }], [{ doctor_notes: 'first' }]],
  },
  {
    title: 'unseen changes of other rows stay where they are when a page comes',
    play: async (world) => {
      const { patient, order, treatment } = await sharedChart(world);
      const mine = newRowId();
      await world.a.save(NURSE, ...editPatient(patient, `phone = '1'`));
      await world.b.save(NURSE, insertTreatment({ patient, order }, mine));
      await world.b.save(NURSE, ...editTreatment(treatment, 'mine'));
      await world.a.push(world.site);
      const isRebased = await world.b.pull(world.site);
      const rows = await world.b.rows(notesOf(treatment));
      return [isRebased, rows];
    },
    expected: [false, [{ notes: 'mine', version: 2, signed: false }]],
  },
  {
    title: 'changes with a clock two days ahead count from now on, and none is lost',
    play: async (world) => {
      const { patient } = await sharedChart(world);
      await world.b.end.query('UPDATE sync_device SET clock_offset_ms = 172800000');
      await world.b.save(NURSE, ...editPatient(patient, `phone = 'ahead'`));
      await world.b.save(NURSE, ...editPatient(patient, `city = 'Ahead'`));
      await world.b.push(world.site);
      await world.b.pull(world.site);
      await world.a.pull(world.site);
      await world.a.save(NURSE, ...editPatient(patient, `phone = 'after'`));
      await settle(world);
      await world.b.end.query(
        'UPDATE sync_device SET clock_offset_ms = 0, last_stamp = (SELECT max(stamp) FROM sync_log)',
      );
      const rows = await world.b.rows(`SELECT phone, city FROM patients WHERE id = '${patient}'`);
      const stamps = await world.b.rows(
        'SELECT count(*)::INT AS wrong FROM sync_outbox o WHERE restamped IS NOT NULL',
      );
      return [rows, stamps];
    },
    expected: [[{ phone: 'after', city: 'Ahead' }], [{ wrong: 4 }]],
  },
  {
    title: 'pages of one transaction come to the same as one page of all',
    play: async (world) => {
      const { patient, treatment } = await sharedChart(world);
      for (const name of ['Ada', 'Bea', 'Cia'])
        await world.a.save(NURSE, ...editPatient(patient, `first_name = '${name}'`));
      await world.a.save(NURSE, ...editTreatment(treatment, 'a'));
      await world.b.save(NURSE, ...editPatient(patient, `first_name = 'Dea'`));
      await world.b.save(NURSE, ...editTreatment(treatment, 'b'));
      await world.b.save(NURSE, insertPatient(newRowId()));
      await world.a.push(world.site);
      await world.b.pull(world.site, 1);
      await world.b.push(world.site);
      await world.b.pull(world.site, 1);
      const kept = await world.b.rows(
        `SELECT version FROM patient_versions WHERE patient_id = '${patient}' ORDER BY version`,
      );
      return [kept.map(({ version }) => version), await world.b.rows(notesOf(treatment))];
    },
    expected: [[1, 2, 3, 4], [{ notes: 'a', version: 2, signed: false }]],
  },
  {
    title:
      'an order deleted with all that hangs on it is gone everywhere, and comes back whole if it must',
    play: async (world) => {
      const { order, patient, treatment } = await sharedChart(world);
      const line = newRowId();
      await world.a.save(
        NURSE,
        `INSERT INTO order_lines VALUES ('${line}', '${order}', 1, 'SKU-1', 'Foam', 3)`,
      );
      await settle(world);
      const { second, isRebased } = await bothSave(
        world,
        [`UPDATE orders SET order_number = 'R-9', version = version + 1 WHERE id = '${order}'`],
        [`DELETE FROM orders WHERE id = '${order}'`, ...editPatient(patient, `city = 'x'`)],
      );
      const rows = await world.b.rows(
        `SELECT o.order_number, l.quantity_ordered, t.id FROM orders o
         JOIN order_lines l ON l.order_id = o.id JOIN treatment_records t ON t.order_id = o.id
         WHERE o.id = '${order}'`,
      );
      await world.b.save(NURSE, `DELETE FROM orders WHERE id = '${order}'`);
      await settle(world);
      const left = await world.a.rows(`SELECT 1 FROM order_lines WHERE id = '${line}'`);
      return [new Set(second), isRebased, rows.map(({ id }) => id === treatment), left];
    },
    expected: [new Set(['held']), true, [true], []],
  },
  {
    title: 'a deletion that would take along what somebody added meanwhile waits',
    play: async (world) => {
      const { order, patient, place } = await sharedChart(world);
      const added = newRowId();
      const { second } = await bothSave(
        world,
        [insertTreatment({ order, patient }, added)],
        [`DELETE FROM orders WHERE id = '${order}'`],
      );
      const rows = await world.b.rows(
        `SELECT count(*)::INT AS count FROM treatment_records WHERE order_id = '${order}'`,
      );
      return [new Set(second), rows, raisedSince(world, place)];
    },
    expected: [new Set(['held']), [{ count: 2 }], ['concurrentEdit!']],
  },
];
