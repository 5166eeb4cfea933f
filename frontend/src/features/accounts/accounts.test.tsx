import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';

import { answer, refuse, silence } from '@/testing/answers';
import { aSession } from '@/testing/builders';
import { open } from '@/testing/render';

const POLICY = {
  version: '2026-1',
  published_on: '2026-09-01',
  url: 'https://leo.example/policy',
  hash: 'abc',
  title: 'Conditions d’utilisation',
  text: 'Article 1. Usage professionnel.',
};

describe('sign-in', () => {
  it('opens the page that was asked for', async () => {
    const asked = answer('post', '/sign-in', aSession());
    const { user, router } = open('/sign-in?next=/settings/profile');
    await user.type(await screen.findByLabelText('Adresse e-mail professionnelle'), 'a@b.example');
    await user.type(screen.getByLabelText('Mot de passe'), 'une phrase de passe');
    await user.click(screen.getByRole('button', { name: 'Se connecter' }));
    await screen.findByRole('navigation', { name: 'Navigation principale' });
    expect(router.state.location.pathname).toBe('/settings/profile');
    expect(asked[0]?.body).toEqual({ email: 'a@b.example', password: 'une phrase de passe' });
    expect(asked[0]?.headers.get('Idempotency-Key')).toMatch(/^[0-9a-f-]{36}$/);
    expect(asked[0]?.headers.get('Accept-Language')).toBe('fr');
  });

  it('never leads to another site', async () => {
    const { router } = open('/sign-in?next=//elsewhere.example');
    await screen.findByRole('heading', { name: 'Connexion' });
    expect(router.state.location.search).toEqual({});
  });

  it('keeps what was typed when the server refuses', async () => {
    refuse('post', '/sign-in', { status: 401, title: 'Adresse ou mot de passe inexact' });
    const { user } = open('/sign-in');
    await user.type(await screen.findByLabelText('Adresse e-mail professionnelle'), 'a@b.example');
    await user.type(screen.getByLabelText('Mot de passe'), 'faux');
    await user.click(screen.getByRole('button', { name: 'Se connecter' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Adresse ou mot de passe inexact');
    expect(screen.getByLabelText('Adresse e-mail professionnelle')).toHaveValue('a@b.example');
  });

  it('names the empty fields without asking the server', async () => {
    const { user } = open('/sign-in');
    await user.click(await screen.findByRole('button', { name: 'Se connecter' }));
    expect(screen.getAllByText('Ce champ est nécessaire.')).toHaveLength(2);
  });
});

describe('sign-up', () => {
  const fill = async (user: ReturnType<typeof open>['user']) => {
    await user.type(await screen.findByLabelText('Nom de l’entreprise'), 'Atelier Nord');
    await user.type(screen.getByLabelText('Prénom'), 'Claire');
    await user.type(screen.getByLabelText('Nom'), 'Moreau');
    await user.type(screen.getByLabelText('Adresse e-mail professionnelle'), 'c@nord.example');
    await user.click(screen.getByRole('checkbox', { name: /activité professionnelle/ }));
  };

  it('accepts the published version and tells of the mail', async () => {
    answer('get', '/policy', POLICY);
    const asked = answer('post', '/sign-up', { mailbox_url: 'http://127.0.0.1:1/mail' }, 202);
    const { user } = open('/sign-up');
    await fill(user);
    await user.click(
      await screen.findByRole('checkbox', { name: /version 2026-1 du 01\/09\/2026/ }),
    );
    await user.click(screen.getByRole('button', { name: 'Créer l’espace' }));
    expect(await screen.findByRole('status')).toHaveTextContent('c@nord.example');
    expect(screen.getByRole('link', { name: /Sandbox/ })).toHaveAttribute(
      'href',
      'http://127.0.0.1:1/mail',
    );
    expect(asked[0]?.body).toEqual({
      company: 'Atelier Nord',
      country: 'FR',
      first_name: 'Claire',
      last_name: 'Moreau',
      email: 'c@nord.example',
      professional: true,
      policy_version: '2026-1',
    });
  });

  it('asks for the agreement first', async () => {
    answer('get', '/policy', POLICY);
    const { user } = open('/sign-up');
    await fill(user);
    await user.click(await screen.findByRole('button', { name: 'Créer l’espace' }));
    expect(
      await screen.findByText('Votre accord est nécessaire pour créer un espace.'),
    ).toBeInTheDocument();
  });

  it('puts what the server refuses on its field', async () => {
    answer('get', '/policy', POLICY);
    refuse('post', '/sign-up', {
      status: 422,
      code: 'invalid',
      errors: [{ pointer: '/email', code: 'not-an-email-address', detail: 'Adresse illisible' }],
    });
    const { user } = open('/sign-up');
    await fill(user);
    await user.click(await screen.findByRole('checkbox', { name: /version 2026-1/ }));
    await user.click(screen.getByRole('button', { name: 'Créer l’espace' }));
    expect(await screen.findByText('Adresse illisible')).toBeInTheDocument();
  });

  it('shows the terms, waits for them, and offers another try when they cannot be read', async () => {
    silence('get', '/policy');
    open('/sign-up');
    expect(await screen.findByRole('status')).toHaveTextContent('Chargement');
    expect(screen.getByRole('button', { name: 'Créer l’espace' })).toBeDisabled();
  });

  it('offers another try when the terms cannot be read', async () => {
    refuse('get', '/policy', { title: 'Conditions indisponibles' });
    const { user } = open('/sign-up');
    expect(await screen.findByRole('alert')).toHaveTextContent('Conditions indisponibles');
    answer('get', '/policy', POLICY);
    await user.click(screen.getByRole('button', { name: 'Réessayer' }));
    await user.click(await screen.findByRole('button', { name: 'Lire les conditions' }));
    expect(await screen.findByText('Article 1. Usage professionnel.')).toBeInTheDocument();
  });
});

describe('the link of the mail', () => {
  it('opens the workspace with a chosen password, then asks for a second factor', async () => {
    const asked = answer('post', '/sign-up/confirm', aSession({ is_open: false }), 201);
    const { user, router } = open('/sign-up/confirm#the-token');
    await user.type(await screen.findByLabelText('Mot de passe'), 'une longue phrase');
    await user.click(screen.getByRole('button', { name: 'Ouvrir l’espace' }));
    await screen.findByRole('heading', { name: 'Protégez votre compte' });
    expect(router.state.location.pathname).toBe('/second-factor');
    expect(asked[0]?.body).toEqual({ token: 'the-token', password: 'une longue phrase' });
  });

  it('says when it no longer works', async () => {
    refuse('post', '/password/choose', { status: 409, title: 'Ce lien ne fonctionne plus' });
    const { user } = open('/password/choose#old');
    await user.type(await screen.findByLabelText('Mot de passe'), 'une longue phrase');
    await user.click(screen.getByRole('button', { name: 'Changer le mot de passe' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Ce lien ne fonctionne plus');
  });

  it('shows an invitation before anything is accepted', async () => {
    answer('get', '/policy', POLICY);
    answer('post', '/invitations/read', {
      workspace: 'Verger Sud',
      email: 'leo@sud.example',
      role: 'manager',
      has_account: false,
    });
    const asked = answer('post', '/invitations/accept', aSession(), 201);
    const { user } = open('/invitation#the-token');
    expect(await screen.findByText(/Verger Sud vous invite/)).toBeInTheDocument();
    await user.type(screen.getByLabelText('Prénom'), 'Léo');
    await user.type(screen.getByLabelText('Nom'), 'Petit');
    await user.type(screen.getByLabelText('Mot de passe'), 'une longue phrase');
    await user.click(await screen.findByRole('checkbox', { name: /version 2026-1/ }));
    await user.click(screen.getByRole('button', { name: 'Rejoindre Verger Sud' }));
    await screen.findByRole('navigation', { name: 'Navigation principale' });
    expect(asked[0]?.body).toMatchObject({ token: 'the-token', email: 'leo@sud.example' });
  });
});

describe('the second factor', () => {
  it('is asked after the password', async () => {
    answer('post', '/sign-in', aSession({ second_factor: 'owed', is_open: false }));
    const asked = answer('post', '/sign-in/second-factor', aSession());
    const { user } = open('/sign-in?next=/settings/profile');
    await user.type(await screen.findByLabelText('Adresse e-mail professionnelle'), 'a@b.example');
    await user.type(screen.getByLabelText('Mot de passe'), 'une phrase de passe');
    await user.click(screen.getByRole('button', { name: 'Se connecter' }));
    await user.type(await screen.findByLabelText('Code'), '123 456');
    await user.click(screen.getByRole('button', { name: 'Se connecter' }));
    await screen.findByRole('navigation', { name: 'Navigation principale' });
    expect(asked[0]?.body).toEqual({ code: '123 456' });
  });

  it('keeps a session that owes it out of every page', async () => {
    answer('get', '/session', aSession({ second_factor: 'owed', is_open: false }));
    const { router } = open('/prospects');
    await screen.findByRole('heading', { name: 'Second facteur' });
    expect(router.state.location.pathname).toBe('/sign-in/code');
  });

  it('is set up with a picture, a code, and recovery codes shown once', async () => {
    refuse('post', '/me/second-factor', { status: 403, code: 'wrong-password' });
    const { user } = open('/second-factor');
    await user.click(await screen.findByRole('button', { name: 'Commencer' }));
    await user.type(await screen.findByLabelText('Mot de passe'), 'une phrase');
    const started = answer(
      'post',
      '/me/second-factor',
      { secret: 'ABCD', address: 'otpauth://totp/x', picture: '<svg/>' },
      201,
    );
    await user.click(screen.getByRole('button', { name: 'Commencer' }));
    expect(await screen.findByLabelText('Clé de l’application')).toHaveTextContent('ABCD');
    expect(started[0]?.body).toEqual({ password: 'une phrase' });
    answer('post', '/me/second-factor/confirm', {
      recovery_codes: ['aaaaaa-bbbbbb'],
      session: aSession(),
    });
    await user.type(screen.getByLabelText('Code'), '123456');
    await user.click(screen.getByRole('button', { name: 'Vérifier le code' }));
    expect(await screen.findByLabelText('Codes de secours')).toHaveTextContent('aaaaaa-bbbbbb');
    await user.click(screen.getByRole('button', { name: 'Je les ai gardés' }));
    await screen.findByRole('navigation', { name: 'Navigation principale' });
  });
});
