import { failWith } from '../../shared/base/result.ts';
import type { RefusedPhoto } from '../photos/actions.ts';

/** Why a record is not saved because of one of its photos, which the form points at. */
export function photoRefused({ digest, message }: RefusedPhoto) {
  return failWith('PhotoRefused', message, { digest });
}
