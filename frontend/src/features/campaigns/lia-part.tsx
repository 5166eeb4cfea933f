import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { IconCircleCheck, IconSignature } from '@tabler/icons-react';
import { useState } from 'react';

import { type CampaignView } from '@/api/generated/types.gen';
import { useAnnounce } from '@/components/ui/announce';
import { Panel } from '@/components/ui/panel';
import { ProblemNote } from '@/components/ui/problem-note';
import { TimeText } from '@/components/ui/time-text';
import { useText } from '@/i18n';
import { faultOf } from '@/lib/problem';
import { useMay, useSession } from '@/lib/session';

import classes from './campaigns.module.css';
import { useSignLia } from './queries';

const PARTS = ['interest', 'necessity', 'balance'] as const;
const LEAST = 10;

/** The balancing test of the campaign, signed by a named person. */
export function LiaPart({ campaign }: { campaign: CampaignView }) {
  const text = useText('campaigns');
  const maySign = useMay('lia:sign');
  const [isAgain, setIsAgain] = useState(false);
  const { lia } = campaign;

  return (
    <Panel title={text('lia.title')} description={text('lia.intro')}>
      {lia !== null && !isAgain ? (
        <Signed lia={lia} maySign={maySign} onAgain={() => setIsAgain(true)} />
      ) : maySign ? (
        <LiaForm campaignId={campaign.id} onSigned={() => setIsAgain(false)} />
      ) : (
        <Text size="sm" mt="sm">
          {text('lia.readonly')}
        </Text>
      )}
    </Panel>
  );
}

interface SignedProps {
  lia: NonNullable<CampaignView['lia']>;
  maySign: boolean;
  onAgain: () => void;
}

function Signed({ lia, maySign, onAgain }: SignedProps) {
  const text = useText('campaigns');
  const { user } = useSession();
  return (
    <Stack gap="sm" align="flex-start" mt="sm">
      <Text className={classes.cardName} fw={560}>
        <IconCircleCheck size={18} aria-hidden className={classes.ready} />
        <span>
          {text(lia.signed_by === user.id ? 'lia.signed.you' : 'lia.signed')}{' '}
          <TimeText at={lia.signed_at} shape="date" />
        </span>
      </Text>
      {PARTS.map((part) => (
        <div key={part}>
          <Text size="sm" fw={560}>
            {text(`lia.${part}`)}
          </Text>
          <p className={classes.answer}>{lia[part]}</p>
        </div>
      ))}
      <Text size="sm" c="dimmed">
        {text('lia.signed.text')} {text('lia.review')} <TimeText at={lia.review_at} shape="date" />.
      </Text>
      {maySign && (
        <Button variant="default" size="xs" onClick={onAgain}>
          {text('lia.again')}
        </Button>
      )}
    </Stack>
  );
}

function LiaForm({ campaignId, onSigned }: { campaignId: string; onSigned: () => void }) {
  const text = useText('campaigns');
  const announce = useAnnounce();
  const sign = useSignLia();
  const [told, setTold] = useState({ interest: '', necessity: '', balance: '' });
  const [isTried, setIsTried] = useState(false);

  const isShort = (part: (typeof PARTS)[number]) => told[part].trim().length < LEAST;
  const submit = () => {
    setIsTried(true);
    if (PARTS.some(isShort) || sign.isPending) return;
    sign.mutate(
      { path: { campaign_id: campaignId }, body: told },
      {
        onSuccess: () => {
          announce(text('lia.done'));
          onSigned();
        },
      },
    );
  };

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="lg" maw={640} mt="md">
        {PARTS.map((part) => (
          <div key={part}>
            <Textarea
              label={text(`lia.${part}`)}
              description={text(`lia.${part}.hint`)}
              required
              withAsterisk={false}
              autosize
              minRows={2}
              maxLength={5_000}
              value={told[part]}
              error={isTried && isShort(part) ? text('lia.short') : faultOf(sign.error, part)}
              onChange={(event) => {
                const { value } = event.currentTarget;
                setTold((before) => ({ ...before, [part]: value }));
              }}
            />
            {told[part] === '' && (
              <Button
                mt={6}
                size="compact-xs"
                variant="subtle"
                onClick={() =>
                  setTold((before) => ({ ...before, [part]: text(`lia.${part}.example`) }))
                }
                aria-label={`${text('lia.example')} : ${text(`lia.${part}`)}`}
              >
                {text('lia.example')}
              </Button>
            )}
          </div>
        ))}
        {sign.isError && <ProblemNote error={sign.error} />}
        <Group gap="sm">
          <Button
            type="submit"
            loading={sign.isPending}
            leftSection={<IconSignature size={16} aria-hidden />}
          >
            {text('lia.sign')}
          </Button>
          <Text size="xs" c="dimmed">
            {text('lia.sign.note')}
          </Text>
        </Group>
      </Stack>
    </form>
  );
}
