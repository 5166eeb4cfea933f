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
    await user.type(screen.getByLabelText('Mot de passe'), 'une longue phrase');
    await user.click(screen.getByRole('checkbox', { name: /activité professionnelle/ }));
  };

  it('accepts the published version and opens the workspace', async () => {
    answer('get', '/policy', POLICY);
    const asked = answer('post', '/sign-up', aSession(), 201);
    const { user, router } = open('/sign-up');
    await fill(user);
    await user.click(
      await screen.findByRole('checkbox', { name: /version 2026-1 du 01\/09\/2026/ }),
    );
    await user.click(screen.getByRole('button', { name: 'Créer l’espace' }));
    await screen.findByRole('navigation', { name: 'Navigation principale' });
    expect(router.state.location.pathname).toBe('/');
    expect(asked[0]?.body).toEqual({
      company: 'Atelier Nord',
      country: 'FR',
      first_name: 'Claire',
      last_name: 'Moreau',
      email: 'c@nord.example',
      password: 'une longue phrase',
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
      errors: [{ pointer: '/password', code: 'too-weak', detail: 'Mot de passe trop courant' }],
    });
    const { user } = open('/sign-up');
    await fill(user);
    await user.click(await screen.findByRole('checkbox', { name: /version 2026-1/ }));
    await user.click(screen.getByRole('button', { name: 'Créer l’espace' }));
    expect(await screen.findByText('Mot de passe trop courant')).toBeInTheDocument();
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
