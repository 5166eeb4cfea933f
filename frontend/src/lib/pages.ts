import { type InfiniteData, type UseInfiniteQueryResult } from '@tanstack/react-query';

import { type Problem } from '@/api/generated/types.gen';

/** A list read page by page; the generated options claim that data is there from the start. */
export type Pages<Page> = UseInfiniteQueryResult<InfiniteData<Page>, Problem>;
