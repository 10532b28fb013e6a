import { LockKeyhole, Plus, SearchX } from 'lucide-react';
import { useState } from 'react';
import { apart } from '../../shared/base/apart.ts';
import type { User } from '../../shared/staff/contract.ts';
import { roleNames } from '../../shared/staff/role.ts';
import { useOperation } from '../client/use-operation.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { Button } from '../ui/Button.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatQuantity } from '../ui/format.ts';
import { Grid } from '../ui/Grid.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Row } from '../ui/Row.tsx';
import { SearchField } from '../ui/SearchField.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { Stack } from '../ui/Stack.tsx';
import { AddUserDialog } from './AddUserDialog.tsx';
import { ScreenLockDialog } from './ScreenLockDialog.tsx';
import { SignInBadge } from './SignInSection.tsx';
import { UserDialog } from './UserDialog.tsx';
import { matchingUsers, type SignInFilter } from './users-filter.ts';

/** More rows than this are shown only when asked for: imports bring hundreds of providers. */
const ROWS_AT_FIRST = 100;

const FILTERS = [
  { key: 'everybody', label: 'Everybody' },
  { key: 'enabled', label: 'Can sign in' },
  { key: 'disabled', label: 'Cannot sign in' },
] as const satisfies readonly { readonly key: SignInFilter; readonly label: string }[];

function columnsFor(facilityName: (id: string | null) => string): readonly Column<User>[] {
  return [
    {
      key: 'name',
      header: 'Name',
      isRowHeader: true,
      render: ({ displayName, signInName }) => (
        <>
          <bdi>{displayName}</bdi>
          {signInName !== displayName && (
            <span className="user-sign-in-name">
              {' '}
              <bdi>{signInName}</bdi>
            </span>
          )}
        </>
      ),
    },
    { key: 'role', header: 'Role', render: ({ role }) => roleNames[role] },
    { key: 'credential', header: 'Credential', render: ({ credential }) => credential ?? '–' },
    { key: 'npi', header: 'NPI', isNoWrap: true, render: ({ npi }) => npi ?? '–' },
    {
      key: 'facility',
      header: 'Facility',
      render: ({ facilityId }) => <bdi>{facilityName(facilityId)}</bdi>,
    },
    {
      key: 'signIn',
      header: 'Sign-in',
      width: '9rem',
      render: (user) => <SignInBadge user={user} />,
    },
  ];
}

type UsersTableProps = { readonly users: readonly User[]; readonly onOpen: (user: User) => void };

function UsersTable({ users, onOpen }: UsersTableProps) {
  const { data: facilities = [] } = useOperation('facilities.list', {});
  const [isWhole, setWhole] = useState(false);
  const names = new Map(facilities.map(({ id, name }) => [id, name]));
  const shown = isWhole ? users : users.slice(0, ROWS_AT_FIRST);
  return (
    <Panel
      isFlush
      footer={
        shown.length < users.length ? (
          <Button onPress={() => setWhole(true)}>Show all {users.length}</Button>
        ) : undefined
      }
    >
      <DataTable
        caption="Users"
        isCaptionHidden
        isDense
        columns={columnsFor((id) => (id === null ? '–' : (names.get(id) ?? '–')))}
        rows={shown}
        rowKey={({ id }) => id}
        rowTone={({ isEnabled }) => (isEnabled ? undefined : 'muted')}
        rowAction={{
          label: ({ displayName, signInName }) =>
            signInName === displayName
              ? `${apart(displayName)}: open`
              : `${apart(displayName)} ${signInName}: open`,
          onPress: onOpen,
        }}
        emptyState={
          <EmptyState icon={SearchX} title="Nobody matches">
            Change what you typed, or show everybody.
          </EmptyState>
        }
      />
    </Panel>
  );
}

/** Everybody who works here: who may sign in, and what they may do. */
export function UsersScreen() {
  const users = useOperation('users.list', {});
  const [text, setText] = useState('');
  const [signIn, setSignIn] = useState<SignInFilter>('everybody');
  const [openId, setOpenId] = useState<string | null>(null);
  const [isAdding, setAdding] = useState(false);
  const [isLocking, setLocking] = useState(false);
  const site = useOperation('site.status', {}).data?.site ?? null;
  const matching = matchingUsers(users.data ?? [], { text, signIn });
  const opened = users.data?.find(({ id }) => id === openId);
  return (
    <Stack gap={4}>
      <PageHeader
        title="Users"
        subtitle={
          users.data &&
          `${formatQuantity(users.data.length, 'person', 'people')}, ${users.data.filter(({ isEnabled }) => isEnabled).length} of them can sign in`
        }
        actions={
          <Row>
            <Button icon={LockKeyhole} onPress={() => setLocking(true)}>
              Screen lock…
            </Button>
            <Button variant="primary" icon={Plus} onPress={() => setAdding(true)}>
              Add a person
            </Button>
          </Row>
        }
      />
      <Grid gap={3} hasAside>
        <SearchField
          label="Find a person"
          placeholder="Name, role, credential or NPI"
          value={text}
          onChange={setText}
        />
        <SelectField label="Show" options={FILTERS} value={signIn} onChange={setSignIn} />
      </Grid>
      {users.data === undefined ? (
        <QueryNotice query={users} what="Users" />
      ) : (
        <UsersTable users={matching} onOpen={({ id }) => setOpenId(id)} />
      )}
      {opened && <UserDialog key={opened.id} user={opened} onClose={() => setOpenId(null)} />}
      {isLocking && site && <ScreenLockDialog site={site} onClose={() => setLocking(false)} />}
      {isAdding && <AddUserDialog onClose={() => setAdding(false)} />}
    </Stack>
  );
}
