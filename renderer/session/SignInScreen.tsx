import { UsersRound } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { DEMONSTRATION_PIN } from '../../shared/site/demonstration.ts';
import type { Site } from '../../shared/site/contract.ts';
import { useOperation } from '../client/use-operation.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { type Ending, useSignedIn } from '../signed-in.ts';
import { RegainAccessPanel } from '../store/RegainAccessPanel.tsx';
import { CenteredPage } from '../ui/CenteredPage.tsx';
import { formatQuantity } from '../ui/format.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Grid } from '../ui/Grid.tsx';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Row } from '../ui/Row.tsx';
import { SearchField } from '../ui/SearchField.tsx';
import { SignInTile } from '../ui/SignInTile.tsx';
import { Stack } from '../ui/Stack.tsx';
import { useFirstFocus } from '../use-first-focus.ts';
import { PinEntry, type Tile, tileDetail } from './PinEntry.tsx';
import { matchingTiles } from './tiles.ts';

/** More tiles than this need a search field. */
const TILES_AT_A_GLANCE = 12;

function endingText(ending: Ending, { idleLockSeconds }: Site): string | null {
  const limit =
    idleLockSeconds % 60 === 0
      ? formatQuantity(idleLockSeconds / 60, 'minute')
      : formatQuantity(idleLockSeconds, 'second');
  const texts: Readonly<Record<Ending, string | null>> = {
    start: null,
    lock: 'Locked. What you were typing is kept.',
    idle: `Locked after ${limit} without a touch or key. What you were typing is kept.`,
    core: 'Your session has ended. Sign in again to go on; what you were typing is kept.',
  };
  return texts[ending];
}

type TilesProps = {
  readonly tiles: readonly Tile[];
  /** Whose tile has the focus at first. */
  readonly focusedId: string | null;
  readonly onChoose: (tile: Tile) => void;
};

function Tiles({ tiles, focusedId, onChoose }: TilesProps) {
  const grid = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  useFirstFocus(search);
  const [text, setText] = useState('');
  const isSearched = tiles.length > TILES_AT_A_GLANCE;
  const shown = matchingTiles(tiles, text);
  const focusedAt = tiles.findIndex(({ userId }) => userId === focusedId);
  useEffect(() => {
    // Whoever locked, or came back from a PIN, most likely goes on from their own tile.
    if (focusedAt >= 0) grid.current?.querySelectorAll('button')[focusedAt]?.focus();
  }, [focusedAt]);
  return (
    <Stack>
      {isSearched && (
        <SearchField
          label="Find your name"
          isLabelHidden
          placeholder="Find your name"
          size="large"
          value={text}
          onChange={setText}
          onSubmit={() => {
            const [only, another] = shown;
            if (only !== undefined && another === undefined) onChoose(only);
          }}
          ref={search}
        />
      )}
      <div ref={grid}>
        <Grid gap={3} minColumnRem={19}>
          {shown.map((tile) => (
            <SignInTile
              key={tile.userId}
              name={tile.displayName}
              detail={tileDetail(tile)}
              onPress={() => onChoose(tile)}
            />
          ))}
        </Grid>
      </div>
      {shown.length === 0 && (
        <EmptyState icon={UsersRound} title="Nobody here by that name">
          {tiles.length === 0
            ? 'No one can sign in on this computer.'
            : 'Check the spelling. Somebody new is added by an administrator, under Users.'}
        </EmptyState>
      )}
    </Stack>
  );
}

function DemonstrationHint() {
  return (
    <InlineMessage tone="info">
      PIN for everyone here: <strong className="pin-hint">{DEMONSTRATION_PIN}</strong>
    </InlineMessage>
  );
}

type SignInScreenProps = { readonly site: Site; readonly banner: ReactNode };

function RegainedHint() {
  return <InlineMessage tone="success">The PIN is set anew. Sign in with it.</InlineMessage>;
}

type ForgottenPinProps = {
  readonly tiles: readonly Tile[];
  readonly onRegained: (userId: string) => void;
};

function ForgottenPin({ tiles, onRegained }: ForgottenPinProps) {
  const administrators = tiles
    .filter(({ role }) => role === 'administrator')
    .map((tile) => ({
      userId: tile.userId,
      displayName: tile.displayName,
      detail: tileDetail(tile),
    }));
  return (
    <Row>
      <RegainAccessPanel administrators={administrators} onRegained={onRegained} />
    </Row>
  );
}

/** Who is signing in: tiles, then that person's PIN. Also the lock screen. */
export function SignInScreen({ site, banner }: SignInScreenProps) {
  const tiles = useOperation('session.tiles', {});
  const { ending, lastUserId } = useSignedIn();
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [leftId, setLeftId] = useState<string | null>(null);
  const [regainedId, setRegainedId] = useState<string | null>(null);
  const chosen = tiles.data?.find(({ userId }) => userId === chosenId);
  const hint = site.isDemonstration ? <DemonstrationHint /> : null;
  const notice = endingText(ending, site);
  function choose(userId: string): void {
    setChosenId(userId);
    setLeftId(userId);
  }
  return (
    <CenteredPage banner={banner} maxWidthRem={chosen ? 24 : 62}>
      <Stack gap={5}>
        {notice !== null && !chosen && <InlineMessage tone="info">{notice}</InlineMessage>}
        {chosen ? (
          <PinEntry
            key={chosen.userId}
            tile={chosen}
            hint={chosen.userId === regainedId ? <RegainedHint /> : hint}
            onBack={() => setChosenId(null)}
          />
        ) : (
          <>
            <PageHeader title="Who is signing in?" subtitle={site.name} />
            {hint}
            {tiles.data ? (
              <>
                <Tiles
                  tiles={tiles.data}
                  focusedId={leftId ?? lastUserId}
                  onChoose={({ userId }) => choose(userId)}
                />
                <ForgottenPin
                  tiles={tiles.data}
                  onRegained={(userId) => {
                    setRegainedId(userId);
                    choose(userId);
                  }}
                />
              </>
            ) : (
              <QueryNotice query={tiles} what="People" />
            )}
          </>
        )}
      </Stack>
    </CenteredPage>
  );
}
