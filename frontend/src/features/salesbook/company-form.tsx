import { Group, MultiSelect, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { type SyntheticEvent } from 'react';

import { type CompanyView } from '@/api/generated/types.gen';
import { useLanguage, useText } from '@/i18n';
import { countries } from '@/lib/countries';
import { useFields } from '@/lib/use-fields';

import { FormFoot } from './form-foot';
import { useDescribeCompany } from './queries';

interface CompanyFormProps {
  company: CompanyView;
  version: number;
  submit: string;
  onSaved?: () => void;
}

export function CompanyForm({ company, version, submit, onSaved }: CompanyFormProps) {
  const text = useText('salesbook');
  const common = useText('common');
  const { language } = useLanguage();
  const describe = useDescribeCompany();
  const form = useFields(company, describe.error);
  const needed = common('required');

  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    const always = ['name', 'legal_name', 'legal_kind', 'register_number'] as const;
    if (!form.areFilled([...always, 'postal_address', 'rights_email'])) return;
    describe.save(form.values, version, () => onSaved?.());
  };

  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack maw={620}>
        <Group grow align="flex-start" preventGrowOverflow={false}>
          <TextInput label={text('companyName')} miw={220} {...form.text('name', needed)} />
          <TextInput label={text('legalName')} miw={220} {...form.text('legal_name', needed)} />
        </Group>
        <Group grow align="flex-start" preventGrowOverflow={false}>
          <Select
            label={text('legalKind')}
            miw={220}
            data={[
              { value: 'legal', label: text('legalPerson') },
              { value: 'natural', label: text('naturalPerson') },
            ]}
            value={form.values.legal_kind}
            onChange={(kind) => form.set('legal_kind', kind)}
            error={form.faultAt('legal_kind', needed)}
          />
          <TextInput
            label={text('registerNumber')}
            description={text('registerNumberHint')}
            miw={220}
            {...form.text('register_number', needed)}
          />
        </Group>
        <Textarea
          label={text('description')}
          description={text('descriptionHint')}
          autosize
          minRows={3}
          {...form.text('description')}
        />
        <TextInput
          label={text('postalAddress')}
          description={text('legalNameHint')}
          {...form.text('postal_address', needed)}
        />
        <TextInput
          label={text('rightsEmail')}
          description={text('rightsEmailHint')}
          type="email"
          {...form.text('rights_email', needed)}
        />
        <TextInput
          label={text('website')}
          type="url"
          placeholder="https://"
          {...form.text('website')}
        />
        <MultiSelect
          label={text('countries')}
          data={countries(language)}
          value={form.values.countries}
          onChange={(chosen) => form.set('countries', chosen)}
          error={form.faultAt('countries', '')}
          searchable
          clearable
          hidePickedOptions
        />
        <FormFoot
          submit={submit}
          isPending={describe.isPending}
          isSaved={describe.isSuccess}
          error={describe.error}
        />
      </Stack>
    </form>
  );
}
