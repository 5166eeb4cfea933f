import { Group, SegmentedControl, Select, Text } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';

import { useText } from '@/i18n';

import { useCampaignNames } from './queries';
import { parseReviewSearch } from './review-search';

const route = getRouteApi('/app/review');

/** Filters live in the address; another filter starts at the first message again. */
export function ReviewFilters({ total }: { total: number | undefined }) {
  const text = useText('review');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const campaigns = useCampaignNames();

  const filter = (changed: Record<string, string | null>) =>
    void navigate({ search: parseReviewSearch({ ...search, draft: undefined, ...changed }) });

  return (
    <Group gap="xs" mb="md" visibleFrom={search.draft === undefined ? undefined : 'sm'}>
      <SegmentedControl
        size="xs"
        aria-label={text('filter.state')}
        value={search.state ?? 'to_approve'}
        onChange={(state) => filter({ state })}
        data={[
          { value: 'to_approve', label: text('filter.state.to_approve') },
          { value: 'blocked', label: text('filter.state.blocked') },
        ]}
      />
      <Select
        size="xs"
        w={190}
        aria-label={text('filter.campaign')}
        placeholder={text('filter.campaign.all')}
        clearable
        data={campaigns.data ?? []}
        value={search.campaign ?? null}
        onChange={(campaign) => filter({ campaign })}
      />
      <Select
        size="xs"
        w={150}
        aria-label={text('filter.channel')}
        placeholder={text('filter.channel.all')}
        clearable
        data={[
          { value: 'email', label: text('channel.email') },
          { value: 'linkedin', label: text('channel.linkedin') },
        ]}
        value={search.channel ?? null}
        onChange={(channel) => filter({ channel })}
      />
      {total !== undefined && total > 0 && (
        <Text size="sm" c="dimmed" className="tabular" ml="auto" role="status">
          {text('list.count', { count: total })}
        </Text>
      )}
    </Group>
  );
}
