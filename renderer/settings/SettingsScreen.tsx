import { useNavigation } from '../navigation.ts';
import { useSignedIn } from '../signed-in.ts';
import { Grid } from '../ui/Grid.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { type SettingsGroup, type SettingsItem, settingsFor } from './settings-items.ts';

function SettingsCard({ item }: { readonly item: SettingsItem }) {
  const { go } = useNavigation();
  const Icon = item.icon;
  return (
    <li className="settings-card">
      <Icon className="settings-card__icon" size={24} strokeWidth={1.75} aria-hidden />
      <div>
        <a
          className="settings-card__link"
          href={`#${item.screen}`}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return;
            event.preventDefault();
            go({ screen: item.screen });
          }}
        >
          {item.label}
        </a>
        <p className="settings-card__says">{item.says}</p>
      </div>
    </li>
  );
}

function SettingsPanel({ group }: { readonly group: SettingsGroup }) {
  return (
    <Panel heading={group.label} isFlush>
      <ul className="settings-list">
        {group.items.map((item) => (
          <SettingsCard key={item.screen} item={item} />
        ))}
      </ul>
    </Panel>
  );
}

/** Everything that is set up for the site, by what it is about. */
export function SettingsScreen() {
  const permissions = useSignedIn(({ user }) => user?.permissions ?? []);
  return (
    <Stack gap={5}>
      <PageHeader title="Settings" subtitle="What is set up once for everybody here" />
      <Grid gap={5} minColumnRem={22}>
        {settingsFor(permissions).map((group) => (
          <SettingsPanel key={group.key} group={group} />
        ))}
      </Grid>
    </Stack>
  );
}
