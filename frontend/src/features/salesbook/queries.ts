import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import {
  addOfferMutation,
  addPersonaMutation,
  describeCompanyMutation,
  previewPersonaOptions,
  previewPersonaQueryKey,
  readSalesbookOptions,
  readSalesbookQueryKey,
  redefinePersonaMutation,
  rewriteOfferMutation,
} from '@/api/generated/@tanstack/react-query.gen';
import { type CompanyBody, type OfferBody, type PersonaBody } from '@/api/generated/types.gen';
import { ifMatch } from '@/lib/api-client';

export const useSalesbook = () => useQuery(readSalesbookOptions());

export const usePersonaPreview = (personaId: string) =>
  useQuery(previewPersonaOptions({ path: { persona_id: personaId } }));

/** A new revision touches everything that was read from the one before. */
function useRevised() {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: readSalesbookQueryKey() });
}

export function useDescribeCompany() {
  const { mutate, ...mutation } = useMutation({
    ...describeCompanyMutation(),
    onSuccess: useRevised(),
  });
  return {
    ...mutation,
    save: (body: CompanyBody, version: number, onSaved: () => void) =>
      mutate({ body, headers: ifMatch(version) }, { onSuccess: onSaved }),
  };
}

/** Adds an offer, or replaces the one of that id. */
export function useSaveOffer(offerId: string | null) {
  const revised = useRevised();
  const add = useMutation({ ...addOfferMutation(), onSuccess: revised });
  const rewrite = useMutation({ ...rewriteOfferMutation(), onSuccess: revised });
  const used = offerId === null ? add : rewrite;
  return {
    isPending: used.isPending,
    error: used.error,
    save: (body: OfferBody, version: number, onSaved: () => void) => {
      if (offerId === null) add.mutate({ body }, { onSuccess: onSaved });
      else {
        rewrite.mutate(
          { path: { offer_id: offerId }, body, headers: ifMatch(version) },
          { onSuccess: onSaved },
        );
      }
    },
  };
}

/** Adds a persona, or replaces the one of that id. */
export function useSavePersona(personaId: string | null) {
  const revised = useRevised();
  const queryClient = useQueryClient();
  const onSuccess = async () => {
    await revised();
    if (personaId !== null) {
      await queryClient.invalidateQueries({
        queryKey: previewPersonaQueryKey({ path: { persona_id: personaId } }),
      });
    }
  };
  const add = useMutation({ ...addPersonaMutation(), onSuccess });
  const redefine = useMutation({ ...redefinePersonaMutation(), onSuccess });
  const used = personaId === null ? add : redefine;
  return {
    isPending: used.isPending,
    error: used.error,
    save: (body: PersonaBody, version: number, onSaved: () => void) => {
      if (personaId === null) add.mutate({ body }, { onSuccess: onSaved });
      else {
        redefine.mutate(
          { path: { persona_id: personaId }, body, headers: ifMatch(version) },
          { onSuccess: onSaved },
        );
      }
    },
  };
}
