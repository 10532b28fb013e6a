import { expect, test } from 'vitest';
import { outcomeInWords, personInWords } from '../../shared/audit/event-words.ts';
import { computerWords, deedOptions, deedWords, whenWords } from './audit-words.ts';

const done = (operation: string) => deedWords({ operation, outcome: 'ok' });

test('what was done is a sentence about a person, and never the name on the wire', () => {
  expect(done('patients.getChart')).toBe('opened the chart');
  expect(done('patients.create')).toBe('registered a patient');
  expect(done('treatments.void')).toBe('struck out a record that was made by mistake');
  expect(done('conditions.list')).toBe("looked at a patient's conditions");
  expect(done('documents.list')).toBe("looked at a chart's documents");
  expect(done('catalogue.preview')).toMatch(/^looked at what a product list/);
  expect(done('exchange.exportFhir')).toMatch(/^wrote charts as FHIR R4/);
  expect(deedWords({ operation: 'treatments.record', outcome: 'refused' })).toMatch(
    /^tried to record that a product/,
  );
  for (const { key, label } of deedOptions) {
    expect(label, key).not.toContain(key);
    expect(label, key).toMatch(/^[A-Z]/);
  }
});

test('an operation of a later release is named as it is', () => {
  expect(done('future.thing')).toBe('did “future.thing”');
  expect(done('constructor')).toBe('did “constructor”');
});

test('a time is that of the computer’s own clock, and says by how much it is off UTC', () => {
  const event = { occurredAt: '2026-03-10T15:00:09.000Z', utcOffsetMinutes: -240 };
  expect(whenWords(event, 'Europe/Berlin')).toBe('10 Mar 2026, 11:00:09 (UTC-04:00)');
  expect(whenWords({ ...event, utcOffsetMinutes: null }, 'Europe/Berlin')).toBe(
    '10 Mar 2026, 16:00',
  );
});

test('who, how it ended and where are words too where nothing is known', () => {
  expect(personInWords({ userId: null, userName: null })).toBe('Somebody not signed in');
  expect(outcomeInWords({ outcome: 'refused', failureCode: 'Forbidden' })).toBe(
    'Refused: the role does not allow it',
  );
  expect(outcomeInWords({ outcome: 'failed', failureCode: 'NothingToExport' })).toBe(
    'Failed: nothing to export',
  );
  expect(computerWords({ deviceName: null, isThisComputer: true })).toBe('This computer');
});
