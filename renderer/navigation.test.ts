import { beforeEach, expect, test } from 'vitest';
import { useNavigation } from './navigation.ts';

beforeEach(() => useNavigation.getState().reset());

test('back leads to where the user came from, and from the start to the start', () => {
  const { go, back } = useNavigation.getState();
  go({ screen: 'orders' });
  go({ screen: 'newOrder', patientId: null });
  back();
  expect(useNavigation.getState().route).toEqual({ screen: 'orders' });
  back();
  back();
  expect(useNavigation.getState().route).toEqual({ screen: 'patients' });
});

test('going to the place that is already shown adds no step to go back', () => {
  const { go } = useNavigation.getState();
  go({ screen: 'chart', patientId: 'one' });
  go({ screen: 'chart', patientId: 'one' });
  expect(useNavigation.getState().past).toEqual([{ screen: 'patients' }]);
  go({ screen: 'chart', patientId: 'two' });
  expect(useNavigation.getState().past).toHaveLength(2);
});
