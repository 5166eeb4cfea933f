import { List, Progress, Text } from '@mantine/core';

import { type CompletenessView } from '@/api/generated/types.gen';
import { Panel } from '@/components/ui/panel';
import { useText } from '@/i18n';

export function Completeness({ completeness }: { completeness: CompletenessView }) {
  const text = useText('salesbook');
  const { percent, missing } = completeness;
  const says = text('complete', { percent });
  return (
    <Panel title={text('completeness')}>
      <Text fz={28} fw={600} lts="-0.03em" className="tabular">
        {says}
      </Text>
      <Progress value={percent} size={6} mt={8} aria-label={says} />
      {missing.length === 0 ? (
        <Text size="sm" c="dimmed" mt="sm">
          {text('allThere')}
        </Text>
      ) : (
        <>
          <Text size="sm" fw={500} mt="md" mb={4}>
            {text('mostUseful')}
          </Text>
          <List size="sm" spacing={4}>
            {missing.map((code) => (
              <List.Item key={code}>{text.orElse(`missing_${code}`, code)}</List.Item>
            ))}
          </List>
        </>
      )}
    </Panel>
  );
}
