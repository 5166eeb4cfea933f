// Fails when src/api/generated is not what `npm run generate` makes of ../openapi/openapi.json.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'leo-client-'));
const made = join(folder, 'generated');
try {
  execFileSync('npx', ['openapi-ts'], {
    env: { ...process.env, GENERATED: made },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  execFileSync('diff', ['-r', '-q', made, 'src/api/generated'], { stdio: 'inherit' });
} catch {
  console.error('src/api/generated is stale: run make openapi');
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
