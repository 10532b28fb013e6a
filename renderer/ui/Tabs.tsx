import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components';

export type TabItem<Key extends string = string> = {
  readonly key: Key;
  readonly label: string;
  readonly count?: number | undefined;
  readonly content: ReactNode;
};

export type TabsProps<Key extends string = string> = {
  /** What the tabs choose between, for screen readers. */
  readonly label: string;
  readonly tabs: readonly TabItem<Key>[];
  readonly selectedKey: Key;
  readonly onSelect: (key: Key) => void;
};

/** Views of one thing, one at a time; arrow keys move between them. */
export function Tabs<Key extends string>({ label, tabs, selectedKey, onSelect }: TabsProps<Key>) {
  return (
    <AriaTabs
      className="tabs"
      selectedKey={selectedKey}
      onSelectionChange={(chosen) => {
        const tab = tabs.find((each) => each.key === chosen);
        if (tab && tab.key !== selectedKey) onSelect(tab.key);
      }}
    >
      <TabList className="tabs__list" aria-label={label}>
        {tabs.map((tab) => (
          <Tab key={tab.key} id={tab.key} className="tabs__tab">
            {tab.label}
            {tab.count !== undefined && <span className="tabs__count">{tab.count}</span>}
          </Tab>
        ))}
      </TabList>
      {tabs.map((tab) => (
        <TabPanel key={tab.key} id={tab.key} className="tabs__panel">
          {tab.content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
