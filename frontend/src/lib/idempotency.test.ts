import { expect, it } from 'vitest';

import { answered, keyFor } from './idempotency';

const post = (body: string) =>
  new Request('http://localhost/api/v1/prospects', { method: 'POST', body });

it('a double click carries one key', async () => {
  const [first, second] = [await keyFor(post('{"a":1}')), await keyFor(post('{"a":1}'))];
  expect(second.key).toBe(first.key);
  answered(first);
});

it('another body is another intention', async () => {
  const [first, second] = [await keyFor(post('{"a":1}')), await keyFor(post('{"a":2}'))];
  expect(second.key).not.toBe(first.key);
  answered(first);
  answered(second);
});

it('what was answered may be asked again', async () => {
  const first = await keyFor(post('{}'));
  answered(first);
  expect((await keyFor(post('{}'))).key).not.toBe(first.key);
});
