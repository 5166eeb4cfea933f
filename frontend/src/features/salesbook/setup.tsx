import { type SalesbookView } from '@/api/generated/types.gen';
import { Panel } from '@/components/ui/panel';
import { Steps } from '@/components/ui/steps';
import { useText } from '@/i18n';

import { CompanyForm } from './company-form';
import { OfferForm } from './offer-form';
import { PersonaForm } from './persona-form';
import { firstGap } from './setup-steps';

/** The short form: what is missing, one thing at a time. The server says what is missing. */
export function Setup({ salesbook }: { salesbook: SalesbookView }) {
  const text = useText('salesbook');
  const step = firstGap(salesbook) ?? 2;
  const next = { version: salesbook.version, submit: text('continue'), onSaved: () => undefined };

  return (
    <Panel title={text('setupTitle')} description={text('setupText')}>
      <div style={{ marginTop: 14 }}>
        <Steps
          active={step}
          names={[text('stepCompany'), text('stepOffer'), text('stepPersona')]}
          label={text('setupTitle')}
        />
      </div>
      {step === 0 && <CompanyForm company={salesbook.company} {...next} />}
      {step === 1 && <OfferForm offer={null} {...next} />}
      {step === 2 && <PersonaForm persona={null} {...next} />}
    </Panel>
  );
}
