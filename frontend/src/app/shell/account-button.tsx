import { Avatar, Text, UnstyledButton, type UnstyledButtonProps } from '@mantine/core';
import { type ComponentProps } from 'react';

import { useText } from '@/i18n';
import { useSession } from '@/lib/session';

import classes from './account-button.module.css';

/** Who is signed in, and in which role. */
export function AccountButton(props: UnstyledButtonProps & ComponentProps<'button'>) {
  const text = useText('shell');
  const { user, role } = useSession();
  const name = `${user.first_name} ${user.last_name}`;
  return (
    <UnstyledButton className={classes.user} {...props}>
      <Avatar size={26} radius="xl" name={name} color="pine" aria-hidden />
      <span className={classes.name}>
        <Text component="span" display="block" size="sm" fw={520} truncate>
          {name}
        </Text>
        <Text component="span" display="block" size="xs" c="dimmed" truncate>
          {text.orElse(`role_${role}`, role)}
        </Text>
      </span>
    </UnstyledButton>
  );
}
