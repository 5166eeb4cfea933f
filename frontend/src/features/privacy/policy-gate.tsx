import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';

import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { CardsSkeleton } from '@/components/ui/skeletons';
import { useText } from '@/i18n';

import { useAcceptPolicy, useCurrentPolicy } from './queries';

/** Stands before every page until the version in force is accepted; taking data out stays open. */
export function PolicyGate() {
  const text = useText('privacy');
  const policy = useCurrentPolicy();
  const accept = useAcceptPolicy();
  if (policy.isPending) return <CardsSkeleton cards={1} height={240} />;
  if (policy.isError) return <ProblemNote error={policy.error} onRetry={policy.refetch} />;
  const { version, text: body, changes_url } = policy.data;
  return (
    <Panel title={text('gate.title')} description={text('gate.text', { version })}>
      <Stack>
        {accept.isError && <ProblemNote error={accept.error} />}
        <Anchor href={changes_url} target="_blank">
          {text('changes.read')}
        </Anchor>
        <Text
          size="sm"
          tabIndex={0}
          role="region"
          aria-label={policy.data.title}
          style={{ whiteSpace: 'pre-wrap', maxHeight: '50vh', overflow: 'auto' }}
        >
          {body}
        </Text>
        <Group>
          <Button loading={accept.isPending} onClick={() => accept.mutate({ body: { version } })}>
            {text('gate.accept')}
          </Button>
          <Anchor component={Link} to="/settings/compliance">
            {text('gate.export')}
          </Anchor>
          <Anchor component={Link} to="/settings/security">
            {text('gate.close')}
          </Anchor>
        </Group>
      </Stack>
    </Panel>
  );
}
