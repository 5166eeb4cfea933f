import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { parseTasksSearch } from '@/features/tasks/tasks-search';

import { appRoute } from './app';

export const tasksRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/tasks',
  validateSearch: parseTasksSearch,
  component: lazyRouteComponent(() => import('@/features/tasks/tasks-page'), 'TasksPage'),
});
