import { type Route, routeKey, useNavigation } from './navigation.ts';

/** Back to a place, without leaving the form behind as a place to come back to. */
export function leaveTo(place: Route): void {
  const { past, back, go } = useNavigation.getState();
  const before = past.at(-1);
  if (before !== undefined && routeKey(before) === routeKey(place)) back();
  else go(place);
}
