import { Button, Checkbox, Group, Menu, Stack, Text, TextInput } from '@mantine/core';
import { IconBookmark, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';

import { ProblemNote } from '@/components/ui/problem-note';
import { useText } from '@/i18n';
import { useMay } from '@/lib/session';

import { asFilter, type ProspectSearch } from './prospect-search';
import { useRemoveView, useSavedViews, useSaveView } from './queries';

interface ViewsMenuProps {
  search: ProspectSearch;
  onShow: (filter: string, sort: string) => void;
}

/** Lists kept under a name; who is in them is who matches at the moment. */
export function ViewsMenu({ search, onShow }: ViewsMenuProps) {
  const text = useText('prospects');
  const views = useSavedViews();
  const save = useSaveView();
  const remove = useRemoveView();
  const mayWrite = useMay('prospects:write');
  const [isOpen, setIsOpen] = useState(false);
  const [name, setName] = useState('');
  const [isShared, setIsShared] = useState(false);
  const filter = asFilter(search);

  const keep = () => {
    if (filter === null || name.trim() === '') return;
    save.mutate(
      { body: { name: name.trim(), filter, sort: search.sort ?? '-score', shared: isShared } },
      { onSuccess: () => setName('') },
    );
  };

  return (
    <Menu opened={isOpen} onChange={setIsOpen} width={300} position="bottom-start">
      <Menu.Target>
        <Button variant="default" leftSection={<IconBookmark size={15} aria-hidden />}>
          {text('views')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {(views.data?.items ?? []).map((view) => (
          <Group key={view.id} gap={2} wrap="nowrap">
            <Menu.Item
              onClick={() => onShow(JSON.stringify(view.filter), view.sort)}
              rightSection={
                view.shared && (
                  <Text size="xs" c="dimmed">
                    {text('viewShared')}
                  </Text>
                )
              }
            >
              {view.name}
            </Menu.Item>
            {view.own && (
              <Button
                size="compact-xs"
                variant="subtle"
                color="gray"
                aria-label={text('viewRemove', { name: view.name })}
                onClick={() => remove.mutate({ path: { saved_view_id: view.id } })}
              >
                <IconTrash size={14} aria-hidden />
              </Button>
            )}
          </Group>
        ))}
        {views.data?.items.length === 0 && (
          <Text size="sm" c="dimmed" p="xs">
            {text('viewsNone')}
          </Text>
        )}
        {views.isError && <ProblemNote error={views.error} onRetry={views.refetch} />}
        {mayWrite && (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              keep();
            }}
          >
            <Menu.Divider />
            <Stack gap="xs" p="xs">
              <TextInput
                size="xs"
                label={text('viewName')}
                maxLength={200}
                disabled={filter === null}
                value={name}
                onChange={(event) => setName(event.currentTarget.value)}
              />
              <Checkbox
                size="xs"
                label={text('viewShare')}
                checked={isShared}
                onChange={(event) => setIsShared(event.currentTarget.checked)}
              />
              <Button size="xs" type="submit" loading={save.isPending} disabled={filter === null}>
                {text('viewSave')}
              </Button>
              {filter === null && (
                <Text size="xs" c="dimmed">
                  {text('viewNothing')}
                </Text>
              )}
              {save.isError && <ProblemNote error={save.error} />}
              {remove.isError && <ProblemNote error={remove.error} />}
            </Stack>
          </form>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
