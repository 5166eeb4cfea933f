const SPACE = '\u00a0';

/** French puts a space before : ; ! ? and inside « », and no line may break there. */
export function frenchSpaces(text: string): string {
  return text
    .replace(/ ([:;!?»])/g, `${SPACE}$1`)
    .replace(/« /g, `«${SPACE}`)
    .replace(/(\d) (?=\d{3}\b|[€%])/g, `$1${SPACE}`);
}
