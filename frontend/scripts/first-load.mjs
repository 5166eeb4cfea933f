// Fails the build when the first screen needs more script than architecture.md 7 allows, or when the
// index page holds an inline script, which the content security policy would refuse.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const LIMIT = 200 * 1024;
const dist = new URL('../dist/', import.meta.url);
const read = (path) => readFileSync(new URL(path, dist));

const manifest = JSON.parse(read('.vite/manifest.json'));
const wanted = new Set();
const follow = (key) => {
  if (wanted.has(key)) return;
  wanted.add(key);
  (manifest[key].imports ?? []).forEach(follow);
};
follow('index.html');
// The first screen also needs one language and, at most, one of the pages.
['common', 'shell', 'today'].forEach((name) => follow(`src/i18n/fr/${name}.ts`));
const size = (keys) =>
  [...keys].reduce((sum, key) => sum + gzipSync(read(manifest[key].file)).length, 0);
const first = size(wanted);

const pages = (manifest['index.html'].dynamicImports ?? [])
  .filter((key) => key.startsWith('src/features/'))
  .map((key) => {
    const before = new Set(wanted);
    follow(key);
    const added = [...wanted].filter((one) => !before.has(one));
    added.forEach((one) => wanted.delete(one));
    return { key, bytes: size(added) };
  })
  .sort((a, b) => b.bytes - a.bytes);

const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} kB`;
// Where people enter: before and after sign-in. Other pages are reached from these.
const ENTRIES = ['accounts/sign-in-page', 'accounts/sign-up-page', 'today/today-page'];
const problems = [];
for (const { key, bytes } of pages) {
  const isEntry = ENTRIES.some((entry) => key.includes(entry));
  if (isEntry && first + bytes > LIMIT) {
    problems.push(`${key} needs ${kilobytes(first + bytes)}, more than ${kilobytes(LIMIT)}`);
  }
}
const entry = Math.max(
  ...pages.filter(({ key }) => ENTRIES.some((one) => key.includes(one))).map(({ bytes }) => bytes),
);
console.log(`first screen ${kilobytes(first + entry)} gzip of script, at most ${kilobytes(LIMIT)}`);
if (/<script(?![^>]*\ssrc=)[^>]*>/.test(read('index.html').toString()))
  problems.push('an inline script in index.html');
problems.forEach((problem) => console.error(`build refused: ${problem}`));
process.exitCode = problems.length ? 1 : 0;
