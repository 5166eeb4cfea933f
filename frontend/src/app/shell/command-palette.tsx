import { Combobox, Modal, ScrollArea, Text, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';

import { useText } from '@/i18n';

import { COMMANDS } from './places';
import { useFoundPeople } from './queries';

interface CommandPaletteProps {
  onClose: () => void;
  onKeys: () => void;
}

const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase();

/** Go anywhere, or to a prospect by name, without the mouse (product.md 4.5). */
export function CommandPalette({ onClose, onKeys }: CommandPaletteProps) {
  const text = useText('shell');
  const common = useText('common');
  const navigate = useNavigate();
  const combobox = useCombobox({ opened: true });
  const [words, setWords] = useState('');
  const [sought] = useDebouncedValue(words.trim(), 200);
  const people = useFoundPeople(sought);

  const commands = COMMANDS.filter(({ name }) => folded(text(name)).includes(folded(words.trim())));
  const isKeysShown = folded(text('keys')).includes(folded(words.trim()));
  const found = people.data?.items ?? [];
  const nothing = commands.length === 0 && found.length === 0 && !isKeysShown;

  const { selectFirstOption } = combobox;
  useEffect(() => {
    selectFirstOption();
  }, [words, found.length, selectFirstOption]);

  const act = (chosen: string) => {
    onClose();
    if (chosen === 'keys') {
      onKeys();
      return;
    }
    const command = COMMANDS.find(({ name }) => name === chosen);
    void (command
      ? navigate({ to: command.to })
      : navigate({ to: '/prospects/$prospectId', params: { prospectId: chosen } }));
  };

  return (
    <Modal
      opened
      onClose={onClose}
      title={text('palette')}
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      <Combobox store={combobox} onOptionSubmit={act}>
        <Combobox.EventsTarget>
          <TextInput
            data-autofocus
            aria-label={text('paletteAsk')}
            placeholder={text('paletteAsk')}
            leftSection={<IconSearch size={16} aria-hidden />}
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
          />
        </Combobox.EventsTarget>
        <ScrollArea.Autosize mah={360} mt="sm" type="auto">
          <Combobox.Options aria-label={text('palette')}>
            {commands.map(({ name }) => (
              <Combobox.Option key={name} value={name}>
                {text(name)}
              </Combobox.Option>
            ))}
            {isKeysShown && <Combobox.Option value="keys">{text('keys')}</Combobox.Option>}
            {found.map(({ id, full_name, job_title, company }) => (
              <Combobox.Option key={id} value={id}>
                {full_name}
                <Text size="xs" c="dimmed">
                  {[job_title, company].filter(Boolean).join(' · ')}
                </Text>
              </Combobox.Option>
            ))}
            {nothing && !people.isFetching && (
              <Combobox.Empty>{text('paletteNone')}</Combobox.Empty>
            )}
          </Combobox.Options>
        </ScrollArea.Autosize>
      </Combobox>
    </Modal>
  );
}
