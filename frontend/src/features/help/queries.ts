import { useMutation, useQuery } from '@tanstack/react-query';

import {
  openMessengerMutation,
  readSupportOptions,
} from '@/api/generated/@tanstack/react-query.gen';
import { openMessenger } from '@/api/generated/sdk.gen';
import { openChat } from '@/lib/support-chat';

export const useSupport = () => useQuery(readSupportOptions());

async function newToken() {
  const { data } = await openMessenger({ throwOnError: true });
  return data;
}

/** By a click: the user is made known to the vendor, then the vendor's script is loaded. */
export const useChat = () =>
  useMutation({
    mutationKey: openMessengerMutation().mutationKey,
    mutationFn: async () => openChat(await newToken(), newToken),
  });
