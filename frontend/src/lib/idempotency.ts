/** One intention: its key is kept until the server has answered. */
export interface Asked {
  fingerprint: string;
  key: string;
}

const open = new Map<string, string>();

/**
 * The key of a POST. A double click, or another try after a cut line or a failure of the server,
 * carries the same key; what was answered once may be asked again and is then a new intention.
 */
export async function keyFor(request: Request): Promise<Asked> {
  const isFile = request.headers.get('Content-Type')?.startsWith('multipart/') ?? false;
  const body = isFile ? crypto.randomUUID() : await request.clone().text();
  const fingerprint = `${request.url} ${body}`;
  const key = open.get(fingerprint) ?? crypto.randomUUID();
  open.set(fingerprint, key);
  return { fingerprint, key };
}

export function answered({ fingerprint }: Asked): void {
  open.delete(fingerprint);
}
