import { type SalesbookView } from '@/api/generated/types.gen';

/** The first of company, offer and persona that is still to be filled in; null when all are. */
export function firstGap({ company, offers, personas }: SalesbookView): 0 | 1 | 2 | null {
  const { name, legal_name: legalName, postal_address: address, rights_email: rights } = company;
  const isRegistered = company.legal_kind !== null && company.register_number !== '';
  if (!name || !legalName || !isRegistered || !address || !rights) return 0;
  if (offers.length === 0) return 1;
  if (personas.length === 0) return 2;
  return null;
}
