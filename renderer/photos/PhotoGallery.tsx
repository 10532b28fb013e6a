import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { recordStateOf } from '../../shared/signing/record-state.ts';
import type { WoundPhoto } from '../../shared/photos/contract.ts';
import { Badge } from '../ui/Badge.tsx';
import { formatCivilDate, formatQuantity } from '../ui/format.ts';
import { useElementSize } from '../ui/use-zoom.ts';
import {
  type GalleryRow,
  galleryRows,
  groupPhotos,
  placeAfterKey,
  rowOfPhoto,
} from './photo-groups.ts';
import { PhotoTile } from './PhotoTile.tsx';
import { assessedSizeInWords } from './photo-words.ts';
import type { PhotoScene } from './use-wound-photos.ts';

const TILE_PX = 164;
const TILE_HEIGHT_PX = 172;
const HEADING_PX = 52;
const ROWS_BEYOND = 3;

type HeadingProps = {
  readonly row: Extract<GalleryRow, { readonly kind: 'heading' }>;
  readonly scene: PhotoScene;
};

function Heading({ row, scene }: HeadingProps) {
  const { assessmentId, photos } = row.group;
  const assessment = scene.assessments.get(assessmentId);
  const size = assessment && assessedSizeInWords(assessment);
  const state = assessment && recordStateOf(assessment);
  return (
    <div className="gallery__heading">
      <h3>{assessment ? formatCivilDate(assessment.assessedOn) : 'Assessment not found'}</h3>
      <span className="gallery__size">
        {size}
        {size && ' · '}
        {formatQuantity(photos.length, 'photo')}
      </span>
      {state === 'unsigned' && <Badge>Unsigned</Badge>}
      {state === 'voided' && <Badge tone="danger">Struck out</Badge>}
    </div>
  );
}

type RowsProps = {
  readonly scene: PhotoScene;
  readonly rows: readonly GalleryRow[];
  readonly columns: number;
  readonly onOpen: (photo: WoundPhoto) => void;
};

function rowStyle(start: number, columns: number): CSSProperties {
  return { transform: `translateY(${start}px)`, gridTemplateColumns: `repeat(${columns}, 1fr)` };
}

/** Draws the rows in sight, and the one with the focus; arrows lead from photo to photo. */
function useGallery({ scene, rows, columns }: Omit<RowsProps, 'onOpen'>) {
  const scrollRef = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState(0);
  const count = scene.photos.length;
  const rowOfPlace = rowOfPhoto(rows, Math.min(place, count - 1));
  // oxlint-disable-next-line react/incompatible-library -- nothing here is compiled to remember its results
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scrollRef.current,
    estimateSize: (index) => (rows[index]?.kind === 'heading' ? HEADING_PX : TILE_HEIGHT_PX),
    overscan: ROWS_BEYOND,
    rangeExtractor: (range) => {
      const inSight = defaultRangeExtractor(range);
      if (rowOfPlace < 0 || inSight.includes(rowOfPlace)) return inSight;
      return [...inSight, rowOfPlace].toSorted((one, other) => one - other);
    },
  });
  function onKeyDown(event: KeyboardEvent): void {
    const next = placeAfterKey(event.key, place, { columns, count });
    if (next === null || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    setPlace(next);
    virtual.scrollToIndex(rowOfPhoto(rows, next));
    // The row may only be drawn with the next frame.
    requestAnimationFrame(() =>
      requestAnimationFrame(() =>
        scrollRef.current?.querySelector<HTMLElement>(`[data-place="${next}"] button`)?.focus(),
      ),
    );
  }
  return { scrollRef, virtual, place: Math.min(place, count - 1), setPlace, onKeyDown };
}

function Rows({ scene, rows, columns, onOpen }: RowsProps) {
  const { scrollRef, virtual, place, setPlace, onKeyDown } = useGallery({ scene, rows, columns });
  return (
    <div ref={scrollRef} className="gallery" onKeyDown={onKeyDown} role="presentation">
      <div className="gallery__all" style={{ blockSize: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ key, index, start }) => {
          const row = rows[index];
          if (row === undefined) return null;
          return (
            <div key={key} className="gallery__row" style={rowStyle(start, columns)}>
              {row.kind === 'heading' ? (
                <Heading row={row} scene={scene} />
              ) : (
                row.photos.map((photo, at) => (
                  <div key={photo.id} data-place={row.from + at} className="gallery__cell">
                    <PhotoTile
                      photo={photo}
                      timeZone={scene.timeZone}
                      assessedOn={scene.assessments.get(photo.assessmentId)?.assessedOn}
                      isTabStop={row.from + at === place}
                      onFocus={() => setPlace(row.from + at)}
                      onPress={() => onOpen(photo)}
                    />
                  </div>
                ))
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

export type PhotoGalleryProps = Pick<RowsProps, 'scene' | 'onOpen'>;

/** Photos by assessment, newest first; however many there are, only those in sight are drawn. */
export function PhotoGallery({ scene, onOpen }: PhotoGalleryProps) {
  const frameRef = useRef<HTMLDivElement>(null);
  const size = useElementSize(frameRef);
  const columns = size === null ? null : Math.max(2, Math.floor(size.width / TILE_PX));
  const rows = useMemo(
    () => (columns === null ? [] : galleryRows(groupPhotos(scene.photos), columns)),
    [scene.photos, columns],
  );
  return (
    <div ref={frameRef} className="gallery-frame">
      {columns !== null && (
        <Rows key={columns} scene={scene} rows={rows} columns={columns} onOpen={onOpen} />
      )}
    </div>
  );
}
