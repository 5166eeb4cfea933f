import { Button, Menu, TextInput } from '@mantine/core';
import { IconTag } from '@tabler/icons-react';
import { useState } from 'react';

import { useText } from '@/i18n';

import classes from './bulk-bar.module.css';

interface TagMenuProps {
  onTag: (tag: string) => void;
  isPending: boolean;
}

export function TagMenu({ onTag, isPending }: TagMenuProps) {
  const text = useText('prospects');
  const [isOpen, setIsOpen] = useState(false);
  const [tag, setTag] = useState('');
  return (
    <Menu opened={isOpen} onChange={setIsOpen} position="top-start" width={250} trapFocus>
      <Menu.Target>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconTag size={14} aria-hidden />}
          loading={isPending}
        >
          {text('addTag')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <form
          className={classes.tag}
          onSubmit={(event) => {
            event.preventDefault();
            if (!tag.trim()) return;
            onTag(tag.trim());
            setTag('');
            setIsOpen(false);
          }}
        >
          <TextInput
            size="xs"
            aria-label={text('newTag')}
            placeholder={text('newTag')}
            maxLength={50}
            value={tag}
            data-autofocus
            onChange={(event) => setTag(event.currentTarget.value)}
          />
          <Button size="xs" type="submit">
            {text('apply')}
          </Button>
        </form>
      </Menu.Dropdown>
    </Menu>
  );
}
