import { Tabs } from '@mantine/core';

import { useText } from '@/i18n';

import { Audits } from './audits';
import { Exports } from './exports';
import { Incidents } from './incidents';
import { Registers } from './registers';
import { RequestDesk } from './request-desk';
import { Retention } from './retention';
import { SuppressionList } from './suppression-list';
import { WaitingPeople } from './waiting-people';

/** What the law asks of a workspace: requests, clocks, refusals, registers, incidents. */
export function CompliancePage() {
  const text = useText('privacy');
  return (
    <Tabs defaultValue="requests" keepMounted={false}>
      <Tabs.List aria-label={text('tabs')} mb="md">
        <Tabs.Tab value="requests">{text('tab.requests')}</Tabs.Tab>
        <Tabs.Tab value="people">{text('tab.people')}</Tabs.Tab>
        <Tabs.Tab value="list">{text('tab.list')}</Tabs.Tab>
        <Tabs.Tab value="retention">{text('tab.retention')}</Tabs.Tab>
        <Tabs.Tab value="registers">{text('tab.registers')}</Tabs.Tab>
        <Tabs.Tab value="incidents">{text('tab.incidents')}</Tabs.Tab>
        <Tabs.Tab value="audits">{text('tab.audits')}</Tabs.Tab>
        <Tabs.Tab value="exports">{text('tab.exports')}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="requests">
        <RequestDesk />
      </Tabs.Panel>
      <Tabs.Panel value="people">
        <WaitingPeople />
      </Tabs.Panel>
      <Tabs.Panel value="list">
        <SuppressionList />
      </Tabs.Panel>
      <Tabs.Panel value="retention">
        <Retention />
      </Tabs.Panel>
      <Tabs.Panel value="registers">
        <Registers />
      </Tabs.Panel>
      <Tabs.Panel value="incidents">
        <Incidents />
      </Tabs.Panel>
      <Tabs.Panel value="audits">
        <Audits />
      </Tabs.Panel>
      <Tabs.Panel value="exports">
        <Exports />
      </Tabs.Panel>
    </Tabs>
  );
}
