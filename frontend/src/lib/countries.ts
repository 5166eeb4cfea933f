/** Where our customers may be established; names come from the browser, in the visitor's language. */
const CODES =
  'FR BE CH LU AT BG CY CZ DE DK EE ES FI GR HR HU IE IS IT LI LT LV MC MT NL NO PL PT RO SE SI SK GB'.split(
    ' ',
  );

export function countries(language: string): { value: string; label: string }[] {
  const names = new Intl.DisplayNames([language], { type: 'region' });
  return CODES.map((code) => ({ value: code, label: names.of(code) ?? code })).sort((a, b) =>
    a.label.localeCompare(b.label, language),
  );
}
