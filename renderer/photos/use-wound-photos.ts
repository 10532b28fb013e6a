import { useMemo } from 'react';
import type { WoundAssessment } from '../../shared/assessments/assessment.ts';
import type { WoundPhoto } from '../../shared/photos/contract.ts';
import { useOperation } from '../client/use-operation.ts';
import { useSite } from '../client/use-site.ts';

/** What everything about the photos of a wound is drawn from. */
export type PhotoScene = {
  readonly patientId: string;
  readonly woundId: string;
  readonly photos: readonly WoundPhoto[];
  /** How many there are; more than a thousand are not read at once. */
  readonly total: number;
  readonly assessments: ReadonlyMap<string, WoundAssessment>;
  readonly timeZone: string;
};

const NO_ASSESSMENTS: readonly WoundAssessment[] = [];

/** The photos of a wound with their assessments; `scene` is null until all is read. */
export function useWoundPhotos(patientId: string, woundId: string) {
  const photos = useOperation('photos.list', { patientId, woundId });
  const assessments = useOperation('assessments.list', { woundId });
  const site = useSite();
  const listed = assessments.data ?? NO_ASSESSMENTS;
  const byId = useMemo(() => new Map(listed.map((each) => [each.id, each])), [listed]);
  const scene: PhotoScene | null =
    photos.data && assessments.data && site
      ? {
          patientId,
          woundId,
          photos: photos.data.photos,
          total: photos.data.total,
          assessments: byId,
          timeZone: site.timeZone,
        }
      : null;
  return { scene, failed: photos.error === null ? assessments : photos };
}
