import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';

import { answer, refuse, silence } from '@/testing/answers';
import { aSender } from '@/testing/builders';
import { open } from '@/testing/render';

const AT = '/settings/accounts/s-1/access-log';
const LOG = '/mailboxes/s-1/access-log';

describe('the access log of a mailbox', () => {
  it('is reached from the card of one’s own mailbox only', async () => {
    answer('get', '/senders', {
      items: [aSender(), aSender({ id: 's-2', address: 'b@nord.example', owner_id: 'u-2' })],
      next: null,
    });
    open('/settings/accounts');
    const mine = await screen.findByRole('article', { name: 'claire@atelier-nord.example' });
    expect(
      within(mine).getByRole('link', { name: 'Journal d’accès à cette boîte' }),
    ).toHaveAttribute('href', AT);
    const other = screen.getByRole('article', { name: 'b@nord.example' });
    expect(within(other).queryByRole('link')).not.toBeInTheDocument();
  });

  it('waits', async () => {
    silence('get', LOG);
    open(AT);
    expect(
      await screen.findByRole('heading', { name: 'Journal d’accès à la boîte' }),
    ).toBeVisible();
  });

  it('says what failed, for a colleague’s mailbox too', async () => {
    refuse('get', LOG, { title: 'Réservé au titulaire' });
    open(AT);
    expect(await screen.findByText('Réservé au titulaire')).toBeVisible();
  });

  it('says that nothing was read', async () => {
    answer('get', LOG, { items: [], next: null });
    open(AT);
    expect(await screen.findByText('Aucune lecture')).toBeVisible();
  });

  it('gives each reading its reason and its prospect, page by page', async () => {
    const one = (id: string, reason: string, prospect_id: string | null) => ({
      id,
      at: '2026-11-24T08:12:00.000Z',
      reason,
      prospect_id,
      mail_ref: '',
    });
    const asked = answer('get', LOG, {
      items: [one('1', 'reply', 'p-1'), one('2', 'delivery_report', null)],
      next: 'more',
    });
    const { user } = open(AT);
    expect(await screen.findByText('Réponse d’un prospect')).toBeVisible();
    expect(screen.getByText('Pas encore identifié')).toBeVisible();
    expect(screen.getByRole('link', { name: 'Ouvrir la fiche' })).toHaveAttribute(
      'href',
      '/prospects/p-1',
    );
    await user.click(screen.getByRole('button', { name: 'Suivant' }));
    expect(asked.at(-1)?.url.searchParams.get('cursor')).toBe('more');
  });
});
