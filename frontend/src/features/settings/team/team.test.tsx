import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';

import { answer, refuse } from '@/testing/answers';
import { aSession } from '@/testing/builders';
import { open } from '@/testing/render';

const member = (over = {}) => ({
  user_id: 'u-2',
  first_name: 'Léo',
  last_name: 'Petit',
  email: 'leo@nord.example',
  role: 'member',
  has_second_factor: false,
  joined_at: '2026-11-02T09:00:00.000Z',
  ...over,
});
const owner = member({ user_id: 'u-1', first_name: 'Claire', role: 'owner' });
const TEAM = {
  members: [owner, member()],
  invitations: [
    {
      id: 'i-1',
      email: 'new@nord.example',
      role: 'viewer',
      created_at: '2026-11-02T09:00:00.000Z',
      ends_at: '2026-11-09T09:00:00.000Z',
    },
  ],
};

describe('the team', () => {
  it('is invited, changed and cancelled by who manages it', async () => {
    answer('get', '/team', TEAM);
    const invited = answer('post', '/team/invitations', TEAM.invitations[0] ?? null, 201);
    const changed = answer('patch', '/team/members/u-2', { user_id: 'u-2', role: 'viewer' });
    const revoked = answer('delete', '/team/invitations/i-1', null, 204);
    const { user } = open('/settings/team');
    await user.type(await screen.findByLabelText('Adresse e-mail'), 'x@nord.example');
    await user.click(screen.getByRole('button', { name: 'Envoyer l’invitation' }));
    expect(invited[0]?.body).toEqual({ email: 'x@nord.example', role: 'member' });
    await user.selectOptions(screen.getByLabelText('Rôle de Léo Petit'), 'viewer');
    expect(changed[0]?.body).toEqual({ role: 'viewer' });
    await user.click(screen.getByRole('button', { name: /Annuler l’invitation/ }));
    expect(revoked).toHaveLength(1);
  });

  it('removes a member after a question, and says why it cannot', async () => {
    answer('get', '/team', TEAM);
    refuse('delete', '/team/members/u-2', { status: 409, title: 'Impossible' });
    const { user } = open('/settings/team');
    await user.click(await screen.findByRole('button', { name: 'Retirer Léo Petit' }));
    const dialog = await screen.findByRole('dialog');
    await user.click(within(dialog).getByRole('button', { name: 'Retirer' }));
    expect(await within(dialog).findByRole('alert')).toHaveTextContent('Impossible');
  });

  it('is only read by the others', async () => {
    answer('get', '/session', aSession({ role: 'member', permissions: ['team:read'] }));
    answer('get', '/team', { ...TEAM, invitations: [] });
    open('/settings/team');
    expect(await screen.findByText('Léo Petit')).toBeInTheDocument();
    expect(screen.queryByLabelText('Adresse e-mail')).not.toBeInTheDocument();
    expect(screen.queryByLabelText('Rôle de Léo Petit')).not.toBeInTheDocument();
  });
});

describe('sign-in and security', () => {
  it('lists sessions, ends them, and changes the password', async () => {
    const session = (id: string, isCurrent: boolean) => ({
      id,
      device: isCurrent ? 'Firefox · Linux' : 'Safari · iOS',
      network: '192.0.2.0/24',
      workspace: 'Atelier Nord',
      opened_at: '2026-11-02T09:00:00.000Z',
      seen_at: '2026-11-02T09:00:00.000Z',
      is_current: isCurrent,
    });
    answer('get', '/me/sessions', {
      items: [session('s-1', true), session('s-2', false)],
      next: null,
    });
    const ended = answer('delete', '/me/sessions/s-2', null, 204);
    const changed = answer('post', '/me/password', null, 204);
    const { user } = open('/settings/security');
    await user.click(await screen.findByRole('button', { name: 'Fermer la session Safari · iOS' }));
    expect(ended).toHaveLength(1);
    const panel = screen.getByRole('region', { name: 'Mot de passe' });
    await user.type(within(panel).getByLabelText('Mot de passe actuel'), 'avant');
    await user.type(within(panel).getByLabelText('Nouveau mot de passe'), 'une longue phrase');
    await user.click(within(panel).getByRole('button', { name: 'Changer le mot de passe' }));
    expect(await within(panel).findByRole('status')).toHaveTextContent('Mot de passe changé');
    expect(changed[0]?.body).toEqual({ current: 'avant', password: 'une longue phrase' });
  });
});
