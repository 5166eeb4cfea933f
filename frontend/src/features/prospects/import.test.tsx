import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';

import { answer, refuse, silence } from '@/testing/answers';
import { anImport, anOperation } from '@/testing/builders';
import { open } from '@/testing/render';

describe('the import', () => {
  it('takes a file and shows what it recognised', async () => {
    answer('get', '/imports', { items: [], next: null });
    answer('get', '/imports/i-1', anImport());
    const sent = answer('post', '/imports', anImport(), 201);
    const { user, router } = open('/prospects/import');
    const file = new File(['Prénom;Nom\nHélène;Garnier'], 'prospects.csv', { type: 'text/csv' });
    await user.upload(await screen.findByLabelText('Choisir un fichier'), file);
    expect(
      await screen.findByRole('region', { name: /Que contient chaque colonne/ }),
    ).toHaveTextContent('windows-1252, séparateur « ; »');
    expect(router.state.location.search).toEqual({ id: 'i-1' });
    expect(sent[0]?.headers.get('Content-Type')).toMatch(/^multipart\/form-data/);
  });

  it('says why a file is refused, and keeps the door open', async () => {
    answer('get', '/imports', { items: [], next: null });
    refuse('post', '/imports', {
      status: 422,
      code: 'not-a-table',
      title: 'Ce fichier n’est ni un CSV ni un classeur Excel',
    });
    const { user } = open('/prospects/import');
    const file = new File(['%PDF'], 'devis.csv', { type: 'text/csv' });
    await user.upload(await screen.findByLabelText('Choisir un fichier'), file);
    expect(await screen.findByRole('alert')).toHaveTextContent('ni un CSV ni un classeur');
    expect(screen.getByRole('button', { name: 'Choisir un fichier' })).toBeEnabled();
  });

  it('lists imports of before, waits for them, and survives their failure', async () => {
    silence('get', '/imports');
    open('/prospects/import');
    expect((await screen.findAllByRole('status')).at(-1)).toHaveTextContent('Chargement');
  });

  it('survives when the imports of before cannot be read', async () => {
    refuse('get', '/imports', { title: 'Imports indisponibles' });
    open('/prospects/import');
    expect(await screen.findByRole('alert')).toHaveTextContent('Imports indisponibles');
    expect(screen.getByRole('button', { name: 'Choisir un fichier' })).toBeEnabled();
  });

  it('lets the columns be corrected, then asks where the people come from', async () => {
    answer('get', '/imports/i-1', anImport());
    const mapped = answer('put', '/imports/i-1/mapping', anImport());
    answer('post', '/imports/i-1/preview', anImport(), 202);
    const started = answer('post', '/imports/i-1/start', { operation_id: 'op-1' }, 202);
    const { user } = open('/prospects/import?id=i-1');
    await user.selectOptions(await screen.findByLabelText('La colonne Société devient'), 'Secteur');
    await user.click(screen.getByRole('button', { name: 'Continuer' }));
    await waitFor(() => expect(mapped[0]?.body).toEqual({ mapping: { Société: 'industry' } }));

    expect(await screen.findByText(/Lignes avec trop de cellules/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Importer 12 lignes' }));
    expect(screen.getByText('LEO n’importe que des contacts professionnels.')).toBeVisible();
    expect(started).toHaveLength(0);

    await user.type(screen.getByLabelText('Source déclarée'), 'Salon de Lille');
    await user.type(screen.getByLabelText('Date de collecte'), '2026-11-20');
    await user.click(screen.getByRole('checkbox', { name: /activité professionnelle/ }));
    answer('get', '/imports/i-1', anImport({ state: 'running', operation_id: 'op-1' }));
    answer('get', '/operations/op-1', anOperation({ state: 'running', done: 4 }));
    await user.click(screen.getByRole('button', { name: 'Importer 12 lignes' }));
    expect(await screen.findByText('4 sur 12')).toBeVisible();
    expect(started[0]?.body).toEqual({
      source: 'Salon de Lille',
      legal_basis: 'legitimate_interest',
      collected_on: '2026-11-20',
      professional_audience: true,
    });
  });

  it('says when the same file came before', async () => {
    answer(
      'get',
      '/imports/i-1',
      anImport({ already_imported: { import_id: 'i-0', at: '2026-11-02T09:00:00.000Z' } }),
    );
    open('/prospects/import?id=i-1');
    expect(await screen.findByText(/déjà été importé le 02\/11\/2026/)).toBeVisible();
    expect(screen.getByRole('link', { name: 'Voir cet import' })).toBeVisible();
  });

  it('gives the result: five counts and the rows left out', async () => {
    answer(
      'get',
      '/imports/i-1',
      anImport({
        state: 'done',
        operation_id: 'op-1',
        counts: { created: 7, updated: 2, skipped: 1, opposed: 1, failed: 1, companies: 0 },
      }),
    );
    answer('get', '/operations/op-1', anOperation());
    open('/prospects/import?id=i-1');
    expect(await screen.findByText('Créés')).toBeVisible();
    expect(screen.getByText('7')).toBeVisible();
    expect(screen.getByRole('link', { name: /Télécharger le détail/ })).toHaveAttribute(
      'href',
      '/api/v1/imports/i-1/report.csv',
    );
  });

  it('can be resumed after it stopped', async () => {
    answer('get', '/imports/i-1', anImport({ state: 'failed', operation_id: 'op-1' }));
    answer('get', '/operations/op-1', anOperation({ state: 'failed', done: 5 }));
    const resumed = answer('post', '/operations/op-1/resume', anOperation({ state: 'queued' }));
    const { user } = open('/prospects/import?id=i-1');
    await user.click(await screen.findByRole('button', { name: 'Reprendre' }));
    await waitFor(() => expect(resumed).toHaveLength(1));
  });
});
