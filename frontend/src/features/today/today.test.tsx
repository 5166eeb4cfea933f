import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';

import { answer, refuse, silence } from '@/testing/answers';
import { aProspectRow, aProspectsPage, aSalesbook, aSender } from '@/testing/builders';
import { aCampaign, aMandate } from '@/testing/message-builders';
import { open } from '@/testing/render';

const NONE = { items: [], next: null };

function aNewWorkspace() {
  answer('get', '/salesbook', aSalesbook({ offers: [], personas: [] }));
  answer('get', '/prospects', aProspectsPage([]));
  answer('get', '/senders', NONE);
  answer('get', '/campaigns', NONE);
}

describe('today', () => {
  it('waits block by block', async () => {
    for (const path of ['/salesbook', '/prospects', '/senders', '/campaigns', '/reviews']) {
      silence('get', path);
    }
    open('/');
    expect(await screen.findByRole('heading', { name: 'Bonjour Claire' })).toBeVisible();
    expect(screen.getAllByRole('status')[0]).toHaveTextContent('Chargement');
  });

  it('leads a newcomer to the next step', async () => {
    aNewWorkspace();
    open('/');
    const path = await screen.findByRole('region', { name: 'Vos premiers pas' });
    expect(path).toHaveTextContent('0 étape sur 5');
    expect(within(path).getByRole('link', { name: 'Remplir le Salesbook' })).toHaveAttribute(
      'href',
      '/salesbook',
    );
  });

  it('goes on from where the newcomer is', async () => {
    answer('get', '/salesbook', aSalesbook());
    answer('get', '/prospects', aProspectsPage([aProspectRow()]));
    answer('get', '/senders', NONE);
    answer('get', '/campaigns', NONE);
    open('/');
    const path = await screen.findByRole('region', { name: 'Vos premiers pas' });
    expect(path).toHaveTextContent('2 étapes sur 5');
    expect(within(path).getByRole('link', { name: 'Connecter une boîte' })).toBeVisible();
  });

  it('shows what needs a person, and per sender what may still leave', async () => {
    aNewWorkspace();
    answer('get', '/senders', { items: [aSender()], next: null });
    open('/');
    const plan = await screen.findByRole('region', { name: 'Plan du jour' });
    expect(await within(plan).findByText(/6 partis, 34 possibles encore/)).toBeVisible();
    expect(screen.getByText('Rien à valider pour l’instant.')).toBeVisible();
  });

  it('reminds of a mandate near its end, and of no other', async () => {
    aNewWorkspace();
    answer('get', '/mandates', {
      items: [
        { campaign_name: 'Automne', mandate: aMandate({ expires_soon: true }) },
        { campaign_name: 'Printemps', mandate: aMandate({ id: 'm-2', campaign_id: 'c-2' }) },
      ],
      next: null,
    });
    open('/');
    const part = await screen.findByRole('region', { name: /un mandat touche à sa fin/ });
    expect(within(part).getByRole('link', { name: /Automne/ })).toHaveAttribute(
      'href',
      '/campaigns/c-1?tab=autopilot',
    );
    expect(part).toHaveTextContent('12 messages sur 100 · signé par Claire Moreau');
    expect(within(part).queryByText('Printemps')).not.toBeInTheDocument();
  });

  it('reminds of a balancing test that is near its year', async () => {
    aNewWorkspace();
    const lia = {
      interest: 'a',
      necessity: 'b',
      balance: 'c',
      signed_at: '2025-12-01T09:00:00.000Z',
      signed_by: 'u-1',
      review_at: '2026-12-01T09:00:00.000Z',
    };
    const later = { ...lia, review_at: '2027-06-01T09:00:00.000Z' };
    answer('get', '/campaigns', {
      items: [
        aCampaign({ state: 'running', lia }),
        aCampaign({ id: 'c-2', name: 'Printemps', state: 'running', lia: later }),
      ],
      next: null,
    });
    open('/');
    const part = await screen.findByRole('region', { name: 'Mise en balance à relire' });
    expect(within(part).getAllByRole('link')).toHaveLength(1);
    expect(within(part).queryByText('Printemps')).not.toBeInTheDocument();
  });

  it('goes on when one part fails', async () => {
    aNewWorkspace();
    refuse('get', '/senders', { title: 'Comptes indisponibles' });
    open('/');
    const plan = await screen.findByRole('region', { name: 'Plan du jour' });
    expect(await within(plan).findByRole('alert')).toHaveTextContent('Comptes indisponibles');
    expect(screen.getByText('Aucune réponse pour l’instant.')).toBeVisible();
  });
});
