import { type InviteAsk } from '@/api/generated/types.gen';

export type RoleName = InviteAsk['role'];

/** In the order of product.md 1.1. */
export const ROLES: readonly RoleName[] = [
  'owner',
  'admin',
  'manager',
  'member',
  'viewer',
  'billing',
  'dpo',
];
