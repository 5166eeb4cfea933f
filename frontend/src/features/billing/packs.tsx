import { Button, SimpleGrid, Stack, Text } from '@mantine/core';

import { type PackView } from '@/api/generated/types.gen';
import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { useText } from '@/i18n';
import { useMay } from '@/lib/session';

import classes from './billing.module.css';
import { useCheckout } from './queries';
import { useMoney } from './use-money';

export function Packs({ packs }: { packs: readonly PackView[] }) {
  const text = useText('billing');
  const money = useMoney();
  const mayPay = useMay('billing:manage');
  const checkout = useCheckout();
  return (
    <Panel title={text('packs')} description={text('packsText')}>
      <Stack>
        {checkout.isError && <ProblemNote error={checkout.error} />}
        <SimpleGrid cols={{ base: 1, sm: 3 }}>
          {packs.map((pack) => {
            const name = text('packName', { count: pack.credits });
            return (
              <article key={pack.lookup_key} className={classes.plan} aria-label={name}>
                <Text fw={560}>{name}</Text>
                <Text c="dimmed">{money(pack.price)}</Text>
                {mayPay && (
                  <Button
                    variant="default"
                    loading={
                      checkout.isPending && checkout.variables.body.lookup_key === pack.lookup_key
                    }
                    onClick={() =>
                      checkout.mutate({ body: { lookup_key: pack.lookup_key, quantity: 1 } })
                    }
                  >
                    {text('buyPack', { count: pack.credits })}
                  </Button>
                )}
              </article>
            );
          })}
        </SimpleGrid>
      </Stack>
    </Panel>
  );
}
