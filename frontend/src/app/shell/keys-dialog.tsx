import { Group, Kbd, Modal, Stack, Switch, Table, Text } from '@mantine/core';
import { useState } from 'react';

import { useText } from '@/i18n';
import { areKeysOn, switchKeys } from '@/lib/keys';

import { PLACES } from './places';

export function KeysDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const text = useText('shell');
  const common = useText('common');
  const [isOn, setIsOn] = useState(areKeysOn);

  const rows: [string[], string][] = [
    [['j', 'k'], text('keyNextPrevious')],
    [['a'], text('keyApprove')],
    [['e'], text('keyEdit')],
    [['s'], text('keySkip')],
    [['x'], text('keyDismiss')],
    [['r'], text('keyRegenerate')],
    [['u'], text('keyUndo')],
    [['i'], text('keyEvidence')],
    [['l'], text('keyLabel')],
    [['Ctrl + ⏎'], text('keySend')],
    [['/'], text('keySearch')],
    [['Ctrl + k'], text('palette')],
    [['?'], text('keyHelp')],
    ...PLACES.map(({ key, name }): [string[], string] => [
      ['g', key],
      text('keyGo', { place: text(name) }),
    ]),
  ];

  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={text('keys')}
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      <Stack>
        <Text size="sm" c="dimmed">
          {text('keysIntro')}
        </Text>
        <Switch
          label={text('keysOn')}
          checked={isOn}
          onChange={(event) => {
            setIsOn(event.currentTarget.checked);
            switchKeys(event.currentTarget.checked);
          }}
        />
        <Table>
          <Table.Tbody>
            {rows.map(([keys, says]) => (
              <Table.Tr key={says}>
                <Table.Th scope="row" fw={400}>
                  {says}
                </Table.Th>
                <Table.Td ta="right">
                  <Group gap={4} justify="flex-end">
                    {keys.map((key) => (
                      <Kbd key={key}>{key}</Kbd>
                    ))}
                  </Group>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Stack>
    </Modal>
  );
}
