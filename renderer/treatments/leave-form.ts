import { useNavigation } from '../navigation.ts';

/** Back to the chart, without leaving the form behind as a place to come back to. */
export function leaveToChart(patientId: string): void {
  const { past, back, go } = useNavigation.getState();
  const before = past.at(-1);
  if (before?.screen === 'chart' && before.patientId === patientId) back();
  else go({ screen: 'chart', patientId });
}
