import { useLanguage } from '@/i18n';

/** Minor units as people read them; whole amounts without cents. */
export function useMoney() {
  const { language } = useLanguage();
  return ({ minor, currency }: { minor: number; currency: string }) =>
    new Intl.NumberFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
      style: 'currency',
      currency,
      minimumFractionDigits: minor % 100 === 0 ? 0 : 2,
    }).format(minor / 100);
}
