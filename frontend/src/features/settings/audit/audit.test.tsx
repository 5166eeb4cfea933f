import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';

import { answer } from '@/testing/answers';
import { open } from '@/testing/render';

const ENTRY = {
  seq: 7,
  at: '2026-11-02T09:00:00.000Z',
  actor_id: 'u-1',
  action: 'CampaignLaunched',
  data: { campaign_id: 'c-1' },
  hash: 'a'.repeat(64),
};
const TEAM = {
  members: [
    {
      user_id: 'u-1',
      first_name: 'Claire',
      last_name: 'Moreau',
      email: 'claire@nord.example',
      role: 'owner',
      has_second_factor: true,
      joined_at: '2026-11-02T09:00:00.000Z',
    },
  ],
  invitations: [],
};

describe('the audit log', () => {
  it('is listed with names, filtered, and said to be whole', async () => {
    answer('get', '/team', TEAM);
    answer('get', '/audit/verification', {
      entries: 7,
      broken_at: null,
      actions: ['CampaignLaunched', 'KeyCreated'],
    });
    const asked = answer('get', '/audit', { items: [ENTRY], next: null });
    const { user } = open('/settings/audit');
    expect(await screen.findByText('Le journal est intact')).toBeInTheDocument();
    expect(await screen.findByRole('cell', { name: 'Claire Moreau' })).toBeInTheDocument();
    expect(screen.getByRole('cell', { name: 'Campagne lancée' })).toBeInTheDocument();
    await user.selectOptions(screen.getByLabelText('Action'), 'KeyCreated');
    await screen.findByRole('cell', { name: 'Campagne lancée' });
    expect(asked.at(-1)?.url.searchParams.get('action')).toBe('KeyCreated');
    expect(screen.getByRole('link', { name: 'Exporter (CSV)' })).toHaveAttribute(
      'href',
      '/api/v1/audit/export.csv',
    );
  });

  it('names the entry where it was tampered with', async () => {
    answer('get', '/team', TEAM);
    answer('get', '/audit/verification', { entries: 2, broken_at: 3, actions: [] });
    answer('get', '/audit', { items: [], next: null });
    open('/settings/audit');
    expect(await screen.findByRole('alert')).toHaveTextContent('altéré à l’entrée 3');
    expect(await screen.findByText('Aucune entrée ne correspond')).toBeInTheDocument();
  });
});
