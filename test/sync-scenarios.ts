import {
  CLINICIAN,
  editPatient,
  editTreatment,
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

/** What two people do to one chart without having seen each other's. */
export const CHART_SCENARIOS: readonly Scenario[] = [
  {
    title: 'of two edits of an unsigned treatment the first stands, and the other waits for people',
    play: async (world) => {
      const { treatment, place } = await sharedChart(world);
      const { first, second } = await bothSave(
        world,
        editTreatment(treatment, 'left'),
        editTreatment(treatment, 'right'),
      );
      return [first, second, await world.b.rows(notesOf(treatment)), raisedSince(world, place)];
    },
    expected: [
      ['applied', 'applied', 'applied'],
      ['held', 'held', 'applied'],
      [{ notes: 'left', version: 2, signed: false }],
      ['concurrentEdit!'],
    ],
  },
  {
    title: 'an edit that had not seen the signature waits',
    play: async (world) => {
      const { treatment, place } = await sharedChart(world);
      const { second } = await bothSave(
        world,
        signTreatment(treatment),
        editTreatment(treatment, 'late'),
      );
      return [second, await world.b.rows(notesOf(treatment)), raisedSince(world, place)];
    },
    expected: [
      ['held', 'held', 'applied'],
      [{ notes: null, version: 1, signed: true }],
      ['concurrentEdit!'],
    ],
  },
  {
    title: 'a signature that had not seen the edit waits',
    play: async (world) => {
      const { treatment, place } = await sharedChart(world);
      const { second } = await bothSave(
        world,
        editTreatment(treatment, 'seen'),
        signTreatment(treatment),
      );
      const signatures = await world.b.rows(
        `SELECT 1 FROM record_signatures WHERE treatment_record_id = '${treatment}'`,
      );
      return [
        second,
        await world.b.rows(notesOf(treatment)),
        signatures,
        raisedSince(world, place),
      ];
    },
    expected: [
      ['held', 'held', 'applied'],
      [{ notes: 'seen', version: 2, signed: false }],
      [],
      ['concurrentEdit!'],
    ],
  },
  {
    title: 'of two signatures of one record the first stands',
    play: async (world) => {
      const { treatment, place } = await sharedChart(world);
      await bothSave(world, signTreatment(treatment, NURSE), signTreatment(treatment, CLINICIAN));
      const signed = await world.b.rows(
        `SELECT signed_by FROM record_signatures WHERE treatment_record_id = '${treatment}'`,
      );
      return [signed, raisedSince(world, place)];
    },
    expected: [[{ signed_by: NURSE }], ['concurrentEdit!']],
  },
  {
    title: 'what was done after a change that waits, waits too, and nothing of it shows',
    play: async (world) => {
      const { treatment, place } = await sharedChart(world);
      await world.a.save(NURSE, ...editTreatment(treatment, 'first'));
      await world.b.save(NURSE, ...editTreatment(treatment, 'second'));
      await world.b.save(NURSE, ...editTreatment(treatment, 'third'));
      await world.a.push(world.site);
      const outcomes = await world.b.push(world.site);
      await world.b.pull(world.site);
      return [outcomes, await world.b.rows(notesOf(treatment)), raisedSince(world, place)];
    },
    expected: [
      ['held', 'held', 'applied', 'held', 'held', 'applied'],
      [{ notes: 'first', version: 2, signed: false }],
      ['concurrentEdit!', 'dependsOnHeld!'],
    ],
  },
  {
    title: 'a phone number and a name come together, and all versions are kept',
    play: async (world) => {
      const { patient, place } = await sharedChart(world);
      const { second, isRebased } = await bothSave(
        world,
        editPatient(patient, `phone = '555'`),
        editPatient(patient, `last_name = 'Wu', search_text = ' wu ann '`),
      );
      const [row] = await world.a.rows(
        `SELECT phone, last_name, search_text, version FROM patients WHERE id = '${patient}'`,
      );
      const kept = await world.b.rows(
        `SELECT version, details ->> 'last_name' AS name FROM patient_versions
         WHERE patient_id = '${patient}' ORDER BY version`,
      );
      return [second, isRebased, row, kept, raisedSince(world, place)];
    },
    expected: [
      ['merged', 'applied'],
      true,
      { phone: '555', last_name: 'Wu', search_text: ' wu ann', version: 3 },
      [
        { version: 1, name: 'Lee' },
        { version: 2, name: 'Lee' },
      ],
      [],
    ],
  },
  {
    title: 'of two names the later counts, and people must settle it',
    play: async (world) => {
      const { patient, place } = await sharedChart(world);
      await bothSave(
        world,
        editPatient(patient, `first_name = 'Eve'`),
        editPatient(patient, `first_name = 'Ida', phone = '7'`),
      );
      const rows = await world.a.rows(
        `SELECT first_name, phone, search_text FROM patients WHERE id = '${patient}'`,
      );
      return [rows, raisedSince(world, place)];
    },
    expected: [[{ first_name: 'Ida', phone: '7', search_text: ' lee ida' }], ['concurrentFields!']],
  },
  {
    title:
      'an allergy that one removed and another described stays as the later says, and is shown',
    play: async (world) => {
      const { patient } = await sharedChart(world);
      const allergy = newRowId();
      await world.a.save(
        NURSE,
        `INSERT INTO allergies (id, patient_id, substance, kind) VALUES
           ('${allergy}', '${patient}', 'latex', 'allergy')`,
      );
      await settle(world);
      const place = world.site.log.length;
      await bothSave(
        world,
        [`UPDATE allergies SET removed_at = now(), removal_reason = 'no' WHERE id = '${allergy}'`],
        [`UPDATE allergies SET severity = 'severe' WHERE id = '${allergy}'`],
      );
      const rows = await world.a.rows(
        `SELECT severity, removed_at FROM allergies WHERE id = '${allergy}'`,
      );
      return [rows, raisedSince(world, place)];
    },
    expected: [[{ severity: 'severe', removed_at: null }], ['concurrentRow']],
  },
  {
    title: 'an order edited by two stands as the first left it',
    play: async (world) => {
      const { order, place } = await sharedChart(world);
      const edit = (number: string) => [
        `UPDATE orders SET order_number = '${number}', version = version + 1 WHERE id = '${order}'`,
      ];
      await bothSave(world, edit('R-2'), edit('R-3'));
      const rows = await world.b.rows(`SELECT order_number FROM orders WHERE id = '${order}'`);
      return [rows, raisedSince(world, place)];
    },
    expected: [[{ order_number: 'R-2' }], ['concurrentEdit!']],
  },
];
