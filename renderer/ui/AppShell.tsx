import { Lock, type LucideIcon } from 'lucide-react';
import { type ReactNode, useEffect, useId } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { forgetAnnouncement, useAnnounced } from './announce.ts';
import { Avatar } from './Avatar.tsx';
import { classNames } from './class-names.ts';
import { Logo } from './Logo.tsx';
import { SkipLink } from './SkipLink.tsx';

export type NavigationItem<Key extends string = string> = {
  readonly key: Key;
  readonly label: string;
  readonly icon: LucideIcon;
  readonly href: string;
  /** Waiting work, shown as a number on the icon. */
  readonly count?: number | undefined;
};

/** Places that belong together, under a word for them. */
export type NavigationGroup<Key extends string = string> = {
  readonly key: string;
  readonly label: string;
  readonly items: readonly NavigationItem<Key>[];
};

export type AppShellProps<Key extends string = string> = {
  readonly navigation: readonly NavigationGroup<Key>[];
  readonly currentKey: Key | null;
  /** Called instead of following `href`; without it the links are ordinary links. */
  readonly onNavigate?: ((key: Key) => void) | undefined;
  readonly person?: { readonly name: string; readonly detail?: string | undefined } | undefined;
  readonly onLock?: (() => void) | undefined;
  /** Above everything on every screen, e.g. `<DemonstrationBanner />`. */
  readonly banner?: ReactNode;
  readonly topBar?: ReactNode;
  /** At the right end of the top bar, e.g. `<StatusLine>`. */
  readonly status?: ReactNode;
  readonly children: ReactNode;
};

const MAIN_ID = 'main-content';

/** With more places than these the rail has two columns, so that none has to be scrolled to. */
const MOST_IN_ONE_COLUMN = 10;

function RailLink<Key extends string>(props: {
  readonly item: NavigationItem<Key>;
  readonly isCurrent: boolean;
  readonly onNavigate?: ((key: Key) => void) | undefined;
}) {
  const { item, isCurrent, onNavigate } = props;
  const Icon = item.icon;
  return (
    <a
      className="app-shell__link"
      href={item.href}
      aria-current={isCurrent ? 'page' : undefined}
      onClick={(event) => {
        if (!onNavigate || event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        onNavigate(item.key);
      }}
    >
      <span className="app-shell__icon">
        <Icon size={24} strokeWidth={1.75} aria-hidden />
        {item.count !== undefined && item.count > 0 && (
          <span className="app-shell__count">
            {item.count}
            <span className="visually-hidden"> waiting, </span>
          </span>
        )}
      </span>
      {item.label}
    </a>
  );
}

function RailGroup<Key extends string>(props: {
  readonly group: NavigationGroup<Key>;
  readonly currentKey: Key | null;
  readonly onNavigate?: ((key: Key) => void) | undefined;
}) {
  const { group, currentKey, onNavigate } = props;
  const labelId = useId();
  return (
    <div className="app-shell__group">
      <p id={labelId} className="app-shell__group-label">
        {group.label}
      </p>
      <ul aria-labelledby={labelId}>
        {group.items.map((item) => (
          <li key={item.key}>
            <RailLink item={item} isCurrent={item.key === currentKey} onNavigate={onNavigate} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function RailPerson({ person, onLock }: Pick<AppShellProps, 'person' | 'onLock'>) {
  return (
    <div className="app-shell__person">
      {person && (
        <div className="app-shell__who">
          <Avatar name={person.name} />
          <span className="app-shell__name">{person.name}</span>
          {person.detail !== undefined && (
            <span className="app-shell__detail">{person.detail}</span>
          )}
        </div>
      )}
      {onLock && (
        <AriaButton className="app-shell__link app-shell__lock" onPress={() => onLock()}>
          <Lock size={20} strokeWidth={1.75} aria-hidden />
          Lock
        </AriaButton>
      )}
    </div>
  );
}

/** What `announce` says. Always there: a region that appears with its words is often not read out. */
function LiveRegion() {
  const words = useAnnounced((spoken) => spoken.words);
  useEffect(() => forgetAnnouncement, []);
  return (
    <div className="visually-hidden" aria-live="polite">
      {words}
    </div>
  );
}

/** The frame of every screen after sign-in: rail, banner, top bar and the content that scrolls. */
export function AppShell<Key extends string>(props: AppShellProps<Key>) {
  const { navigation, currentKey, onNavigate, banner, topBar, status, children } = props;
  const placeCount = navigation.reduce((count, { items }) => count + items.length, 0);
  return (
    <div className={classNames('app-shell', placeCount > MOST_IN_ONE_COLUMN && 'app-shell--wide')}>
      <SkipLink targetId={MAIN_ID} />
      {banner !== undefined && banner !== null && <div className="app-shell__banner">{banner}</div>}
      <header className="app-shell__rail">
        <Logo />
        <nav className="app-shell__navigation" aria-label="Main">
          {navigation.map((group) => (
            <RailGroup key={group.key} {...{ group, currentKey, onNavigate }} />
          ))}
        </nav>
        <RailPerson person={props.person} onLock={props.onLock} />
      </header>
      {(topBar !== undefined || status !== undefined) && (
        <section className="app-shell__top-bar" aria-label="Search and status">
          <div className="app-shell__top-bar-content">{topBar}</div>
          <div className="app-shell__status">{status}</div>
        </section>
      )}
      <main id={MAIN_ID} className="app-shell__main" tabIndex={-1}>
        {children}
      </main>
      <LiveRegion />
    </div>
  );
}
