import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';

import { answer, refuse, silence } from '@/testing/answers';
import { aPersona, aSalesbook, aSession } from '@/testing/builders';
import { open } from '@/testing/render';

const AUDIENCE = {
  kept: 310,
  to_check: 96,
  dismissed: 834,
  per_criterion: [{ criterion_id: 'k-1', removes: 640 }],
};

describe('the Salesbook', () => {
  it('waits', async () => {
    silence('get', '/salesbook');
    open('/salesbook');
    expect(await screen.findByRole('status')).toHaveTextContent('Chargement');
  });

  it('says what failed and offers another try', async () => {
    refuse('get', '/salesbook', { title: 'Salesbook indisponible' });
    const { user } = open('/salesbook');
    expect(await screen.findByRole('alert')).toHaveTextContent('Salesbook indisponible');
    answer('get', '/salesbook', aSalesbook());
    await user.click(screen.getByRole('button', { name: 'Réessayer' }));
    expect(await screen.findByRole('tab', { name: 'Mon entreprise' })).toBeVisible();
  });

  it('begins with a short form, one missing thing at a time', async () => {
    const before = aSalesbook({ offers: [], personas: [] });
    answer('get', '/salesbook', before);
    const asked = answer('post', '/salesbook/offers', aSalesbook().offers[0] ?? null, 201);
    const { user } = open('/salesbook');
    const steps = await screen.findByRole('list', { name: /Trois étapes/ });
    expect(within(steps).getByRole('listitem', { current: 'step' })).toHaveTextContent('Mon offre');
    await user.type(screen.getByLabelText('Nom de l’offre'), 'Diagnostic');
    await user.type(screen.getByLabelText('Promesse'), 'Voir clair');
    await user.type(screen.getByLabelText('Appel à l’action'), 'Un échange');
    answer('get', '/salesbook', aSalesbook({ personas: [] }));
    await user.click(screen.getByRole('button', { name: 'Continuer' }));
    expect(await screen.findByLabelText('Nom du persona')).toBeVisible();
    expect(asked[0]?.body).toMatchObject({
      name: 'Diagnostic',
      promise: 'Voir clair',
      call_to_action: 'Un échange',
      forbidden_claims: ['garanti', 'leader'],
      proofs: [],
    });
  });

  it('shows the meter, what is missing, and what LEO never says', async () => {
    answer('get', '/salesbook', aSalesbook());
    open('/salesbook');
    expect(await screen.findByText('85 % complet')).toBeVisible();
    expect(screen.getByText('Ajoutez une preuve en cours de validité')).toBeVisible();
    const never = screen.getByRole('region', { name: 'Ce que LEO ne dira jamais' });
    expect(never).toHaveTextContent('garanti');
  });

  it('saves the company on the version that was read', async () => {
    answer('get', '/salesbook', aSalesbook());
    const asked = answer('put', '/salesbook/company', aSalesbook().company);
    const { user } = open('/salesbook');
    const address = await screen.findByLabelText('Adresse postale');
    await user.clear(address);
    await user.type(address, '1 place du Marché, Lyon');
    await user.click(screen.getByRole('button', { name: 'Enregistrer' }));
    expect(await screen.findByText(/LEO s’en sert dès maintenant/)).toBeVisible();
    expect(asked[0]?.headers.get('If-Match')).toBe('"7"');
    expect(asked[0]?.body).toMatchObject({ postal_address: '1 place du Marché, Lyon' });
  });

  it('keeps the text on screen when someone else was faster', async () => {
    answer('get', '/salesbook', aSalesbook());
    refuse('put', '/salesbook/company', { status: 409, code: 'stale-write', title: 'Trop tard' });
    const { user } = open('/salesbook');
    const website = await screen.findByLabelText('Site web');
    await user.clear(website);
    await user.type(website, 'https://nouveau.example');
    await user.click(screen.getByRole('button', { name: 'Enregistrer' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Vos modifications restent à l’écran',
    );
    expect(screen.getByLabelText('Site web')).toHaveValue('https://nouveau.example');
  });

  it('tells what a persona does to the prospects already there', async () => {
    answer('get', '/salesbook', aSalesbook());
    answer('get', '/salesbook/personas/pe-1/preview', AUDIENCE);
    open('/salesbook?part=personas');
    expect(await screen.findByText(/310 retenus, 96 à vérifier, 834 écartés/)).toBeVisible();
    expect(screen.getByText('écarte 640')).toBeVisible();
  });

  it('edits a criterion', async () => {
    answer('get', '/salesbook', aSalesbook());
    answer('get', '/salesbook/personas/pe-1/preview', AUDIENCE);
    const asked = answer('put', '/salesbook/personas/pe-1', aPersona());
    const { user } = open('/salesbook?part=personas');
    await user.click(await screen.findByRole('button', { name: /Modifier le persona/ }));
    const criterion = await screen.findByRole('group', { name: 'Critère 1' });
    await user.selectOptions(within(criterion).getByLabelText('Donnée'), 'Effectif');
    await user.selectOptions(within(criterion).getByLabelText('Condition'), 'au moins');
    await user.type(within(criterion).getByRole('combobox', { name: 'Valeurs' }), '50{Enter}');
    await user.click(within(criterion).getByRole('radio', { name: 'Noter' }));
    await user.selectOptions(within(criterion).getByLabelText('Poids'), 'poids 5');
    await user.click(screen.getByRole('button', { name: 'Enregistrer' }));
    await expect
      .poll(() => asked[0]?.body)
      .toMatchObject({
        criteria: [
          {
            id: 'k-1',
            field: 'head_count',
            operator: 'at_least',
            values: ['50'],
            mode: 'score',
            weight: 5,
          },
        ],
      });
  });

  it('points at both criteria that contradict each other', async () => {
    answer('get', '/salesbook', aSalesbook());
    answer('get', '/salesbook/personas/pe-1/preview', AUDIENCE);
    refuse('put', '/salesbook/personas/pe-1', {
      status: 422,
      code: 'persona-refused',
      title: 'Persona refusé',
      errors: [
        { pointer: '/criteria/0/values/0', code: 'criteria-contradict', detail: 'Se contredisent' },
      ],
    });
    const { user } = open('/salesbook?part=personas');
    await user.click(await screen.findByRole('button', { name: /Modifier le persona/ }));
    await user.click(screen.getByRole('button', { name: 'Enregistrer' }));
    const criterion = await screen.findByRole('group', { name: 'Critère 1' });
    expect(await within(criterion).findByRole('alert')).toHaveTextContent('Se contredisent');
  });

  it('is read only for those who may not edit it', async () => {
    answer('get', '/session', aSession({ role: 'viewer', permissions: ['salesbook:read'] }));
    answer('get', '/salesbook', aSalesbook());
    open('/salesbook?part=offers');
    expect(await screen.findByRole('region', { name: 'Diagnostic commercial' })).toBeVisible();
    expect(screen.queryByRole('button', { name: /Modifier/ })).not.toBeInTheDocument();
  });
});
