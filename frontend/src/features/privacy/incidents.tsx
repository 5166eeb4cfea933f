import { Badge, Button, Group, NumberInput, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useState } from 'react';

import { type IncidentView } from '@/api/generated/types.gen';
import { EmptyState } from '@/components/ui/empty-state';
import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { CardsSkeleton } from '@/components/ui/skeletons';
import { TimeText } from '@/components/ui/time-text';
import { useText } from '@/i18n';
import { ifMatch } from '@/lib/api-client';

import { useDeclareIncident, useIncidents, useSendNotice } from './queries';

/** The register of breaches, with the clock of 48 hours. */
export function Incidents() {
  const text = useText('privacy');
  const incidents = useIncidents();
  const declare = useDeclareIncident();
  if (incidents.isPending) return <CardsSkeleton cards={1} height={120} />;
  if (incidents.isError) return <ProblemNote error={incidents.error} onRetry={incidents.refetch} />;
  const button = (
    <Button
      loading={declare.isPending}
      onClick={() => {
        const now = new Date().toISOString();
        declare.mutate({
          body: { nature: 'confidentiality', severity: 'risk', detected_at: now, aware_at: now },
        });
      }}
    >
      {text('incidents.declare')}
    </Button>
  );
  const { items } = incidents.data;
  return (
    <Stack>
      {declare.isError && <ProblemNote error={declare.error} />}
      {items.length === 0 ? (
        <EmptyState icon={IconShieldCheck} title={text('incidents.none')} action={button}>
          {text('incidents.noneText')}
        </EmptyState>
      ) : (
        <>
          <Group>{button}</Group>
          {items.map((incident) => (
            <IncidentCard key={incident.id} incident={incident} />
          ))}
        </>
      )}
    </Stack>
  );
}

function IncidentCard({ incident }: { incident: IncidentView }) {
  const text = useText('privacy');
  return (
    <Panel
      title={incident.description || text('incidents.declare')}
      description={
        <>
          {text('incidents.by')} <TimeText at={incident.notify_by} />
        </>
      }
      actions={incident.is_late && <Badge color="red">{text('incidents.late')}</Badge>}
    >
      <Stack gap="sm">
        {incident.notified_at && (
          <Text>
            {text('incidents.told')} <TimeText at={incident.notified_at} />
          </Text>
        )}
        {incident.authority_by && (
          <Text>
            {text('incidents.authority')} <TimeText at={incident.authority_by} />
          </Text>
        )}
        {incident.notified_at && (
          <Group>
            <Button
              component="a"
              variant="default"
              size="xs"
              href={`/api/v1/incidents/${incident.id}/kit.zip`}
              download
            >
              {text('incidents.kit')}
            </Button>
          </Group>
        )}
        {incident.closed_at ? (
          <Text>
            {text('incidents.closed')} <TimeText at={incident.closed_at} />
          </Text>
        ) : (
          <NoticeForm incident={incident} />
        )}
      </Stack>
    </Panel>
  );
}

function NoticeForm({ incident }: { incident: IncidentView }) {
  const text = useText('privacy');
  const notice = useSendNotice();
  const [said, setSaid] = useState({
    description: incident.description,
    categories: incident.data_categories.join(', '),
    people: incident.people_count,
    consequences: incident.consequences,
    measures: incident.measures,
    contact: incident.contact,
  });
  const send = () =>
    notice.mutate({
      path: { incident_id: incident.id },
      headers: ifMatch(incident.version),
      body: {
        nature: incident.nature,
        severity: incident.severity,
        description: said.description,
        data_categories: said.categories
          .split(',')
          .map((one) => one.trim())
          .filter(Boolean),
        people_count: said.people,
        consequences: said.consequences,
        measures: said.measures,
        contact: said.contact,
      },
    });
  const area = (name: 'description' | 'consequences' | 'measures') => (
    <Textarea
      label={text(`incidents.${name}`)}
      value={said[name]}
      autosize
      minRows={2}
      onChange={(event) => setSaid({ ...said, [name]: event.currentTarget.value })}
    />
  );
  return (
    <Stack gap="sm">
      {notice.isError && <ProblemNote error={notice.error} />}
      {area('description')}
      <TextInput
        label={text('incidents.categories')}
        value={said.categories}
        onChange={(event) => setSaid({ ...said, categories: event.currentTarget.value })}
      />
      <NumberInput
        label={text('incidents.people')}
        min={0}
        value={said.people}
        onChange={(value) => setSaid({ ...said, people: Number(value) || 0 })}
      />
      {area('consequences')}
      {area('measures')}
      <TextInput
        label={text('incidents.contact')}
        value={said.contact}
        onChange={(event) => setSaid({ ...said, contact: event.currentTarget.value })}
      />
      <Group>
        <Button loading={notice.isPending} onClick={send}>
          {text('incidents.notify')}
        </Button>
      </Group>
    </Stack>
  );
}
