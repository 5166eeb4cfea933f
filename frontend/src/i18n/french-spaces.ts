const NARROW = '\u202f';
const WIDE = '\u00a0';

/** French puts a space before : ; ! ? and inside « », and no line may break there. */
export function frenchSpaces(text: string): string {
  return text
    .replace(/ ([;!?])/g, `${NARROW}$1`)
    .replace(/ ([:»])/g, `${WIDE}$1`)
    .replace(/« /g, `«${WIDE}`)
    .replace(/(\d) (?=\d{3}\b|[€%])/g, `$1${NARROW}`);
}
