import { useQuery } from '@tanstack/react-query';

import { readResultsOptions } from '@/api/generated/@tanstack/react-query.gen';

export const useResults = () => useQuery(readResultsOptions());
