import { Group, Text, Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';

import classes from './panel.module.css';

interface PanelProps {
  title: string;
  description?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  /** No inner space, for tables and lists that reach the border. */
  flush?: boolean;
}

/** A titled part of a page, with a border. */
export function Panel({ title, description, actions, children, flush = false }: PanelProps) {
  const id = useId();
  return (
    <section className={classes.panel} aria-labelledby={id}>
      <Group justify="space-between" gap="xs" className={classes.head}>
        <div style={{ minWidth: 0 }}>
          <Title order={2} size="h3" id={id}>
            {title}
          </Title>
          {description && (
            <Text size="sm" c="dimmed">
              {description}
            </Text>
          )}
        </div>
        {actions && <Group gap="xs">{actions}</Group>}
      </Group>
      <div className={flush ? classes.flush : classes.body}>{children}</div>
    </section>
  );
}
