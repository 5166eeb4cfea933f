import { Box, Group, Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import { type ReactNode } from 'react';

import { useText } from '@/i18n';

/** Says that something loads, to those who do not see the grey shapes. */
export function Loading({ children }: { children: ReactNode }) {
  const text = useText('common');
  return (
    <div role="status" aria-busy="true">
      <VisuallyHidden>{text('loading')}</VisuallyHidden>
      <div aria-hidden>{children}</div>
    </div>
  );
}

const list = (count: number) => Array.from({ length: count }, (_, index) => index);

export function TableSkeleton({ rows = 8 }: { rows?: number }) {
  return (
    <Loading>
      <Stack gap={0}>
        {list(rows).map((row) => (
          <Group key={row} gap="lg" wrap="nowrap" py={13} style={{ opacity: 1 - row / (rows + 3) }}>
            <Skeleton height={14} width={16} />
            <Skeleton height={12} width="26%" />
            <Skeleton height={12} width="20%" />
            <Skeleton height={12} width="14%" visibleFrom="sm" />
            <Skeleton height={12} width="10%" visibleFrom="sm" />
          </Group>
        ))}
      </Stack>
    </Loading>
  );
}

export function CardsSkeleton({ cards = 3, height = 120 }: { cards?: number; height?: number }) {
  return (
    <Loading>
      <Stack gap="md">
        {list(cards).map((card) => (
          <Skeleton key={card} height={height} radius="md" />
        ))}
      </Stack>
    </Loading>
  );
}

export function FormSkeleton({ fields = 4 }: { fields?: number }) {
  return (
    <Loading>
      <Stack gap="lg" maw={560}>
        {list(fields).map((field) => (
          <Box key={field}>
            <Skeleton height={10} width={120} mb={8} />
            <Skeleton height={36} />
          </Box>
        ))}
      </Stack>
    </Loading>
  );
}

export function PageSkeleton() {
  return (
    <Loading>
      <Skeleton height={24} width={220} mb={10} />
      <Skeleton height={12} width={340} maw="80%" mb={32} />
      <Stack gap="md">
        {list(4).map((line) => (
          <Skeleton key={line} height={56} />
        ))}
      </Stack>
    </Loading>
  );
}
