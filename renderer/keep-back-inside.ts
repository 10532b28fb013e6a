import { useNavigation } from './navigation.ts';

/**
 * Makes the Back of a browser or a mouse go back inside Caretrail instead of out of it. The history
 * holds one bare entry: no address, no title of a patient.
 */
export function keepBackInside(): void {
  history.pushState(null, '');
  addEventListener('popstate', () => {
    history.pushState(null, '');
    useNavigation.getState().back();
  });
}
