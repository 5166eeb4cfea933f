import { Button, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';

import { useText } from '@/i18n';

const LISTS = [
  { key: 'people', to: '/prospects' },
  { key: 'companies', to: '/prospects/companies' },
  { key: 'duplicates', to: '/prospects/duplicates' },
] as const;

/** The lists of the workspace: people, the firms they belong to, and who may be one person. */
export function ListTabs({ current }: { current: (typeof LISTS)[number]['key'] }) {
  const text = useText('prospects');
  return (
    <Group component="nav" aria-label={text('lists')} gap={4} mb="md">
      {LISTS.map(({ key, to }) => (
        <Button
          key={key}
          size="compact-md"
          variant={key === current ? 'light' : 'subtle'}
          color={key === current ? undefined : 'gray'}
          aria-current={key === current ? 'page' : undefined}
          renderRoot={(props) => <Link to={to} activeOptions={{ exact: true }} {...props} />}
        >
          {text(key)}
        </Button>
      ))}
    </Group>
  );
}
