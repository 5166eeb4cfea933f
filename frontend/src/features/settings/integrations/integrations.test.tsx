import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';

import { answer, refuse } from '@/testing/answers';
import { aSession } from '@/testing/builders';
import { open } from '@/testing/render';

const KEY = {
  id: 'k-1',
  name: 'CRM',
  hint: 'leo_test_Ab3d',
  scopes: ['prospects:read'],
  networks: [],
  created_at: '2026-11-02T09:00:00.000Z',
  ends_at: '2027-05-01T09:00:00.000Z',
  used_at: null,
};
const KEYS = { items: [KEY], scopes: ['prospects:read', 'results:read'] };
const HOOK = {
  id: 'h-1',
  url: 'https://crm.example/leo',
  types: ['reply.received'],
  created_at: '2026-11-02T09:00:00.000Z',
  failing_since: null,
  disabled_at: null,
  disabled_because: '',
};
const HOOKS = { items: [HOOK], types: ['reply.received', 'message.sent'], sink: '' };
const DELIVERY = {
  id: 'h-1:m-1',
  message_id: 'm-1',
  type: 'reply.received',
  body: '{}',
  state: 'failed',
  created_at: '2026-11-02T09:00:00.000Z',
  next_at: '2026-11-02T09:00:00.000Z',
  tries: [{ at: '2026-11-02T09:00:00.000Z', status: 500, problem: '', milliseconds: 12 }],
};

describe('integrations', () => {
  it('makes a key, shows it once, and revokes one after a question', async () => {
    answer('get', '/integrations/keys', KEYS);
    answer('get', '/integrations/hooks', { ...HOOKS, items: [] });
    const made = answer('post', '/integrations/keys', { key: KEY, token: 'leo_test_whole' }, 201);
    const revoked = answer('delete', '/integrations/keys/k-1', null, 204);
    const { user } = open('/settings/integrations');
    const form = await screen.findByRole('region', { name: 'Nouvelle clé' });
    await user.type(within(form).getByLabelText('Nom'), 'Mon CRM');
    await user.click(within(form).getByLabelText('Lire les résultats'));
    await user.type(within(form).getByLabelText('Réseaux autorisés'), '192.0.2.1 198.51.100.0/24');
    await user.click(within(form).getByRole('button', { name: 'Créer la clé' }));
    expect(await within(form).findByText('leo_test_whole')).toBeInTheDocument();
    expect(made[0]?.body).toEqual({
      name: 'Mon CRM',
      scopes: ['results:read'],
      networks: ['192.0.2.1', '198.51.100.0/24'],
      days: 180,
    });
    await user.click(within(form).getByRole('button', { name: 'C’est noté' }));
    expect(screen.queryByText('leo_test_whole')).not.toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Révoquer CRM' }));
    const dialog = await screen.findByRole('dialog');
    await user.click(within(dialog).getByRole('button', { name: 'Révoquer' }));
    expect(revoked).toHaveLength(1);
  });

  it('shows what an endpoint was told, and sends it again', async () => {
    answer('get', '/integrations/keys', { ...KEYS, items: [] });
    answer('get', '/integrations/hooks', HOOKS);
    answer('get', '/integrations/hooks/h-1/deliveries', { items: [DELIVERY], next: null });
    const replayed = answer(
      'post',
      '/integrations/hook-deliveries/:id/replay',
      { ...DELIVERY, state: 'waiting' },
      202,
    );
    const { user } = open('/settings/integrations');
    expect(await screen.findByText('Aucune clé')).toBeInTheDocument();
    await user.click(
      await screen.findByRole('button', { name: `Journal des envois à ${HOOK.url}` }),
    );
    expect(await screen.findByText('Abandonné')).toBeInTheDocument();
    expect(screen.getByText('500 en 12 ms')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Renvoyer reply.received' }));
    expect(replayed).toHaveLength(1);
  });

  it('says by field why an address is refused', async () => {
    answer('get', '/integrations/keys', KEYS);
    answer('get', '/integrations/hooks', { ...HOOKS, items: [] });
    refuse('post', '/integrations/hooks', {
      status: 422,
      code: 'hook-refused',
      title: 'Refusé',
      errors: [{ pointer: '/url', code: 'hook-address-not-public', detail: 'Pas publique' }],
    });
    const { user } = open('/settings/integrations');
    const form = await screen.findByRole('region', { name: 'Nouveau webhook' });
    await user.type(within(form).getByLabelText('Adresse'), 'https://10.0.0.1/');
    await user.click(within(form).getByLabelText('message.sent'));
    await user.click(within(form).getByRole('button', { name: 'Ajouter le webhook' }));
    expect((await within(form).findAllByText('Pas publique')).length).toBeGreaterThan(0);
  });

  it('is only read by the DPO, and says what failed', async () => {
    answer('get', '/session', aSession({ role: 'dpo', permissions: ['keys:read'] }));
    refuse('get', '/integrations/hooks', { title: 'Indisponible' });
    answer('get', '/integrations/keys', KEYS);
    open('/settings/integrations');
    expect(await screen.findByText('CRM')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Révoquer CRM' })).not.toBeInTheDocument();
    expect(await screen.findByRole('alert')).toHaveTextContent('Indisponible');
  });
});
