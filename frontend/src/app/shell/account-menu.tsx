import { Menu, SegmentedControl, Text, useMantineColorScheme } from '@mantine/core';
import { IconHelp, IconKeyboard, IconLogout, IconUser } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';

import { useLanguage, useText } from '@/i18n';
import { isLanguage } from '@/i18n/catalogue';
import { closeChat } from '@/lib/support-chat';

import { AccountButton } from './account-button';
import classes from './account-button.module.css';
import { useSaveLanguage, useSignOut } from './queries';
import { WorkspaceChoice } from './workspace-choice';

interface AccountMenuProps {
  onKeys: () => void;
  isOpen: boolean;
}

export function AccountMenu({ onKeys, isOpen }: AccountMenuProps) {
  const text = useText('shell');
  const { language, speak } = useLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const saveLanguage = useSaveLanguage();
  const signOut = useSignOut();

  const chooseLanguage = (chosen: string) => {
    if (!isLanguage(chosen)) return;
    void speak(chosen);
    saveLanguage.mutate({ body: { locale: chosen } });
  };
  const leave = () => {
    closeChat();
    signOut.mutate(
      {},
      {
        onSuccess: async () => {
          await navigate({ to: '/sign-in' });
          queryClient.clear();
        },
      },
    );
  };

  return (
    <Menu defaultOpened={isOpen} position="top-start" width={236} shadow="md" keepMounted={false}>
      <Menu.Target>
        <AccountButton />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component={Link} to="/settings/profile" leftSection={<IconUser size={16} />}>
          {text('account')}
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={16} />} onClick={onKeys}>
          {text('keys')}
        </Menu.Item>
        <Menu.Item component={Link} to="/help" leftSection={<IconHelp size={16} />}>
          {text('help')}
        </Menu.Item>
        <WorkspaceChoice />
        <Menu.Divider />
        <div className={classes.choice}>
          <Text size="xs" c="dimmed" mb={4} id="theme-label">
            {text('theme')}
          </Text>
          <SegmentedControl
            aria-labelledby="theme-label"
            fullWidth
            size="xs"
            value={colorScheme}
            onChange={(chosen) => setColorScheme(chosen)}
            data={[
              { value: 'light', label: text('themeLight') },
              { value: 'dark', label: text('themeDark') },
              { value: 'auto', label: text('themeAuto') },
            ]}
          />
        </div>
        <div className={classes.choice}>
          <Text size="xs" c="dimmed" mb={4} id="language-label">
            {text('language')}
          </Text>
          <SegmentedControl
            aria-labelledby="language-label"
            fullWidth
            size="xs"
            value={language}
            onChange={chooseLanguage}
            data={[
              { value: 'fr', label: text('french') },
              { value: 'en', label: text('english') },
            ]}
          />
        </div>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={leave}>
          {text('signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
