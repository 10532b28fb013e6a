import { expect, test } from 'vitest';
import type { CareEpisode, Wound } from '../../shared/wounds/wound.ts';
import { changedLines } from './wound-changes.ts';

const episode = (id: string, startedOn: string, endedOn: string | null): CareEpisode => ({
  id,
  startedOn,
  endedOn,
  endReason: endedOn === null ? null : 'healed',
});

const wound: Wound = {
  id: 'w',
  patientId: 'p',
  woundNumber: 1,
  bodySite: 'heel',
  laterality: 'left',
  bodyView: 'sole',
  siteDetail: null,
  location: 'Left heel, plantar',
  etiology: 'pressure',
  etiologyDetail: null,
  diagnosisCode: null,
  onsetOn: null,
  isOnsetEstimated: false,
  status: 'open',
  statusOn: '2026-02-01',
  episodes: [episode('second', '2026-02-01', null), episode('first', '2026-01-05', '2026-01-20')],
  recordedByName: 'Hannah Winslow',
  createdAt: '2026-01-05T10:00:00.000Z',
  voidedAt: null,
  voidReason: null,
  version: 3,
};

test('a corrected field is told with what stood before', () => {
  expect(changedLines(wound, { ...wound, siteDetail: 'Toward the inside' })).toEqual([
    { key: 'siteDetail', label: 'Exact place', was: '', is: 'Toward the inside' },
  ]);
});

test('corrected days of care are told by episode, counted from the first', () => {
  const after = {
    ...wound,
    episodes: [episode('second', '2026-02-03', null), episode('first', '2026-01-02', '2026-01-18')],
  };
  expect(changedLines(wound, after).map(({ label, was, is }) => [label, was, is])).toEqual([
    ['Care began (episode 1)', '5 Jan 2026', '2 Jan 2026'],
    ['Care ended (episode 1)', '20 Jan 2026', '18 Jan 2026'],
    ['Care began (episode 2)', '1 Feb 2026', '3 Feb 2026'],
  ]);
});

test('an episode that ended or began since is no correction', () => {
  const once = { ...wound, episodes: [episode('first', '2026-01-05', null)] };
  expect(changedLines(once, wound)).toEqual([]);
  const moved = { ...once, episodes: [episode('first', '2026-01-04', null)] };
  expect(changedLines(once, moved)).toMatchObject([{ label: 'Care began' }]);
});
