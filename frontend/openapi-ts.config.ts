import { defineConfig } from '@hey-api/openapi-ts';

export default defineConfig({
  input: process.env.OPENAPI ?? '../openapi/openapi.json',
  output: { path: process.env.GENERATED ?? 'src/api/generated', entryFile: false },
  plugins: [
    { name: '@hey-api/client-fetch', runtimeConfigPath: '@/lib/api-client', throwOnError: true },
    '@hey-api/typescript',
    { name: '@hey-api/sdk' },
    {
      name: '@tanstack/react-query',
      infiniteQueryOptions: true,
      queryKeys: true,
      mutationOptions: true,
    },
  ],
});
