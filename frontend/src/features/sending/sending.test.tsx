import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';

import { answer, refuse, silence } from '@/testing/answers';
import { aSender, aSession } from '@/testing/builders';
import { aCampaign, anAction, anActionFile } from '@/testing/message-builders';
import { open } from '@/testing/render';

const STOP = {
  scope: 'workspace',
  target: null,
  is_on: true,
  since: '2026-11-24T09:30:00.000Z',
  by: 'u-1',
  reason: 'Un lien est faux',
};

function targets() {
  answer('get', '/senders', { items: [aSender()], next: null });
  answer('get', '/campaigns', { items: [aCampaign()], next: null });
}

describe('the stop switch', () => {
  it('stops everything after a reason, from any screen', async () => {
    const asked = answer(
      'post',
      '/stops',
      { stop: STOP, in_flight: 0, last_wire_at: '2026-11-24T09:30:20.000Z' },
      201,
    );
    targets();
    const { user } = open('/settings/profile');
    await user.click(await screen.findByRole('button', { name: 'STOP' }));
    const dialog = await screen.findByRole('dialog', { name: /Arrêter les envois/ });
    await user.click(within(dialog).getByRole('button', { name: 'Arrêter' }));
    expect(within(dialog).getByText('Indiquez une raison.')).toBeInTheDocument();
    expect(asked).toHaveLength(0);
    await user.type(within(dialog).getByRole('textbox', { name: /Raison/ }), 'Un lien est faux');
    answer('get', '/stops', { items: [STOP], next: null });
    await user.click(within(dialog).getByRole('button', { name: 'Arrêter' }));
    expect(await screen.findByText('Tous les envois sont arrêtés')).toBeInTheDocument();
    expect(asked[0]?.body).toEqual({ scope: 'workspace', target: '', reason: 'Un lien est faux' });
  });

  it('stops one campaign or account and leaves the rest', async () => {
    targets();
    const asked = answer(
      'post',
      '/stops',
      { stop: STOP, in_flight: 0, last_wire_at: '2026-11-24T09:30:20.000Z' },
      201,
    );
    const { user } = open('/settings/profile');
    await user.click(await screen.findByRole('button', { name: 'STOP' }));
    const dialog = await screen.findByRole('dialog', { name: /Arrêter les envois/ });
    await user.click(within(dialog).getByRole('radio', { name: 'Une campagne' }));
    await user.type(within(dialog).getByRole('textbox', { name: /Raison/ }), 'Mauvaise audience');
    await user.click(within(dialog).getByRole('button', { name: 'Arrêter' }));
    expect(within(dialog).getByText('Choisissez ce qu’il faut arrêter.')).toBeInTheDocument();
    expect(asked).toHaveLength(0);
    await user.selectOptions(
      within(dialog).getByRole('combobox', { name: 'Campagne' }),
      await within(dialog).findByRole('option', { name: 'Directions commerciales' }),
    );
    await user.click(within(dialog).getByRole('button', { name: 'Arrêter' }));
    await expect
      .poll(() => asked[0]?.body)
      .toEqual({ scope: 'campaign', target: 'c-1', reason: 'Mauvaise audience' });
  });

  it('says why while it is on, and restarts with a reason', async () => {
    answer('get', '/stops', { items: [STOP], next: null });
    const asked = answer('post', '/stops/restart', { ...STOP, is_on: false });
    const { user } = open('/settings/profile');
    expect(await screen.findByText(/Un lien est faux/)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'STOP' })).not.toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Reprendre' }));
    const dialog = await screen.findByRole('dialog', { name: /Reprendre les envois/ });
    await user.type(within(dialog).getByRole('textbox', { name: /Raison/ }), 'Corrigé');
    await user.click(within(dialog).getByRole('button', { name: 'Reprendre' }));
    await expect
      .poll(() => asked[0]?.body)
      .toEqual({
        scope: 'workspace',
        target: '',
        reason: 'Corrigé',
      });
  });

  it('lets nobody lift the stop of the platform', async () => {
    answer('get', '/stops', { items: [{ ...STOP, scope: 'platform' }], next: null });
    open('/settings/profile');
    expect(
      await screen.findByText('Les envois sont arrêtés sur toute la plateforme'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Reprendre' })).not.toBeInTheDocument();
  });

  it('is not offered to who may not', async () => {
    answer('get', '/session', aSession({ role: 'viewer', permissions: ['campaigns:read'] }));
    open('/settings/profile');
    await screen.findByRole('navigation', { name: 'Navigation principale' });
    expect(screen.queryByRole('button', { name: 'STOP' })).not.toBeInTheDocument();
  });
});

describe('sending', () => {
  it('waits for the list', async () => {
    silence('get', '/actions');
    open('/sending');
    expect((await screen.findAllByRole('status'))[0]).toHaveTextContent('Chargement');
  });

  it('says what failed', async () => {
    refuse('get', '/actions', { title: 'Envois indisponibles' });
    open('/sending');
    expect(await screen.findByRole('alert')).toHaveTextContent('Envois indisponibles');
  });

  it('asks for what a person must do, and says so when there is nothing', async () => {
    const asked = answer('get', '/actions', { items: [], next: null });
    open('/sending');
    expect(await screen.findByRole('heading', { name: 'Rien à faire à la main' })).toBeVisible();
    expect(asked[0]?.url.searchParams.get('reason')).toBe('person_acts');
  });

  it('opens the profile and takes the word that it is done', async () => {
    const acts = { code: 'person_acts', title: 'À envoyer par vous', step: 2 };
    const reason = { ...acts, stop_class: 'T', until: null, origin: '' };
    const action = anAction({ kind: 'linkedin_invitation', reasons: [reason] });
    answer('get', '/actions', { items: [action], next: null });
    answer('get', '/actions/a-1', anActionFile({ action, verdict: [reason] }));
    const done = answer('post', '/actions/a-1/done', { ...action, state: 'sent' });
    const { user } = open('/sending');
    await user.click(await screen.findByRole('button', { name: 'Élise Durand' }));
    const dialog = await screen.findByRole('dialog');
    const profile = await within(dialog).findByRole('link', { name: 'Ouvrir le profil' });
    expect(profile).toHaveAttribute('href', 'https://www.linkedin.com/in/elise');
    expect(within(dialog).queryByRole('button', { name: 'Réessayer' })).not.toBeInTheDocument();
    await user.click(within(dialog).getByRole('button', { name: 'C’est fait' }));
    await expect.poll(() => done.length).toBe(1);
  });

  it('settles an unconfirmed message by hand, with a reason', async () => {
    const action = anAction({ state: 'unconfirmed' });
    answer('get', '/actions', { items: [action], next: null });
    answer('get', '/actions/a-1', anActionFile({ action }));
    const settled = answer('post', '/actions/a-1/settle', { ...action, state: 'sent' });
    const { user } = open('/sending');
    await user.click(await screen.findByRole('tab', { name: 'Non confirmés' }));
    await user.click(await screen.findByRole('button', { name: 'Élise Durand' }));
    await user.click(await screen.findByRole('button', { name: 'Considérer comme envoyé' }));
    const dialog = await screen.findByRole('dialog', { name: 'Considérer comme envoyé' });
    await user.type(within(dialog).getByRole('textbox', { name: /Raison/ }), 'Vu dans Gmail');
    await user.click(within(dialog).getByRole('button', { name: 'Confirmer' }));
    await expect.poll(() => settled[0]?.body).toEqual({ choice: 'sent', reason: 'Vu dans Gmail' });
  });
});
