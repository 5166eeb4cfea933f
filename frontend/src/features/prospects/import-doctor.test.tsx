import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';

import { answer, refuse, silence } from '@/testing/answers';
import { aCard, anImport, anOperation, aPreview, aSession } from '@/testing/builders';
import { open } from '@/testing/render';

const DONE = {
  state: 'done',
  operation_id: 'op-1',
  counts: { created: 7, updated: 2, skipped: 1, opposed: 1, failed: 1, companies: 0 },
} as const;

describe('the import doctor', () => {
  it('names the tool and lets another sheet be chosen', async () => {
    answer(
      'get',
      '/imports/i-1',
      anImport({
        format: 'hubspot',
        container: 'workbook',
        sheets: ['Clients', 'Prospects'],
        sheet: 'Clients',
      }),
    );
    const chosen = answer('put', '/imports/i-1/sheet', anImport({ sheet: 'Prospects' }));
    const { user } = open('/prospects/import?id=i-1');
    expect(await screen.findByText(/export HubSpot, classeur Excel/)).toBeVisible();
    await user.selectOptions(screen.getByLabelText('Feuille à importer'), 'Prospects');
    await waitFor(() => expect(chosen[0]?.body).toEqual({ sheet: 'Prospects' }));
  });

  it('keeps a sensitive column out until somebody says why it is none', async () => {
    answer(
      'get',
      '/imports/i-1',
      anImport({ sensitive: [{ column: 'Parti', category: 'opinions politiques' }] }),
    );
    const cleared = answer('post', '/imports/i-1/cleared-columns', anImport());
    const { user } = open('/prospects/import?id=i-1');
    await user.click(await screen.findByRole('button', { name: /Parti.*n’est pas sensible/ }));
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByRole('button', { name: 'Reprendre cette colonne' })).toBeDisabled();
    await user.type(within(dialog).getByRole('textbox'), 'Numéro de partie du fichier');
    await user.click(within(dialog).getByRole('button', { name: 'Reprendre cette colonne' }));
    await waitFor(() =>
      expect(cleared[0]?.body).toEqual({ column: 'Parti', reason: 'Numéro de partie du fichier' }),
    );
    await waitFor(() => expect(screen.queryByText(/opinions politiques/)).not.toBeInTheDocument());
  });

  it('tries the whole file, and shows what will change field by field', async () => {
    answer('get', '/imports/i-1', anImport({ preview: null }));
    const asked = answer(
      'post',
      '/imports/i-1/preview',
      anImport({ preview: aPreview({ is_done: false }) }),
      202,
    );
    answer('get', '/operations/op-0', anOperation({ id: 'op-0', state: 'running', done: 5 }));
    const { user } = open('/prospects/import?id=i-1');
    await user.click(await screen.findByRole('button', { name: 'Continuer' }));
    expect(await screen.findByText('5 sur 12')).toBeVisible();
    expect(asked).toHaveLength(1);
    answer('get', '/imports/i-1', anImport());
    expect(await screen.findByText('À mettre à jour', {}, { timeout: 5_000 })).toBeVisible();
    expect(screen.getByText('Fonction : 2 valeurs')).toBeVisible();
    expect(screen.getByText('DAF').tagName).toBe('DEL');
    expect(screen.getByText('Présidente').tagName).toBe('INS');
  });

  it('says why the trial cannot start', async () => {
    answer('get', '/imports/i-1', anImport({ preview: null }));
    refuse('post', '/imports/i-1/preview', {
      status: 422,
      code: 'no-usable-column',
      title: 'Aucune colonne ne désigne quelqu’un',
    });
    const { user } = open('/prospects/import?id=i-1');
    await user.click(await screen.findByRole('button', { name: 'Continuer' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Aucune colonne');
  });

  it('takes an import back after one question, and says what stays', async () => {
    answer('get', '/operations/op-1', anOperation());
    answer('get', '/imports/i-1', anImport({ ...DONE, may_undo: true }));
    const undone = answer('post', '/imports/i-1/undo', { operation_id: 'op-2' }, 202);
    const { user } = open('/prospects/import?id=i-1');
    await user.click(await screen.findByRole('button', { name: 'Annuler cet import' }));
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent('Les oppositions restent toujours');
    answer(
      'get',
      '/imports/i-1',
      anImport({
        ...DONE,
        undo: {
          operation_id: 'op-2',
          asked_at: '2026-11-24T10:00:00.000Z',
          finished_at: '2026-11-24T10:00:05.000Z',
          removed: 6,
          restored: 2,
          kept: 1,
        },
      }),
    );
    await user.click(within(dialog).getByRole('button', { name: 'Annuler cet import' }));
    const panel = await screen.findByRole('region', { name: 'Import annulé' });
    expect(undone).toHaveLength(1);
    expect(within(panel).getByText('6')).toBeVisible();
    expect(within(panel).getByRole('link', { name: /ce qui a été gardé/ })).toHaveAttribute(
      'href',
      '/api/v1/imports/i-1/kept.csv',
    );
  });

  it('shows what changed on people known before, and survives when it cannot', async () => {
    answer('get', '/operations/op-1', anOperation());
    answer('get', '/imports/i-1', anImport(DONE));
    silence('get', '/imports/i-1/changes');
    const { user } = open('/prospects/import?id=i-1');
    await user.click(await screen.findByRole('button', { name: 'Voir les 2 fiches modifiées' }));
    expect(await screen.findByRole('region', { name: 'Ce qui a changé' })).toHaveTextContent(
      'Chargement',
    );
  });

  it('shows the changes, or that there are none, or that they cannot be read', async () => {
    answer('get', '/operations/op-1', anOperation());
    answer('get', '/imports/i-1', anImport(DONE));
    answer('get', '/imports/i-1/changes', { items: aPreview().rows, next: null });
    const { user } = open('/prospects/import?id=i-1');
    await user.click(await screen.findByRole('button', { name: 'Voir les 2 fiches modifiées' }));
    expect(await screen.findByText('Présidente')).toBeVisible();
  });

  it('offers no undo to who may only read', async () => {
    answer('get', '/session', aSession({ permissions: ['prospects:read'] }));
    answer('get', '/operations/op-1', anOperation());
    answer('get', '/imports/i-1', anImport({ ...DONE, may_undo: true }));
    open('/prospects/import?id=i-1');
    expect(await screen.findByText('Créés')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Annuler cet import' })).not.toBeInTheDocument();
  });
});

describe('the evidence of a field', () => {
  it('tells source, date and confidence on focus, and lets a contradiction be settled', async () => {
    const [detail] = aCard().details;
    if (!detail) throw new Error('the builder gives one');
    const card = aCard({
      details: [
        {
          ...detail,
          confidence: 'disputed',
          rivals: [{ value: 'Transport', source: 'CRM', observed_at: '2025-01-02T00:00:00.000Z' }],
        },
      ],
    });
    answer('get', '/prospects/p-1', card);
    answer('get', '/prospects/p-1/timeline', { items: [], next: null });
    const edited = answer('patch', '/prospects/p-1', { ...card, details: [] });
    const { user } = open('/prospects/p-1');
    const value = await screen.findByRole('button', { name: 'Logistique' });
    value.focus();
    expect(await screen.findByRole('tooltip')).toHaveTextContent(
      /Salon de Lille.*20\/11\/2026.*contredit par une autre source/,
    );
    expect(screen.getByRole('note')).toHaveTextContent(/Transport.*CRM/);
    await user.click(screen.getByRole('button', { name: /Retenir.*Transport/ }));
    await waitFor(() => expect(edited[0]?.body).toEqual({ industry: 'Transport' }));
  });
});
